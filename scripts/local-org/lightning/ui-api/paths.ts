import type { RouteContext } from '../../api/index.ts';

/** Root of the UI API in route paths; every API version is answered alike. */
export const UI_API = '/services/data/:version{v[0-9]+\\.[0-9]}/ui-api';

/** Id that stands for "no record type of its own". */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

/** A comma-separated query parameter as a list; empty when absent. */
export function listParameter(context: RouteContext, name: string): string[] {
  return splitList(context.request.query.getAll(name).join(','));
}

export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `pageSize` within the API's bounds. */
export function pageSizeOf(value: unknown, fallback: number, max: number): number {
  const size = Number(value ?? fallback);
  return Number.isSafeInteger(size) && size > 0 ? Math.min(size, max) : fallback;
}
