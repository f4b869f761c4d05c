import type { SObjectDef } from '../../metadata/index.ts';
import type { OrgSession } from '../org/types.ts';

/** Id of the record type every object has when it defines none of its own. */
const MASTER_RECORD_TYPE_ID = '012000000000000AAA';

export interface RecordTypeInfo {
  readonly active: boolean;
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly developerName: string;
  readonly master: boolean;
  readonly name: string;
  readonly recordTypeId: string;
  readonly urls: { readonly layout: string };
}

/** The record types of an object as describes show them, the master record type last. */
export function recordTypeInfos(session: OrgSession, object: SObjectDef, base: string): RecordTypeInfo[] {
  const layout = `${base}/sobjects/${object.apiName}/describe/layouts`;
  const ids = object.recordTypes.length > 0 ? idsByDeveloperName(session, object) : new Map<string, string>();
  const own = object.recordTypes.flatMap((type) => {
    const recordTypeId = ids.get(type.developerName);
    if (recordTypeId === undefined) return [];
    return {
      active: type.active,
      available: type.active,
      defaultRecordTypeMapping: false,
      developerName: type.developerName,
      master: false,
      name: session.org.source.translations.recordTypeLabel(object.apiName, type.developerName, session.language),
      recordTypeId,
      urls: { layout: `${layout}/${recordTypeId}` },
    };
  });
  const master = {
    active: true,
    available: true,
    defaultRecordTypeMapping: true,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId: MASTER_RECORD_TYPE_ID,
    urls: { layout: `${layout}/${MASTER_RECORD_TYPE_ID}` },
  };
  return [...own, master];
}

function idsByDeveloperName(session: OrgSession, object: SObjectDef): Map<string, string> {
  const { rows } = session.query('SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = :object', {
    system: true,
    binds: new Map([['object', object.apiName]]),
  });
  return new Map(rows.map((row) => [row.values.get('DeveloperName') as string, row.id ?? '']));
}
