import type { MetadataComponent } from '../../../metadata/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';

/** Where a request goes and the headers its named credential adds. */
export interface Endpoint {
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
}

type Parameter = Record<string, unknown>;

/** Repeated elements are lists, single ones are not. */
function listOf(value: unknown): Parameter[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as Parameter[]) : [value as Parameter];
}

function component(type: string, name: string): MetadataComponent | undefined {
  return current()
    .host.source.components.get(type)
    ?.find((item) => item.fullName.toLowerCase() === name.toLowerCase());
}

/** Parameters of one type, in both named and external credentials. */
function parameters(item: MetadataComponent | undefined, list: string, type: string): Parameter[] {
  return listOf(item?.xml[list]).filter((parameter) => parameter.parameterType === type);
}

function baseUrl(credential: MetadataComponent): string | undefined {
  const legacy = credential.xml.endpoint;
  if (typeof legacy === 'string') return legacy;
  const url = parameters(credential, 'namedCredentialParameters', 'Url')[0]?.parameterValue;
  return typeof url === 'string' ? url : undefined;
}

/** Custom headers with plain values; those with credential formulas need secrets that no source holds. */
function headersOf(credential: MetadataComponent): Map<string, string> {
  const headers = new Map<string, string>();
  for (const header of parameters(credential, 'namedCredentialParameters', 'HttpHeader')) {
    const value = typeof header.parameterValue === 'string' ? header.parameterValue : '';
    if (!value.startsWith('{!')) headers.set(String(header.parameterName), value);
  }
  return headers;
}

/**
 * `callout:Name/path` through the named credential, other addresses through an active remote site.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_named_credentials.htm
 * Throws System.CalloutException when the address is not allowed.
 */
export function resolveEndpoint(endpoint: string | null): Endpoint {
  if (!endpoint) throwApex('System.CalloutException', 'no protocol: ');
  const named = /^callout:([^/?#]+)(.*)$/s.exec(endpoint);
  if (!named) return allowed(endpoint);
  const credential = component('NamedCredential', named[1]!);
  const base = credential && baseUrl(credential);
  if (!credential || !base) {
    throwApex(
      'System.CalloutException',
      `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${named[1]!}" might not exist.`,
    );
  }
  return { url: base.replace(/\/$/, '') + named[2]!, headers: headersOf(credential) };
}

function allowed(url: string): Endpoint {
  let origin: string;
  try {
    ({ origin } = new URL(url));
  } catch {
    throwApex('System.CalloutException', `no protocol: ${url}`);
  }
  const sites = current().host.source.components.get('RemoteSiteSetting') ?? [];
  const known = sites.some((site) => String(site.xml.isActive) === 'true' && sameOrigin(String(site.xml.url), origin));
  if (!known) {
    throwApex('System.CalloutException', `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${url}`);
  }
  return { url, headers: new Map() };
}

function sameOrigin(url: string, origin: string): boolean {
  try {
    return new URL(url).origin === origin;
  } catch {
    return false;
  }
}
