import { text, type SourceTree } from '../metadata/index.ts';
import type { SetupRows } from './rows.ts';

/**
 * Writes the records of the list views that objects of the source have; those that have gone from the source are removed.
 * What metadata can say of a list view, its columns, filters and scope, SOQL can say too: all of them are compatible with it.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_listview.htm
 */
export function installListViews(rows: SetupRows, source: SourceTree): void {
  const kept = new Set<string>();
  for (const { apiName, listViews } of source.schema.objects.values()) {
    for (const { fullName, xml } of listViews) {
      const DeveloperName = fullName.slice(fullName.lastIndexOf('.') + 1);
      const values = { Name: text(xml, 'label') ?? DeveloperName, IsSoqlCompatible: true };
      kept.add(rows.upsert('ListView', { SobjectType: apiName, DeveloperName }, values));
    }
  }
  rows.removeOthers('ListView', kept);
}
