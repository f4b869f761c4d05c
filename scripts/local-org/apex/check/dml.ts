import { isClosedToDml, isIdLookup } from '../../metadata/index.ts';
import type { Pos, Stmt } from '../syntax/index.ts';
import type { Bound, BoundStmt } from './bound.ts';
import { checkValue } from './expressions.ts';
import { fail, type Scope } from './scope.ts';
import type { ApexType } from './types.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_merge.htm */
const MERGEABLE = new Set(['account', 'case', 'contact', 'individual', 'lead']);

/** A DML statement: what it takes and, for upsert and merge, its second part. */
export function checkDml(scope: Scope, stmt: Stmt & { kind: 'dml' }): BoundStmt {
  const { universe } = scope;
  const records = (value: Bound): Bound => {
    const { type } = value;
    if (type.records) return { kind: 'convert', how: 'toList', value, type: universe.list(type.args[0]!) };
    if (type.isSObject || (type.is('list') && type.args[0]?.isSObject)) return value;
    fail(stmt, `DML requires SObject or SObject list type: ${type.name}`);
  };
  const value = records(checkValue(scope, stmt.value));
  const saved = value.type.sobject ?? value.type.args[0]?.sobject;
  if (saved && isClosedToDml(saved.apiName)) {
    const operation = `${stmt.op[0]!.toUpperCase()}${stmt.op.slice(1)}`;
    fail(stmt, `DML operation ${operation} not allowed on ${value.type.name}`);
  }
  const second = stmt.second ? checkValue(scope, stmt.second) : null;
  if (second) checkMerge(stmt, value.type, second.type);
  let key = stmt.key;
  if (key !== null) {
    const object = value.type.sobject ?? value.type.args[0]?.sobject;
    const name = key.split('.').at(-1)!;
    const field = object && universe.schema.field(object, name);
    if (!object) fail(stmt, 'Upsert with a field specification requires a concrete SObject type');
    if (!field) fail(stmt, `Field does not exist: ${name} on ${object.apiName}`);
    if (!isIdLookup(object, field)) {
      fail(stmt, `Invalid field for upsert, must be an External Id custom or standard indexed field: ${field.apiName}`);
    }
    key = field?.apiName ?? name;
  }
  return { line: stmt.line, column: stmt.column, kind: 'dml', op: stmt.op, mode: stmt.mode, value, key, second };
}

/** A merge takes a record of a type that merges, and records of the same type or their ids. */
function checkMerge(at: Pos, master: ApexType, other: ApexType): void {
  if (!master.sobject) fail(at, `Merge requires a concrete SObject type: ${master.name}`);
  if (!MERGEABLE.has(master.key)) fail(at, `Specified type ${master.name} cannot be merged`);
  const duplicate = other.is('list') ? other.args[0]! : other;
  if (duplicate.isUnknown || duplicate.isNull || duplicate.is('id', 'string') || duplicate.key === master.key) return;
  fail(at, 'Invalid type for duplicate records');
}
