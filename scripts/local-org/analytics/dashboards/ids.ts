import { toId18 } from '../../store/index.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Ids of the parts of a dashboard, which have no records of their own here: worked out from the dashboard's id and their place.
 * @param prefix `01a` component, `0ND` filter option
 */
export function partId(prefix: '01a' | '0ND', dashboardId: string, index: number): string {
  const place = `${DIGITS[Math.floor(index / 62) % 62] ?? '0'}${DIGITS[index % 62] ?? '0'}`;
  return toId18(`${prefix}${dashboardId.slice(5, 15)}${place}`);
}
