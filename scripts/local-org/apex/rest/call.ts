import { annotationValue, hasAnnotation, type ClassSymbol, type MethodSymbol, type Universe } from '../check/index.ts';
import { staticKey } from '../emit/index.ts';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import { COMPACT, type JsonNode } from '../library/json/node.ts';
import { parseJson } from '../library/json/parse.ts';
import { TypedReader } from '../library/json/read.ts';
import { toJson } from '../library/json/write.ts';
import { REST_REQUEST_SLOT, REST_RESPONSE_SLOT, RestRequest, RestResponse } from '../library/web/rest.ts';
import type { ApexRuntime } from '../runtime.ts';
import { ApexException } from '../runtime/exception.ts';
import { ApexBlob } from '../runtime/values/index.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** A request below `/services/apexrest`. */
export interface RestCall {
  readonly method: string;
  /** Path after `/services/apexrest`, beginning with a slash. */
  readonly path: string;
  readonly params: Iterable<readonly [string, string]>;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: Uint8Array;
  readonly remoteAddress: string;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export type RestErrorCode =
  'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'JSON_PARSER_ERROR' | 'BAD_REQUEST' | 'UNSUPPORTED_MEDIA_TYPE' | 'INVALID_STATUS_CODE';

/** A request that reaches no method. */
export class RestCallError extends Error {
  readonly code: RestErrorCode;

