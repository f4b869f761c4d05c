/* eslint-disable @typescript-eslint/only-throw-error -- the platform rejects with FetchResponse, which is no Error */
import './org-global';
import { plainText } from './text';

/**
 * A refused request as Lightning Data Service gives it to components.
 * https://developer.salesforce.com/docs/platform/lwc/guide/data-error.html
 */
export class FetchResponse {
  readonly ok = false;
  readonly errorType = 'fetchResponse';
  readonly status: number;
  readonly statusText: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, statusText: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.statusText = statusText;
    this.body = body;
    this.headers = headers;
  }
}

/** Fired on `window` when the server no longer knows the session. */
export const SESSION_ENDED = 'org__sessionended';

/** Sends a request to the server and gives its JSON. @throws FetchResponse */
export async function request<T>(method: string, url: string, body?: unknown): Promise<T> {
  const response = await send(method, url, body);
  const text = await response.text();
  const content = parse(text);
  if (response.ok) return content as T;
  if (response.status === 401) window.dispatchEvent(new CustomEvent(SESSION_ENDED));
  throw new FetchResponse(response.status, response.statusText, content ?? { message: text || response.statusText }, requestId(response));
}

/** A request to the UI API. `path` begins with a slash. @throws FetchResponse */
export function uiApi<T>(method: string, path: string, body?: unknown): Promise<T> {
  return request<T>(method, `/services/data/v${globalThis.__org.apiVersion}/ui-api${path}`, body);
}

async function send(method: string, url: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    // No answer at all: the platform's own wording for a lost connection is not documented, so the browser's is passed on.
    throw new FetchResponse(0, 'Network error', { message: error instanceof Error ? error.message : String(error) });
  }
}

function parse(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function requestId(response: Response): Record<string, string> {
  const id = response.headers.get('x-request-id');
  return id ? { 'x-request-id': id } : {};
}

/** `?a=1&b=2` of the defined entries; arrays become comma-separated values. Empty when nothing is defined. */
export function queryString(parameters: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    search.set(name, Array.isArray(value) ? value.join(',') : plainText(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
