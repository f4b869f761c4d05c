import type { ApexAddress } from '../../runtime/values/index.ts';
import type { NativeFn, NativeProperty, NativeTypeSpec } from '../../types.ts';

const TEXTS = ['City', 'Country', 'CountryCode', 'GeocodeAccuracy', 'PostalCode', 'State', 'StateCode', 'Street'];

function members(): { methods: Record<string, NativeFn>; properties: Record<string, NativeProperty> } {
  const methods: Record<string, NativeFn> = {};
  const properties: Record<string, NativeProperty> = {};
  for (const name of TEXTS) {
    const key = name[0]!.toLowerCase() + name.slice(1);
    const get = (address: ApexAddress): unknown => address.part(key);
    methods[`get${name}(): String`] = get;
    properties[`${key}: String`] = { get };
  }
  return { methods, properties };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_system_Address.htm */
// Its coordinates and distances are those of a location.
export const addressType: NativeTypeSpec = { name: 'System.Address', extends: 'System.Location', ...members() };
