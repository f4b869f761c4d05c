import { ApiError } from '../errors.ts';

const REFERENCE = /@\{([^}]+)\}/g;
const STEP = /^([^.[\]]+)?((?:\[\d+\])*)$/;

/**
 * Puts results of earlier subrequests in place of `@{referenceId.path}` in every text of a value, e.g. `@{new.id}` or
 * `@{found.records[0].Id}`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_composite_resources.htm
 * @param results body of each finished subrequest by its reference id
 * @throws ApiError PROCESSING_HALTED (400) for a reference that leads nowhere
 */
export function resolveReferences<T>(value: T, results: ReadonlyMap<string, unknown>): T {
  if (typeof value === 'string') return resolveText(value, results) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => resolveReferences(item, results)) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item as unknown, results)])) as T;
  }
  return value;
}

function resolveText(text: string, results: ReadonlyMap<string, unknown>): unknown {
  // A text that is nothing but a reference keeps the type of what it refers to.
  const whole = /^@\{([^}]+)\}$/.exec(text)?.[1];
  if (whole !== undefined) return follow(whole, results);
  return text.replaceAll(REFERENCE, (_match, path: string) => String(follow(path, results)));
}

function follow(path: string, results: ReadonlyMap<string, unknown>): string | number | boolean {
  let current: unknown = Object.fromEntries(results);
  for (const step of path.split('.')) {
    const parts = STEP.exec(step.trim());
    if (!parts) throw halted(path);
    if (parts[1] !== undefined) current = member(current, parts[1]);
    for (const index of (parts[2] ?? '').matchAll(/\d+/g))
      current = Array.isArray(current) ? (current[Number(index[0])] as unknown) : undefined;
  }
  if (typeof current === 'string' || typeof current === 'number' || typeof current === 'boolean') return current;
  throw halted(path);
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function halted(path: string): ApiError {
  return new ApiError(400, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${path} found`);
}
