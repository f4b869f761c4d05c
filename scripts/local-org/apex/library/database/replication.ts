import type { SObjectDef } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { type ApexDate, ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { dataClass, DataObject } from '../dataClass.ts';

/** Records whose last change lies in a span of time, ends included. */
function changed(object: SObjectDef, start: ApexDatetime, end: ApexDatetime, deleted: boolean): { id: string; ms: number }[] {
  const { store } = current().host;
  const living = object.fields.has('isdeleted');
  if (deleted && !living) return [];
  const only = living ? ` AND "IsDeleted" = ${deleted ? 1 : 0}` : '';
  const sql = `SELECT "Id" AS id, "SystemModstamp" AS ms FROM ${store.table(object)} WHERE "SystemModstamp" BETWEEN ? AND ?${only} ORDER BY "Id"`;
  return store.all(sql, [start.ms, end.ms]).map((row) => ({ id: String(row.id), ms: Number(row.ms) }));
}

function replicated(name: string, start: ApexDatetime | null, end: ApexDatetime | null): SObjectDef {
  if (name === null || start === null || end === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const object = current().host.source.schema.object(name);
  if (!object?.fields.has('systemmodstamp')) throwApex('System.SObjectException', `Invalid sObject type for replication: ${name}`);
  if (start.ms >= end.ms) throwApex('System.InvalidParameterValueException', 'The start of the time span must be before its end');
  return object;
}

/** The day in the zone of the running user. */
function dayOf(ms: number): ApexDate {
  return new ApexDatetime(ms).date(current().user.timeZone);
}

function dataOf(typeName: string, values: Readonly<Record<string, unknown>>): DataObject {
  const data = new DataObject(typeName);
  for (const [name, value] of Object.entries(values)) data.values.set(name, value);
  return data;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm (getDeleted, getUpdated) */
export const REPLICATION_STATICS: Record<string, NativeFn> = {
  'getDeleted(String sObjectType, Datetime startDate, Datetime endDate): Database.GetDeletedResult': (
    name: string,
    start: ApexDatetime,
    end: ApexDatetime,
  ) => {
    const rows = changed(replicated(name, start, end), start, end, true);
    const records = rows.map(({ id, ms }) => dataOf('Database.DeletedRecord', { Id: id, DeletedDate: dayOf(ms) }));
    // What was deleted is known as long as it is in the recycle bin.
    const earliest = rows.reduce((least, { ms }) => Math.min(least, ms), start.ms);
    return dataOf('Database.GetDeletedResult', {
      DeletedRecords: new ApexList('Database.DeletedRecord', records),
      EarliestDateAvailable: dayOf(earliest),
      LatestDateCovered: dayOf(end.ms),
    });
  },
  'getUpdated(String sObjectType, Datetime startDate, Datetime endDate): Database.GetUpdatedResult': (
    name: string,
    start: ApexDatetime,
    end: ApexDatetime,
  ) => {
    const ids = changed(replicated(name, start, end), start, end, false).map(({ id }) => id);
    return dataOf('Database.GetUpdatedResult', { Ids: new ApexList('Id', ids), LatestDateCovered: dayOf(end.ms) });
  },
};

export const replicationTypes: readonly NativeTypeSpec[] = [
  dataClass('Database.DeletedRecord', { getters: true, properties: { Id: 'Id', DeletedDate: 'Date' } }),
  dataClass('Database.GetDeletedResult', {
    getters: true,
    properties: { DeletedRecords: 'List<Database.DeletedRecord>', EarliestDateAvailable: 'Date', LatestDateCovered: 'Date' },
  }),
  dataClass('Database.GetUpdatedResult', { getters: true, properties: { Ids: 'List<Id>', LatestDateCovered: 'Date' } }),
];
