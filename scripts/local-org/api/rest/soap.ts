import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { ApiResponse } from '../extension.ts';

/** A SOAP call: its name, its parameters as texts and their children, and the session of its header. */
export interface SoapCall {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sessionId: string | undefined;
  /** The elements of the envelope's header. */
  readonly header: Readonly<Record<string, unknown>>;
}

const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false, htmlEntities: true });
const builder = new XMLBuilder({ ignoreAttributes: false });

/** The call of an envelope; one without a name for what is no envelope. */
export function readSoapCall(xml: string): SoapCall {
  try {
    const { Envelope } = parser.parse(xml) as { Envelope?: { Header?: unknown; Body?: unknown } };
    const [name = '', parameters] = Object.entries(asNode(Envelope?.Body))[0] ?? [];
    const header = asNode(Envelope?.Header);
    const session = asNode(header['SessionHeader'])['sessionId'];
    return { name, parameters: asNode(parameters), sessionId: typeof session === 'string' ? session : undefined, header };
  } catch {
    return { name: '', parameters: {}, sessionId: undefined, header: {} };
  }
}

export function asNode(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The text of the child of that name; undefined when it is absent or has children itself. */
export function textOf(node: unknown, name: string): string | undefined {
  const value = asNode(node)[name];
  return typeof value === 'string' ? value : undefined;
}

/** The children of that name, whether absent, single or repeated. */
export function asNodes(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

interface SoapOptions {
  readonly status?: number;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** An answer; what has no value is left out. */
export function soapAnswer(
  namespace: string,
  body: Readonly<Record<string, unknown>>,
  { status = 200, header }: SoapOptions = {},
): ApiResponse {
  const envelope = builder.build({
    'soapenv:Envelope': {
      '@_xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      '@_xmlns': namespace,
      '@_xmlns:sf': namespace,
      ...(header ? { 'soapenv:Header': header } : {}),
      // Only what has a value: JSON leaves out the rest.
      'soapenv:Body': JSON.parse(JSON.stringify(body)) as unknown,
    },
  });
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: `<?xml version="1.0" encoding="UTF-8"?>${envelope}` };
}

export function soapFault(namespace: string, code: string, message: string): ApiResponse {
  return soapAnswer(namespace, { 'soapenv:Fault': { faultcode: `sf:${code}`, faultstring: `${code}: ${message}` } }, { status: 500 });
}
