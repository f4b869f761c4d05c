import { CsvError, parseCsv } from '../../../csv/index.ts';
import type { FieldDef } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexException, nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexSObject, apexTypeOf } from '../../runtime/sobject/index.ts';
import { ApexDatetime } from '../../runtime/values/index.ts';
import { staticResource } from '../callout/staticMock.ts';
import { saveRecords } from '../database/save.ts';
import { textNode } from '../json/node.ts';
import { scalarOf } from '../json/scalars.ts';
import type { ApexSObjectType } from '../schema/tokens.ts';

/** Slot with the ids that the files of a test gave their records → ids of the records. */
const LOADED_SLOT = 'loadedIds';
/** Set by the platform on a save, but test data may say what they are. */
const AUDIT: ReadonlySet<string> = new Set(['CreatedDate', 'LastModifiedDate']);

function loadedIds(): Map<string, string> {
  const { slots } = current();
  let ids = slots.get(LOADED_SLOT) as Map<string, string> | undefined;
  if (!ids) slots.set(LOADED_SLOT, (ids = new Map()));
  return ids;
}

/**
 * Inserts the rows of a CSV file that is a static resource. The first row has the names of fields; an `Id` column only serves rows
 * of later files to refer to the record.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_load_data.htm
 */
export function loadData(type: ApexSObjectType | null, resource: string | null): ApexList<ApexSObject> {
  if (type === null || resource === null) nullPointer();
  const [names, ...rows] = rowsOf(resource);
  const columns = (names ?? []).map((name) => columnOf(type.def, name.trim()));
  const ids = loadedIds();
  const loaded = rows.map((row) => {
    const record = new ApexSObject(type.def);
    const audit = new Map<string, number>();
    let fileId: string | undefined;
    columns.forEach((field, index) => {
      const text = row[index]?.trim() ?? '';
      if (text === '') return;
      if (field.apiName === 'Id') fileId = text;
      else if (AUDIT.has(field.apiName)) audit.set(field.apiName, (valueOf(field, text) as ApexDatetime).ms);
      else {
        record.values.set(field.apiName, valueOf(field, (apexTypeOf(field) === 'Id' ? ids.get(text) : undefined) ?? text));
        record.changed.add(field.apiName);
      }
    });
    return { record, audit, fileId };
  });
  const records = loaded.map(({ record }) => record);
  saveRecords('insert', records, { allOrNone: true, userMode: false, sharing: false });
  const { store } = current().host;
  for (const { record, audit, fileId } of loaded) {
    if (fileId !== undefined) ids.set(fileId, record.id!);
    if (audit.size > 0) store.update(type.def, record.id!, audit);
    for (const [name, ms] of audit) record.values.set(name, new ApexDatetime(ms));
  }
  return new ApexList('SObject', records);
}

function rowsOf(resource: string): string[][] {
  try {
    return [...parseCsv(new TextDecoder().decode(staticResource(resource)), ',')];
  } catch (error) {
    if (error instanceof CsvError) throwApex('System.StringException', `${resource}: ${error.message}`);
    throw error;
  }
}

function columnOf(object: ApexSObject['def'], name: string): FieldDef {
  const field = current().host.source.schema.field(object, name);
  return field ?? throwApex('System.SObjectException', `Invalid field ${name} for ${object.apiName}`);
}

/** A cell as the field holds it. */
function valueOf(field: FieldDef, text: string): unknown {
  const type = apexTypeOf(field);
  try {
    return scalarOf(textNode(type === 'Boolean' ? text.toLowerCase() : text), type);
  } catch (error) {
    if (error instanceof ApexException) throwApex('System.TypeException', `Invalid value for field ${field.apiName}: ${text}`);
    throw error;
  }
}
