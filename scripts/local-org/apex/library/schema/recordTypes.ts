import type { RecordTypeDef, SObjectDef } from '../../../metadata/index.ts';
import { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';

/** Id of the record type every object has without declaring it. */
const MASTER_ID = '012000000000000AAA';

/** `Schema.RecordTypeInfo`. */
export class RecordTypeInfo extends ApexObject {
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly master: boolean;

  constructor(id: string, type: RecordTypeDef, label: string, isDefault: boolean, master: boolean) {
    super();
    this.id = id;
    this.developerName = type.developerName;
    this.label = label;
    this.active = type.active;
    this.isDefault = isDefault;
    this.master = master;
  }

  override get typeName(): string {
    return 'Schema.RecordTypeInfo';
  }
}

function idsByName(object: SObjectDef): Map<string, string> {
  const { store, source } = current().host;
  const recordType = source.schema.object('RecordType');
  const ids = new Map<string, string>();
  const name = recordType?.fields.get('developername');
  const owner = recordType?.fields.get('sobjecttype');
  const id = recordType?.fields.get('id');
  if (!recordType || !name || !owner || !id) return ids;
  const column = (field: typeof name): string => store.column(recordType, field);
  const sql = `SELECT ${column(id)} AS id, ${column(name)} AS name FROM ${store.table(recordType)} WHERE ${column(owner)} = ?`;
  for (const row of store.all(sql, [object.apiName])) ids.set(String(row.name), String(row.id));
  return ids;
}

/** Record types of an object as stored in the org, the master type last. */
export function recordTypeInfos(object: SObjectDef): RecordTypeInfo[] {
  const { translations } = current().host.source;
  const ids = idsByName(object);
  const infos: RecordTypeInfo[] = [];
  for (const type of object.recordTypes) {
    const id = ids.get(type.developerName);
    const label = translations.recordTypeLabel(object.apiName, type.developerName, current().user.language);
    if (id) infos.push(new RecordTypeInfo(id, type, label, infos.length === 0, false));
  }
  const master = { developerName: 'Master', label: 'Master', active: true };
  return [...infos, new RecordTypeInfo(MASTER_ID, master, 'Master', infos.length === 0, true)];
}

export function recordTypeList(object: SObjectDef): ApexList<RecordTypeInfo> {
  return new ApexList('Schema.RecordTypeInfo', recordTypeInfos(object));
}

export function recordTypeMap(object: SObjectDef, key: 'id' | 'developerName' | 'label'): ApexMap<string, RecordTypeInfo> {
  const map = new ApexMap<string, RecordTypeInfo>(key === 'id' ? 'Id' : 'String', 'Schema.RecordTypeInfo');
  for (const info of recordTypeInfos(object)) map.put(info[key], info);
  return map;
}

export const recordTypeInfoType: NativeTypeSpec = {
  name: 'Schema.RecordTypeInfo',
  ...beans({
    'Active: Boolean': (info: RecordTypeInfo) => info.active,
    'Available: Boolean': (info: RecordTypeInfo) => info.active,
    'DefaultRecordTypeMapping: Boolean': (info: RecordTypeInfo) => info.isDefault,
    'DeveloperName: String': (info: RecordTypeInfo) => info.developerName,
    'Master: Boolean': (info: RecordTypeInfo) => info.master,
    'Name: String': (info: RecordTypeInfo) => info.label,
    'RecordTypeId: Id': (info: RecordTypeInfo) => info.id,
  }),
};
