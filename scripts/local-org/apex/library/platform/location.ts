import { throwApex } from '../../runtime/exception.ts';
import { ApexLocation, type ApexDecimal } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** A location or an address; one that nobody has located has no coordinates. */
interface Place {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const EARTH_RADIUS: Record<string, number> = { km: 6371.0088, mi: 3958.7613 };
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance by the haversine formula, in `mi` or `km`; null when one of the places is unknown. */
function distance(from: Place, to: Place, unit: string): number | null {
  const radius = EARTH_RADIUS[unit.toLowerCase()];
  if (radius === undefined) throwApex('System.InvalidParameterValueException', `Invalid unit: ${unit}`);
  if (from.latitude === null || from.longitude === null || to.latitude === null || to.longitude === null) return null;
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(half));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_system_Location.htm */
export const locationType: NativeTypeSpec = {
  name: 'System.Location',
  statics: {
    'getDistance(System.Location from, System.Location to, String unit): Double': distance,
    'newInstance(Decimal latitude, Decimal longitude): System.Location': (latitude: ApexDecimal, longitude: ApexDecimal) =>
      new ApexLocation(latitude.toNumber(), longitude.toNumber()),
  },
  methods: {
    'getDistance(System.Location to, String unit): Double': distance,
    'getLatitude(): Double': (place: Place) => place.latitude,
    'getLongitude(): Double': (place: Place) => place.longitude,
  },
  properties: {
    'latitude: Double': { get: (place: Place) => place.latitude },
    'longitude: Double': { get: (place: Place) => place.longitude },
  },
};
