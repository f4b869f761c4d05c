import type { SourceTree } from './source-tree.ts';
import type { SObjectDef } from './types.ts';

/**
 * Whether the org keeps a list of the records of an object that a user has seen last: standard objects that know when a record
 * was seen, custom objects that have a tab.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_recentlyviewed.htm
 */
export function keepsRecentlyUsed(source: Pick<SourceTree, 'components'>, object: SObjectDef): boolean {
  if (object.kind === 'standard') return object.fields.has('lastvieweddate');
  if (object.kind !== 'custom') return false;
  return (source.components.get('CustomTab') ?? []).some(({ fullName }) => fullName === object.apiName);
}