  constructor(code: RestErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A class with `@RestResource`. */
export interface RestResource {
  readonly cls: ClassSymbol;
  /** E.g. `/things/*`. */
  readonly mapping: string;
}

/**
 * The resource of a path: the exact mapping, else the longest pattern, where `/things/*` covers `/things` as well. Paths are
 * case-sensitive.
 */
export function findResource(universe: Universe, path: string): RestResource | undefined {
  let best: RestResource | undefined;
  for (const cls of universe.classes.values()) {
    if (!hasAnnotation(cls.decl.modifiers, 'restresource')) continue;
    const declared = annotationValue(cls.decl.modifiers, 'restresource', 'urlmapping');
    if (typeof declared !== 'string') continue;
    const mapping = declared.startsWith('/') ? declared : `/${declared}`;
    if (mapping === path) return { cls, mapping };
    const isPattern = mapping.endsWith('*') && `${path}/`.startsWith(mapping.slice(0, -1));
    if (isPattern && mapping.length > (best?.mapping.length ?? 0)) best = { cls, mapping };
  }
  return best;
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Calls the method of a resource that stands for the request's HTTP method.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_rest_methods.htm
 * @throws RestCallError, and what the method leaves uncaught
 */
export function callRest(runtime: ApexRuntime, running: Transaction, resource: RestResource, call: RestCall): RestAnswer {
  const methods = new Map(VERBS.map((verb) => [verb, methodOf(resource.cls, verb)] as const));
  const symbol = methods.get(call.method);
  if (!symbol) {
    const allowed = VERBS.filter((verb) => methods.get(verb)).join(',');
    throw new RestCallError('METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are ${allowed}`);
  }
  if (symbol.params.length > 0) checkContentType(call);
  const request = requestOf(resource, call, symbol.params.length === 0);
  const response = new RestResponse();
  running.slots.set(REST_REQUEST_SLOT, request);
  running.slots.set(REST_RESPONSE_SLOT, response);
  const args = argumentsOf(symbol, call);
  const holder = runtime.loader.holderOf(symbol.cls);
  holder.init();
  // A class without a sharing declaration runs as the system.
  runtime.setSharing(false);
  const name = `${symbol.cls.name}.${symbol.name}(${symbol.params.map((type) => type.name).join(', ')})`;
  const unit = { name, code: ['ApexClass', symbol.cls.top.name] } as const;
  const result = running.unit(unit, () => holder.st[staticKey(symbol)]!(...args));
  return answerOf(running.slots.get(REST_RESPONSE_SLOT) as RestResponse, symbol, call.method, result);
}

/** @throws RestCallError for a body that is no data; UnsupportedFeatureError for XML */
function checkContentType({ headers }: RestCall): void {
  const type = new Map([...headers].map(([name, value]) => [name.toLowerCase(), value])).get('content-type') ?? 'application/json';
  if (/\bxml\b/i.test(type)) throw new UnsupportedFeatureError('Apex REST: parameters as XML');
  if (!/^application\/json\b/i.test(type))
    throw new RestCallError('UNSUPPORTED_MEDIA_TYPE', `Content-Type header specified in HTTP request is not supported: ${type}`);
}

function methodOf(cls: ClassSymbol, verb: string): MethodSymbol | undefined {
  return [...cls.methods.values()]
    .flat()
    .find((method) => method.isStatic && hasAnnotation(method.decl.modifiers, `http${verb.toLowerCase()}`));
}

function requestOf({ mapping }: RestResource, call: RestCall, takesBody: boolean): RestRequest {
  const request = new RestRequest();
  for (const [name, value] of call.headers) request.headers.put(name, value);
  for (const [name, value] of call.params) request.params.put(name, value);
  request.httpMethod = call.method;
  request.remoteAddress = call.remoteAddress;
  request.requestURI = call.path;
  request.resourcePath = `/services/apexrest${mapping}`;
  // A method with parameters gets the body as these.
  if (takesBody) request.requestBody = new ApexBlob(call.body);
  return request;
}

/** The members of the JSON object in the body, by the names of the parameters; missing ones are null. */
function argumentsOf(symbol: MethodSymbol, call: RestCall): unknown[] {
  const { params } = symbol.decl;
  if (params.length === 0) return [];
  const given = new Map<string, JsonNode>();
  const text = Buffer.from(call.body).toString('utf8');
  if (text.trim() !== '') {
    const node = parsed(text);
    if (node.kind !== 'object') throw new RestCallError('JSON_PARSER_ERROR', 'The request body must be a JSON object');
    checkNames(node);
    node.names.forEach((name, i) => given.set(name.toLowerCase(), node.values[i]!));
  }
  const reader = new TypedReader(false);
  return params.map((param, index) => {
    const node = given.get(param.name.toLowerCase());
    try {
      const type = symbol.params[index]!;
      return node ? reader.read(type.is('boolean') ? asBoolean(node) : node, type.name) : null;
    } catch (error) {
      if (error instanceof ApexException && error.typeName === 'System.JSONException') {
        throw new RestCallError('JSON_PARSER_ERROR', error.apexMessage ?? '');
      }
      throw error;
    }
  });
}

/** Data names nothing twice. */
function checkNames(node: JsonNode): void {
  if (node.kind === 'array') node.items.forEach(checkNames);
  if (node.kind !== 'object') return;
  const seen = new Set<string>();
  node.names.forEach((name, i) => {
    if (seen.has(name)) throw new RestCallError('JSON_PARSER_ERROR', `Duplicate parameter: ${name}`);
    seen.add(name);
    checkNames(node.values[i]!);
  });
}

/** Parameters are true and false in any case, 1 and 0 as well. */
function asBoolean(node: JsonNode): JsonNode {
  const text = node.kind === 'string' && /^(?:true|false)$/i.test(node.text) ? node.text.toLowerCase() : undefined;
  if (text !== undefined) return { kind: 'boolean', value: text === 'true' };
  return node.kind === 'number' && /^[01]$/.test(node.text) ? { kind: 'boolean', value: node.text === '1' } : node;
}

function parsed(text: string): JsonNode {
  try {
    return parseJson(text);
  } catch (error) {
    throw new RestCallError('JSON_PARSER_ERROR', error instanceof ApexException ? (error.apexMessage ?? '') : String(error));
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_restresponse.htm */
const STATUS_CODES: ReadonlySet<number> = new Set([
  ...[200, 201, 202, 204, 206, 300, 301, 302, 304, 400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 414, 415, 417, 500, 503],
]);

function answerOf(response: RestResponse | null, symbol: MethodSymbol, verb: string, result: unknown): RestAnswer {
  const headers: Record<string, string> = { 'content-type': 'application/json;charset=UTF-8' };
  for (const [name, value] of response?.headers.entries() ?? []) headers[name.toLowerCase()] = value;
  const isVoid = symbol.returns.is('void');
  const status = response?.statusCode ?? (verb === 'PATCH' && isVoid ? 204 : 200);
  if (!STATUS_CODES.has(status)) throw new RestCallError('INVALID_STATUS_CODE', `Invalid status code for HTTP response: ${status}`);
  // The body that was set counts for methods that return nothing.
  if (isVoid) return { status, headers, body: response?.responseBody?.bytes ?? '' };
  return { status, headers, body: textOfResult(result) };
}

/** Values that lead back to themselves are the request's fault. */
function textOfResult(result: unknown): string {
  try {
    return toJson(result, COMPACT);
  } catch (error) {
    if (!(error instanceof ApexException) || error.typeName !== 'System.JSONException') throw error;
    throw new RestCallError('BAD_REQUEST', error.apexMessage ?? '');
  }
}
