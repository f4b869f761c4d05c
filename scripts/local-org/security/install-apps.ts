import { text, type SourceTree } from '../metadata/index.ts';
import { sequenceOf, makeId } from '../store/index.ts';
import type { SetupRows } from './rows.ts';

/** Key prefix of the ids of apps. */
const APP_PREFIX = '02u';

/**
 * Writes the items of the app menu: the apps of the source, in the order somebody gave them and then that of the source.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_appmenuitem.htm
 */
export function installAppMenu(rows: SetupRows, source: SourceTree): void {
  if (!source.schema.object('AppMenuItem')) return;
  const kept = new Set<string>();
  for (const { fullName, xml } of source.components.get('CustomApplication') ?? []) {
    const key = { Name: fullName, Type: 'TabSet' };
    const values = {
      Label: text(xml, 'label') ?? fullName,
      Description: text(xml, 'description') ?? null,
      IsAccessible: true,
      IsVisible: true,
    };
    const isNew = rows.find('AppMenuItem', key).length === 0;
    const id = rows.upsert('AppMenuItem', key, values);
    if (isNew) rows.upsert('AppMenuItem', { Id: id }, { ApplicationId: makeId(APP_PREFIX, sequenceOf(id)), SortOrder: kept.size + 1 });
    kept.add(id);
  }
  rows.removeOthers('AppMenuItem', kept);
}

/**
 * Writes the partitions of the platform cache that the source declares.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_platformcachepartition.htm
 */
export function installCachePartitions(rows: SetupRows, source: SourceTree): void {
  if (!source.schema.object('PlatformCachePartition')) return;
  const kept = new Set<string>();
  for (const { fullName, xml } of source.components.get('PlatformCachePartition') ?? []) {
    const values = {
      MasterLabel: text(xml, 'masterLabel') ?? fullName,
      Description: text(xml, 'description') ?? null,
      IsDefaultPartition: text(xml, 'isDefaultPartition') === 'true',
      Language: 'en_US',
    };
    kept.add(rows.upsert('PlatformCachePartition', { DeveloperName: fullName }, values));
  }
  rows.removeOthers('PlatformCachePartition', kept);
}
