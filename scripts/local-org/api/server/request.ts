import { ApiError } from '../errors.ts';
import type { ApiRequest } from '../extension.ts';
import type { RequestMessage } from './messages.ts';

const decoder = new TextDecoder('utf-8');

/** Makes the handler's view of a request that came over the thread boundary. */
export function toRequest(message: RequestMessage): ApiRequest {
  const mark = message.url.indexOf('?');
  const path = mark < 0 ? message.url : message.url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : message.url.slice(mark + 1));
  const headers = new Map(message.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const text = () => decoder.decode(message.body);
  return {
    id: message.id,
    method: message.method,
    path,
    query,
    origin: message.origin,
    header: (name) => headers.get(name.toLowerCase()),
    headers,
    body: message.body,
    text,
    json: () => parseJson(text()),
    form: () => new URLSearchParams(text()),
  };
}

/** @throws ApiError JSON_PARSER_ERROR (400) with the parser's own words about where it stopped. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request body is empty; JSON is expected');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : String(error));
  }
}
