import type { FieldDef } from '../../../metadata/index.ts';
import { apexTypeOf } from '../../runtime/sobject/index.ts';
import { ApexAddress, ApexDouble, ApexLocation } from '../../runtime/values/index.ts';
import type { JsonNode, JsonObject } from './node.ts';
import { scalarOf } from './scalars.ts';

/**
 * The object that the APIs write for an address or a location of a record.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/compound_fields_address.htm
 * @throws System.JSONException for an object that stands for any other field
 */
export function placeOf(field: FieldDef, node: JsonObject): unknown {
  if (field.type !== 'Address' && field.type !== 'Location') return scalarOf(node, apexTypeOf(field));
  const parts = new Map(node.names.map((name, i) => [name, part(name, node.values[i]!)]));
  if (field.type === 'Address') return new ApexAddress(parts);
  const [latitude, longitude] = [parts.get('latitude'), parts.get('longitude')];
  return latitude instanceof ApexDouble && longitude instanceof ApexDouble ? new ApexLocation(latitude.value, longitude.value) : null;
}

function part(name: string, value: JsonNode): unknown {
  if (value.kind === 'null') return null;
  return scalarOf(value, name === 'latitude' || name === 'longitude' ? 'Double' : 'String');
}
