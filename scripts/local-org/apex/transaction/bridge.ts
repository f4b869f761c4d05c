import type { QueryRow } from '../../soql/index.ts';
import type { DataBridge } from '../engine/data.ts';
import { mergeRecords, type MergeTarget } from '../library/database/merge.ts';
import { saveRecords } from '../library/database/save.ts';
import { elementType } from '../library/database/dynamicSoql.ts';
import { ApexList } from '../runtime/collections/index.ts';
import { current } from '../runtime/context.ts';
import { nullPointer, throwApex } from '../runtime/exception.ts';
import { isPlatformEnum, platformEnum } from '../runtime/platformEnums.ts';
import { recordsFromRows, type ApexSObject } from '../runtime/sobject/index.ts';
import { MixedDml } from './mixedDml.ts';
import type { FormerUser } from './services.ts';
import { Transaction } from './transaction.ts';
import { triggerValue } from './triggers.ts';

/** The running transaction. Throws when Apex runs in somebody else's. */
export function transaction(): Transaction {
  const running = current();
  if (!(running instanceof Transaction)) throw new TypeError('The running transaction is not one of the Apex engine');
  return running;
}

const named = (binds: readonly unknown[]): Map<string, unknown> => new Map(binds.map((value, i) => [`b${i}`, value]));

/** How generated code reaches data: static queries, DML statements, trigger variables, runAs, futures. */
export function createBridge(enumValue: (typeName: string, name: string) => unknown): DataBridge {
  return {
    query: (soql, binds, mode, sharing) => {
      const rows = current().query(soql, named(binds), { userMode: mode === 'user', sharing }) as QueryRow[];
      const { schema } = current().host.source;
      return recordsFromRows(rows, schema, elementType(soql, rows, schema));
    },
    countQuery: (soql, binds, mode, sharing) => current().countQuery(soql, named(binds), { userMode: mode === 'user', sharing }),
    search: (sosl, binds, mode, sharing) => current().search(sosl, named(binds), { userMode: mode === 'user', sharing }),
    dml: (op, value, mode, sharing, key, second) => {
      if (value === null) nullPointer();
      if (op === 'merge') {
        mergeRecords(value as ApexSObject, second as MergeTarget, { allOrNone: true, userMode: mode === 'user', sharing });
        return;
      }
      const records = value instanceof ApexList ? (value.items as (ApexSObject | null)[]) : [value as ApexSObject];
      const options = { allOrNone: true, userMode: mode === 'user', sharing };
      saveRecords(op, records, key === null || key === 'Id' ? options : { ...options, externalIdField: key });
    },
    triggerValue: (name) => triggerValue(transaction().triggers.at(-1) ?? null, name),
    enterRunAs: (user) => enterRunAs(user),
    leaveRunAs: (token) => {
      transaction().leaveUser(token as FormerUser);
    },
    future: (className, methodName, run, args, generated, callouts) =>
      transaction().future(className, methodName, run, args, generated, callouts),
    enumOf: (typeName, name) => {
      if (name === null && !isPlatformEnum(typeName)) nullPointer();
      const found = name === null ? undefined : enumValue(typeName, name);
      if (found !== undefined) return found;
      try {
        return platformEnum(typeName, name ?? '');
      } catch {
        // Enums of the platform have no constant null, as public code relies on.
        throwApex('System.NoSuchElementException', `No enum constant ${typeName}.${name}`);
      }
    },
  };
}

/** Switches to the user of a User record, saving it first when it is new. Answers what comes back. */
function enterRunAs(user: unknown): unknown {
  const running = transaction();
  if (!running.isTest) throwApex('System.UnexpectedException', 'Method not allowed outside of a test: System.runAs');
  const { user: before, mixedDml } = running;
  if (user === null) nullPointer();
  const record = user as ApexSObject;
  running.limits.spend('dmlStatements');
  // The form runAs(Version) only changes the behaviour of managed packages.
  if (!('def' in record)) return { user: before, mixedDml };
  running.mixedDml = new MixedDml();
  if (!record.id) saveRecords('insert', [record], { allOrNone: true, userMode: false, sharing: false });
  running.mixedDml = mixedDml;
  return running.enterUser(record.id!);
}
