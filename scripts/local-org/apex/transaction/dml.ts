import {
  convertLeads,
  emptyRecycleBin,
  merge,
  save,
  type DmlError,
  type DmlOperation,
  type DmlOptions,
  type DmlResult,
  type LeadConversion,
  type LeadConversionResult,
  type MergeResult,
} from '../../dml/index.ts';
import { isClosedToDml, type SObjectDef } from '../../metadata/index.ts';
import type { AccessPolicy } from '../../soql/index.ts';
import type { SaveOptions } from '../runtime/context.ts';
import { READ_ONLY_SLOT } from '../library/platform/system.ts';
import { throwApex } from '../runtime/exception.ts';
import { dmlRecordOf, type ApexSObject } from '../runtime/sobject/index.ts';
import { requireAccess } from './access.ts';
import type { Transaction } from './transaction.ts';
import { refuseRecursion } from './triggers.ts';

/** What Apex does to records: each statement spends its limits, asks for access in user mode and goes to the save pipeline. */

export function saveRecords(
  transaction: Transaction,
  operation: DmlOperation,
  sobjects: readonly ApexSObject[],
  options: SaveOptions,
): DmlResult[] {
  const { mixedDml, missed, host, triggers } = transaction;
  missed.saved(host.source, new Set(sobjects.map((record) => record.def)));
  // Saving nothing costs nothing.
  if (sobjects.length === 0) return [];
  begin(transaction, sobjects.length);
  if (options.userMode) requireAccess(accessOf(transaction, options), operation, sobjects);
  const mixed = mixedDml.begin(operation, sobjects);
  if (mixed) return sobjects.map(({ id }) => ({ id, success: false, created: false, errors: [mixed] }));
  const recursion = refuseRecursion(triggers, operation);
  const refused = (record: ApexSObject): DmlError | undefined => recursion(record.id) ?? refuseObject(operation, record.def);
  const results = save(
    sobjects.map((record) => dmlRecordOf(record, options.externalIdField, refused(record))),
    {
      operation,
      ...dmlOptions(options),
      ...(options.externalIdField === undefined ? {} : { externalIdField: options.externalIdField }),
    },
    transaction.saveContext(options),
  );
  results.forEach((result, i) => {
    if (result.success && result.id && operation !== 'delete') sobjects[i]!.values.set('Id', result.id);
  });
  return results;
}

/** Setup objects that no Apex saves, whatever the API does with them. */
function refuseObject(operation: DmlOperation, { apiName, label }: SObjectDef): DmlError | undefined {
  if (!isClosedToDml(apiName)) return undefined;
  const verb = { insert: 'inserted', update: 'updated', upsert: 'updated', delete: 'deleted', undelete: 'undeleted' } as const;
  const message = `entity type cannot be ${verb[operation]}: ${label}`;
  return { statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] };
}

export function mergeRecords(
  transaction: Transaction,
  master: ApexSObject,
  losers: readonly ApexSObject[],
  options: SaveOptions,
): MergeResult {
  const records = [master, ...losers];
  const { mixedDml } = transaction;
  begin(transaction, records.length);
  if (options.userMode) requireAccess(accessOf(transaction, options), 'delete', records);
  const mixed = mixedDml.begin('merge', records);
  if (mixed) return { id: master.id, success: false, created: false, errors: [mixed], mergedRecordIds: [], updatedRelatedIds: [] };
  return merge(
    dmlRecordOf(master),
    losers.map((record) => dmlRecordOf(record)),
    dmlOptions(options),
    transaction.saveContext(options),
  );
}

export function convert(transaction: Transaction, conversions: readonly LeadConversion[], options: SaveOptions): LeadConversionResult[] {
  begin(transaction, conversions.length);
  return convertLeads(conversions, dmlOptions(options), transaction.saveContext(options));
}

/** @returns the ids that were in the recycle bin and are gone now */
export function purge(transaction: Transaction, ids: readonly string[]): ReadonlySet<string> {
  begin(transaction, ids.length);
  return emptyRecycleBin({ store: transaction.host.store, now: transaction.now() }, ids);
}

/** A statement spends its limits; none is carried out while a test has the org in read-only mode. */
function begin({ limits, slots }: Transaction, rows: number): void {
  if (slots.get(READ_ONLY_SLOT) === true) throwApex('System.InvalidReadOnlyUserDmlException', 'The org is in read-only mode');
  limits.spend('dmlStatements');
  limits.spend('dmlRows', rows);
}

function dmlOptions({ allOrNone, userMode, sharing }: SaveOptions): Omit<DmlOptions, 'operation'> {
  return { allOrNone, enforcePermissions: userMode, enforceSharing: userMode || sharing };
}

function accessOf({ host, user }: Transaction, { permissionSetId }: SaveOptions): AccessPolicy {
  return host.accessFor(user.id, permissionSetId);
}
