import { ApexList } from '../../runtime/collections/index.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { DomDocument } from '../xml/dom.ts';
import { XmlStreamReader } from '../xml/streamReader.ts';

/** Headers whose names ignore case and keep the spelling they were first set with. */
export class Headers {
  private readonly values = new Map<string, [name: string, value: string]>();

  set(name: string, value: string): void {
    this.values.set(name.toLowerCase(), [name, value]);
  }

  get(name: string): string | null {
    return this.values.get(name.toLowerCase())?.[1] ?? null;
  }

  names(): string[] {
    return [...this.values.values()].map(([name]) => name);
  }

  entries(): Map<string, string> {
    return new Map(this.values.values());
  }
}

/** What requests and responses share. */
class HttpMessage extends ApexObject {
  readonly headers = new Headers();
  body: ApexBlob | null = null;

  get text(): string {
    if (!this.body) return '';
    const text = this.body.text();
    return text ?? new TextDecoder('utf-8').decode(this.body.bytes);
  }
}

const MAX_TIMEOUT_MS = 120_000;
const DEFAULT_TIMEOUT_MS = 10_000;

/** `System.HttpRequest`. */
export class HttpRequest extends HttpMessage {
  method: string | null = null;
  endpoint: string | null = null;
  timeoutMs = DEFAULT_TIMEOUT_MS;
  compressed = false;

  override get typeName(): string {
    return 'HttpRequest';
  }

  override apexToString(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
  }
}

/** `System.HttpResponse`. */
export class HttpResponse extends HttpMessage {
  status: string | null = null;
  statusCode = 0;

  override get typeName(): string {
    return 'HttpResponse';
  }

  override apexToString(): string {
    return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
  }
}

type Message = HttpRequest | HttpResponse;

const COMMON: Record<string, NativeFn> = {
  'getBody(): String': (message: Message) => message.text,
  'getBodyDocument(): Dom.Document': (message: Message) => {
    const document = new DomDocument();
    document.load(message.text);
    return document;
  },
  'getBodyAsBlob(): Blob': (message: Message) => message.body,
  'getHeader(String name): String': (message: Message, name: string) => message.headers.get(name),
  'setBody(String body): void': (message: Message, body: string | null) => {
    message.body = body === null ? null : ApexBlob.ofText(body);
  },
  'setBodyAsBlob(Blob body): void': (message: Message, body: ApexBlob | null) => {
    message.body = body;
  },
  'setHeader(String name, String value): void': (message: Message, name: string | null, value: string | null) => {
    if (name === null || value === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
    message.headers.set(name, value);
  },
};

function setTimeout(request: HttpRequest, ms: number): void {
  if (ms < 1 || ms > MAX_TIMEOUT_MS) throwApex('System.CalloutException', `Timeout must be between 1 and ${MAX_TIMEOUT_MS}`);
  request.timeoutMs = ms;
}

export const messageTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.HttpRequest',
    constructors: { '()': () => new HttpRequest() },
    methods: {
      ...COMMON,
      'getCompressed(): Boolean': (request: HttpRequest) => request.compressed,
      'getEndpoint(): String': (request: HttpRequest) => request.endpoint,
      'getMethod(): String': (request: HttpRequest) => request.method,
      'setBodyDocument(Dom.Document document): void': (request: HttpRequest, document: DomDocument | null) => {
        request.body = ApexBlob.ofText((document ?? nullPointer()).toXmlString());
      },
      'setCompressed(Boolean value): void': (request: HttpRequest, value: boolean) => void (request.compressed = value),
      'setEndpoint(String endpoint): void': (request: HttpRequest, endpoint: string | null) => void (request.endpoint = endpoint),
      'setMethod(String method): void': (request: HttpRequest, method: string | null) => void (request.method = method),
      'setTimeout(Integer milliseconds): void': setTimeout,
    },
    refused: ['setClientCertificate(String certificate, String password): void', 'setClientCertificateName(String name): void'],
  },
  {
    name: 'System.HttpResponse',
    constructors: { '()': () => new HttpResponse() },
    methods: {
      ...COMMON,
      'getHeaderKeys(): List<String>': (response: HttpResponse) => new ApexList('String', [...response.headers.names()].sort()),
      'getXmlStreamReader(): System.XmlStreamReader': (response: HttpResponse) => new XmlStreamReader(response.text),
      'getStatus(): String': (response: HttpResponse) => response.status,
      'getStatusCode(): Integer': (response: HttpResponse) => response.statusCode,
      'setStatus(String status): void': (response: HttpResponse, status: string | null) => void (response.status = status),
      'setStatusCode(Integer code): void': (response: HttpResponse, code: number) => void (response.statusCode = code),
    },
  },
];
