import type { SObjectDef } from './types.ts';

/** Objects whose rows the platform works out from other records. */
const WORKED_OUT: ReadonlySet<string> = new Set([
  ...['ActivityHistory', 'AttachedContentDocument', 'CombinedAttachment', 'NoteAndAttachment', 'OpenActivity'],
  'UserRecordAccess',
]);

/**
 * Whether nobody saves records of the object.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_noteandattachment.htm
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userrecordaccess.htm
 */
export function isReadOnly({ apiName }: SObjectDef): boolean {
  return WORKED_OUT.has(apiName);
}
