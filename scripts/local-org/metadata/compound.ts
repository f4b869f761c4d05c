import type { FieldDef, SObjectDef } from './types.ts';

/** Parts of a compound address, after its prefix (`Mailing`, `Billing`, none). */
const ADDRESS_PART = /^(\w*?)(?:Street|City|State|PostalCode|Country|StateCode|CountryCode|Latitude|Longitude|GeocodeAccuracy)$/;

/** Parts of a person's name. */
const NAME_PARTS: ReadonlySet<string> = new Set(['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix']);

/**
 * The compound field that a field is part of: an address, a geolocation, a person's name; null when it is none.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/compound_fields.htm
 */
export function compoundOf(object: SObjectDef, field: FieldDef): FieldDef | null {
  const { apiName } = field;
  const of = (name: string): FieldDef | undefined => object.fields.get(name.toLowerCase());
  if (NAME_PARTS.has(apiName)) return of('Name')?.joinedFrom ? of('Name')! : null;
  const address = of(`${ADDRESS_PART.exec(apiName)?.[1] ?? '-'}Address`);
  if (address?.type === 'Address') return address;
  const place = /__(?:Latitude|Longitude)__s$/.test(apiName) ? of(apiName.replace(/__(?:Latitude|Longitude)__s$/, '__c')) : undefined;
  return place?.type === 'Location' ? place : null;
}
