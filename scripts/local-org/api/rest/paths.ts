import type { ApiRequest } from '../extension.ts';

/** Version the org names in `/services/data`; every other is accepted as the same. */
export const API_VERSION = '65.0';

/** Root of the REST API in route paths. */
export const DATA = '/services/data/:version{v[0-9]+\\.[0-9]}';

/** The root with the version that the client used, for the URLs in answers: `/services/data/v65.0`. */
export function apiBase(request: Pick<ApiRequest, 'path'>): string {
  return /^\/services\/data\/v\d+\.\d/.exec(request.path)?.[0] ?? `/services/data/v${API_VERSION}`;
}
