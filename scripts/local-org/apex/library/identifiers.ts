import { randomUUID } from 'node:crypto';
import { textHash } from '../runtime/collections/index.ts';
import { current } from '../runtime/context.ts';
import { throwApex } from '../runtime/exception.ts';
import { ApexObject } from '../runtime/object.ts';
import { myDomainUrl, UnsupportedFeatureError } from '../../metadata/index.ts';
import { REST_REQUEST_SLOT, type RestRequest } from './web/rest.ts';
import type { NativeTypeSpec } from '../types.ts';
import { nonNull } from './arguments.ts';

/** `System.UUID`. */
export class ApexUuid extends ApexObject {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text.toLowerCase();
  }

  override get typeName(): string {
    return 'UUID';
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof ApexUuid && other.text === this.text;
  }

  override apexHashCode(): number {
    return textHash(this.text);
  }

  override apexToString(): string {
    return this.text;
  }
}

function uuidOf(text: string): ApexUuid {
  if (!/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text))
    throwApex('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
  return new ApexUuid(text);
}

/** Ports of protocols that java.net.URL knows. */
const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443, ftp: 21 };

/** `System.Url`, with the parts as java.net.URL splits them. */
class ApexUrl extends ApexObject {
  readonly protocol: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string | null;
  readonly ref: string | null;

  constructor(spec: string) {
    super();
    const match = /^([A-Za-z][\w+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(spec);
    if (!match) throwApex('System.StringException', `no protocol: ${spec}`);
    this.protocol = match[1]!.toLowerCase();
    this.authority = match[2] ?? '';
    this.path = match[3]!;
    this.query = match[4] ?? null;
    this.ref = match[5] ?? null;
  }

  override get typeName(): string {
    return 'Url';
  }

  get userInfo(): string | null {
    const at = this.authority.indexOf('@');
    return at < 0 ? null : this.authority.slice(0, at);
  }

  get host(): string {
    return this.authority.slice(this.authority.indexOf('@') + 1).replace(/:\d+$/, '');
  }

  get port(): number {
    return Number(/:(\d+)$/.exec(this.authority)?.[1] ?? -1);
  }

  get file(): string {
    return this.path + (this.query === null ? '' : `?${this.query}`);
  }

  get withoutRef(): string {
    return `${this.protocol}:${this.authority ? `//${this.authority}` : ''}${this.file}`;
  }

  override apexToString(): string {
    return this.withoutRef + (this.ref === null ? '' : `#${this.ref}`);
  }
}

/** The org's own address. */
export function orgDomain(): ApexUrl {
  return new ApexUrl(myDomainUrl(current().host.organization.name));
}

/** The resource by which tools run tests and wait for their end. */
const TEST_RUN = '/services/data/v65.0/tooling/runTestsSynchronous/';

/** Address of the request that entered the transaction: of the test run in a test, of the service in Apex REST. */
function currentRequest(): ApexUrl {
  const { isTest, slots } = current();
  const service = slots.get(REST_REQUEST_SLOT) as RestRequest | undefined;
  if (!isTest && !service) throw new UnsupportedFeatureError('Url.getCurrentRequestUrl outside of tests and Apex REST');
  return new ApexUrl(orgDomain().apexToString() + (isTest ? TEST_RUN : `/services/apexrest${service?.requestURI ?? ''}`));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_url.htm */
const urlType: NativeTypeSpec = {
  name: 'System.Url',
  constructors: {
    '(String spec)': (spec: string) => new ApexUrl(spec),
    '(String protocol, String host, String file)': (protocol: string, host: string, file: string) =>
      new ApexUrl(`${protocol}://${host}${file}`),
    '(String protocol, String host, Integer port, String file)': (protocol: string, host: string, port: number, file: string) =>
      new ApexUrl(`${protocol}://${host}:${port}${file}`),
    '(System.Url context, String spec)': (context: ApexUrl, spec: string) => new ApexUrl(new URL(spec, context.apexToString()).href),
  },
  methods: nonNull({
    'getAuthority(): String': (url: ApexUrl) => url.authority,
    'getDefaultPort(): Integer': (url: ApexUrl) => DEFAULT_PORTS[url.protocol] ?? -1,
    'getFile(): String': (url: ApexUrl) => url.file,
    'getHost(): String': (url: ApexUrl) => url.host,
    'getPath(): String': (url: ApexUrl) => url.path,
    'getPort(): Integer': (url: ApexUrl) => url.port,
    'getProtocol(): String': (url: ApexUrl) => url.protocol,
    'getQuery(): String': (url: ApexUrl) => url.query,
    'getRef(): String': (url: ApexUrl) => url.ref,
    'getUserInfo(): String': (url: ApexUrl) => url.userInfo,
    'sameFile(System.Url other): Boolean': (url: ApexUrl, other: ApexUrl) => url.withoutRef === other.withoutRef,
    'toExternalForm(): String': (url: ApexUrl) => url.apexToString(),
    'toString(): String': (url: ApexUrl) => url.apexToString(),
  }),
  statics: {
    'getCurrentRequestUrl(): System.Url': currentRequest,
    'getOrgDomainUrl(): System.Url': orgDomain,
    'getSalesforceBaseUrl(): System.Url': orgDomain,
  },
  unsupported: ['getFileFieldURL'],
};

const uuidType: NativeTypeSpec = {
  name: 'System.UUID',
  statics: nonNull({
    'fromString(String text): System.UUID': uuidOf,
    'randomUUID(): System.UUID': () => new ApexUuid(randomUUID()),
  }),
  methods: {
    'equals(Object other): Boolean': (uuid: ApexUuid, other: unknown) => uuid.apexEquals(other),
    'hashCode(): Integer': (uuid: ApexUuid) => uuid.apexHashCode(),
    'toString(): String': (uuid: ApexUuid) => uuid.text,
  },
};

export const identifierTypes: readonly NativeTypeSpec[] = [urlType, uuidType];
