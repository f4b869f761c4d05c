import { ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { ApexBlob } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { fields } from '../beans.ts';

const textMap = (): ApexMap<string, string> => new ApexMap('String', 'String');

/** `System.RestRequest`. */
export class RestRequest extends ApexObject {
  headers = textMap();
  params = textMap();
  httpMethod: string | null = null;
  remoteAddress: string | null = null;
  requestBody: ApexBlob | null = null;
  requestURI: string | null = null;
  resourcePath: string | null = null;

  override get typeName(): string {
    return 'RestRequest';
  }
}

/** `System.RestResponse`. */
export class RestResponse extends ApexObject {
  headers = textMap();
  responseBody: ApexBlob | null = null;
  statusCode: number | null = null;

  override get typeName(): string {
    return 'RestResponse';
  }
}

const FORBIDDEN_HEADERS = ['cookie', 'set-cookie', 'set-cookie2', 'content-length', 'authorization'];
/** Names of headers as RFC 7230 has them. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Throws System.InvalidHeaderException for a header that Apex REST keeps for itself. */
function addHeader({ headers }: RestRequest | RestResponse, name: string | null, value: string): void {
  if (name === null) nullPointer();
  if (FORBIDDEN_HEADERS.includes(name.toLowerCase())) throwApex('System.InvalidHeaderException', `Header is not allowed: ${name}`);
  headers.put(name, value);
}

function addResponseHeader(response: RestResponse, name: string | null, value: string): void {
  if (name !== null && !HEADER_NAME.test(name)) throwApex('System.InvalidHeaderException', `Invalid name of a header: ${name}`);
  addHeader(response, name, value);
}

/** Slots of the transaction that `RestContext.request` and `.response` read and write. */
export const REST_REQUEST_SLOT = 'restRequest';
export const REST_RESPONSE_SLOT = 'restResponse';

const slot = (name: string) => ({
  get: () => current().slots.get(name) ?? null,
  set: (value: unknown) => void current().slots.set(name, value),
});

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_restcontext.htm */
export const restTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.RestContext',
    staticProperties: {
      'request: System.RestRequest': slot(REST_REQUEST_SLOT),
      'response: System.RestResponse': slot(REST_RESPONSE_SLOT),
    },
  },
  {
    name: 'System.RestRequest',
    constructors: { '()': () => new RestRequest() },
    methods: {
      'addHeader(String name, String value): void': addHeader,
      'addParameter(String name, String value): void': (request: RestRequest, name: string, value: string) =>
        void request.params.put(name, value),
    },
    properties: fields<RestRequest>({
      'headers: Map<String, String>': 'headers',
      'params: Map<String, String>': 'params',
      'httpMethod: String': 'httpMethod',
      'remoteAddress: String': 'remoteAddress',
      'requestBody: Blob': 'requestBody',
      'requestURI: String': 'requestURI',
      'resourcePath: String': 'resourcePath',
    }),
  },
  {
    name: 'System.RestResponse',
    constructors: { '()': () => new RestResponse() },
    methods: {
      'addHeader(String name, String value): void': addResponseHeader,
    },
    properties: fields<RestResponse>({
      'headers: Map<String, String>': 'headers',
      'responseBody: Blob': 'responseBody',
      'statusCode: Integer': 'statusCode',
    }),
  },
];
