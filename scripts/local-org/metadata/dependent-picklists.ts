import type { SourceTree } from './source-tree.ts';
import { child, childNodes, text, texts } from './source/xml.ts';
import type { FieldDef, SObjectDef } from './types.ts';

type Source = Pick<SourceTree, 'schema' | 'components'>;

/** Position of each value of the field that controls a picklist; a checkbox controls by false and true. Empty without such a field. */
export function controllingValues({ schema }: Source, object: SObjectDef, field: FieldDef): Map<string, number> {
  const controller = field.picklist?.controllingField && schema.field(object, field.picklist.controllingField);
  if (!controller) return new Map();
  const names = controller.picklist ? controller.picklist.values.map(({ apiName }) => apiName) : ['false', 'true'];
  return new Map(names.map((name, at) => [name, at]));
}

/** For each value of a dependent picklist the positions of the controlling values it is valid for. */
export function dependentValues(source: Source, object: SObjectDef, field: FieldDef): Map<string, number[]> {
  const controllers = controllingValues(source, object, field);
  if (controllers.size === 0) return new Map();
  const component = source.components.get('CustomField')?.find(({ fullName }) => fullName === `${object.apiName}.${field.apiName}`);
  const valueSet = component && child(component.xml, 'valueSet');
  const settings = valueSet ? childNodes(valueSet, 'valueSettings') : [];
  return new Map(
    settings.map((setting) => {
      const positions = texts(setting, 'controllingFieldValue').flatMap((value) => controllers.get(value) ?? []);
      return [text(setting, 'valueName') ?? '', positions];
    }),
  );
}

/**
 * `validFor` of each value of a dependent picklist: a bit for every controlling value, the first in the highest bit, as Base64.
 * Empty for picklists that depend on nothing.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm
 */
export function validForBits(source: Source, object: SObjectDef, field: FieldDef): ReadonlyMap<string, string> {
  const count = controllingValues(source, object, field).size;
  const bits = new Map<string, string>();
  if (count === 0) return bits;
  const positions = dependentValues(source, object, field);
  for (const { apiName } of field.picklist?.values ?? []) {
    const bytes = Buffer.alloc(Math.ceil(count / 8));
    for (const at of positions.get(apiName) ?? []) bytes[at >> 3]! |= 0x80 >> (at & 7);
    bits.set(apiName, bytes.toString('base64'));
  }
  return bits;
}
