import { child, childNodes, flag, text, type FieldDef, type SObjectDef } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { dataClass, DataObject } from '../dataClass.ts';

const TYPE = 'Schema.FilteredLookupInfo';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_FilteredLookupInfo.htm */
export const filteredLookupType = dataClass(TYPE, {
  getters: true,
  properties: { ControllingFields: 'List<String>', Dependent: 'Boolean', OptionalFilter: 'Boolean' },
});

/** What the active filter of a lookup depends on; null for a field without one. */
export function filteredLookup(object: SObjectDef, field: FieldDef): DataObject | null {
  const component = current()
    .host.source.components.get('CustomField')
    ?.find(({ fullName }) => fullName === `${object.apiName}.${field.apiName}`);
  const filter = component && child(component.xml, 'lookupFilter');
  if (!filter || !flag(filter, 'active')) return null;
  const compared = childNodes(filter, 'filterItems').flatMap((item) => [text(item, 'field') ?? '', text(item, 'valueField') ?? '']);
  // Fields of the record that looks up are named `$Source.Field`.
  const controlling = compared.flatMap((name) => /^\$Source\.(.+)$/i.exec(name)?.[1] ?? []);
  const info = new DataObject(TYPE);
  info.values.set('ControllingFields', new ApexList('String', [...new Set(controlling)]));
  info.values.set('Dependent', controlling.length > 0);
  info.values.set('OptionalFilter', flag(filter, 'isOptional'));
  return info;
}
