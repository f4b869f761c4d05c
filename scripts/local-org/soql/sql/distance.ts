import type { SqlValue } from '../../store/index.ts';

const EARTH_RADIUS = { km: 6371.0088, mi: 3958.7613 };

/** Great-circle distance between two places given in degrees; null when a coordinate is missing. */
export function distance(
  lat1: SqlValue = null,
  lon1: SqlValue = null,
  lat2: SqlValue = null,
  lon2: SqlValue = null,
  unit: SqlValue = 'km',
): SqlValue {
  if (lat1 === null || lon1 === null || lat2 === null || lon2 === null) return null;
  const radians = (degrees: SqlValue): number => (Number(degrees) * Math.PI) / 180;
  const [fromLatitude, toLatitude] = [radians(lat1), radians(lat2)];
  const latitude = toLatitude - fromLatitude;
  const longitude = radians(lon2) - radians(lon1);
  const chord = Math.sin(latitude / 2) ** 2 + Math.cos(fromLatitude) * Math.cos(toLatitude) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_RADIUS[unit === 'mi' ? 'mi' : 'km'] * Math.asin(Math.min(1, Math.sqrt(chord)));
}
