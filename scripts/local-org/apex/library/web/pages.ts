import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexException, throwApex } from '../../runtime/exception.ts';
import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { definePlatformEnum, platformEnum } from '../../runtime/platformEnums.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { urlEncode } from '../bytes/blob.ts';
import type { Cookie } from './cookie.ts';
import { PageParameters } from './parameters.ts';

/** `System.PageReference`: an address with its parameters. */
export class PageReference extends ApexObject {
  readonly path: string | null;
  readonly parameters = new PageParameters();
  readonly headers = new ApexMap<string, string>('String', 'String');
  readonly cookies = new ApexMap<string, Cookie>('String', 'Cookie');
  anchor: string | null = null;
  redirect = false;

  constructor(url: string | null) {
    super();
    const [withoutAnchor = '', anchor] = url?.split('#') ?? [];
    const [path = '', query] = withoutAnchor.split('?');
    this.path = url === null ? null : path;
    this.anchor = anchor ?? null;
    for (const [name, value] of new URLSearchParams(query)) this.parameters.put(name, value);
  }

  override get typeName(): string {
    return 'PageReference';
  }

  /** The page of a test that has set none has no address. */
  get url(): string | null {
    if (this.path === null) return null;
    const query = this.parameters
      .sorted()
      .map(([name, value]) => `${urlEncode(name)}=${urlEncode(value ?? '')}`)
      .join('&');
    return this.path + (query ? `?${query}` : '') + (this.anchor === null ? '' : `#${this.anchor}`);
  }

  override apexToString(): string {
    return `System.PageReference[${this.url}]`;
  }
}

/** `ApexPages.Message`. */
class PageMessage extends ApexObject {
  readonly severity: ApexEnum;
  readonly summary: string | null;
  readonly detail: string | null;
  readonly componentLabel: string | null;

  constructor(severity: ApexEnum, summary: string | null, detail: string | null = null, _id: string | null = null) {
    super();
    this.severity = severity;
    this.summary = summary;
    this.detail = detail ?? summary;
    this.componentLabel = null;
  }

  override get typeName(): string {
    return 'ApexPages.Message';
  }
}

const SEVERITIES = ['CONFIRM', 'ERROR', 'FATAL', 'INFO', 'WARNING'];
definePlatformEnum('ApexPages.Severity', SEVERITIES);

/** Slot of the transaction with the current page. */
const PAGE_SLOT = 'currentPage';
const MESSAGES_SLOT = 'pageMessages';

/** `Page.Name`. */
export function pageReference(page: string): PageReference {
  return new PageReference(`/apex/${page.toLowerCase()}`);
}

export function setCurrentPage(page: PageReference): void {
  current().slots.set(PAGE_SLOT, page);
}

/**
 * The page of the request; null where none is shown. A test has a page without parameters before it sets one, as tests of
 * public code count on; its jobs have none.
 * https://developer.salesforce.com/docs/atlas.en-us.pages.meta/pages/pages_controller_error_handling.htm
 */
export function currentPage(): PageReference | null {
  const { slots, isTest, entry = 'synchronous' } = current();
  const page = slots.get(PAGE_SLOT) as PageReference | undefined;
  if (page || !isTest || entry !== 'synchronous') return page ?? null;
  setCurrentPage(new PageReference(null));
  return currentPage();
}

function messages(): PageMessage[] {
  const { slots } = current();
  let list = slots.get(MESSAGES_SLOT) as PageMessage[] | undefined;
  if (!list) slots.set(MESSAGES_SLOT, (list = []));
  return list;
}

export function clearMessages(): void {
  current().slots.delete(MESSAGES_SLOT);
}

function addMessages(error: unknown): void {
  if (!(error instanceof ApexException)) return;
  messages().push(new PageMessage(platformEnum('ApexPages.Severity', 'ERROR'), error.apexMessage));
}

/** Tests cannot ask for the content of a page; elsewhere pages would have to be rendered. */
function getContent(): never {
  if (current().isTest) throwApex('System.VisualforceException', 'Methods defined as TestMethod do not support getContent call');
  throw new UnsupportedFeatureError('PageReference.getContent');
}

/** The address of a static resource, which changes whenever the resource does. Public code counts on an exception without one. */
function resourcePage(name: string | null, path: string | null): PageReference {
  const { host } = current();
  const object = host.store.schema.object('StaticResource');
  const row =
    object &&
    host.store.get(`SELECT "Name" AS name, "LastModifiedDate" AS at FROM ${host.store.table(object)} WHERE "Name" = ? COLLATE NOCASE`, [
      name,
    ]);
  if (!row) throwApex('System.VisualforceException', `Static Resource named ${name} does not exist. Check spelling.`);
  const { name: found, at } = row as { name: string; at: string | number };
  return new PageReference(`/resource/${new Date(at).getTime()}/${found}${path ? `/${path.replace(/^\//, '')}` : ''}`);
}

const PAGE_METHODS: Record<string, NativeFn> = {
  'getAnchor(): String': (page: PageReference) => page.anchor,
  'getCookies(): Map<String, System.Cookie>': (page: PageReference) => page.cookies,
  'setCookies(List<System.Cookie> cookies): void': (page: PageReference, cookies: ApexList<Cookie>) => {
    for (const cookie of cookies.items) page.cookies.put(cookie.name, cookie);
  },
  'getHeaders(): Map<String, String>': (page: PageReference) => page.headers,
  'getParameters(): Map<String, String>': (page: PageReference) => page.parameters,
  'getRedirect(): Boolean': (page: PageReference) => page.redirect,
  'getContent(): Blob': getContent,
  'getUrl(): String': (page: PageReference) => page.url,
  'setAnchor(String anchor): System.PageReference': (page: PageReference, anchor: string | null) => {
    page.anchor = anchor;
    return page;
  },
  'setRedirect(Boolean redirect): System.PageReference': (page: PageReference, redirect: boolean) => {
    page.redirect = redirect;
    return page;
  },
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_system_pagereference.htm */
export const pageTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.PageReference',
    constructors: {
      '(String url)': (url: string) => new PageReference(url),
      '(SObject record)': (record: ApexSObject) => new PageReference(`/${record.id ?? ''}`),
    },
    methods: PAGE_METHODS,
    statics: {
      'forResource(String name): System.PageReference': (name: string | null) => resourcePage(name, ''),
      'forResource(String name, String path): System.PageReference': resourcePage,
    },
    refused: ['getContentAsPDF(): Blob'],
  },
  {
    name: 'System.ApexPages',
    statics: {
      'addMessage(ApexPages.Message message): void': (message: PageMessage) => void messages().push(message),
      'addMessages(Object error): void': addMessages,
      'currentPage(): System.PageReference': currentPage,
      'getMessages(): List<ApexPages.Message>': () => new ApexList('ApexPages.Message', [...messages()]),
      'hasMessages(): Boolean': () => messages().length > 0,
      'hasMessages(ApexPages.Severity severity): Boolean': (severity: ApexEnum) =>
        messages().some((message) => message.severity === severity),
    },
  },
  { name: 'ApexPages.Severity', kind: 'enum', enumValues: SEVERITIES },
  {
    name: 'ApexPages.Message',
    constructors: {
      '(ApexPages.Severity severity, String summary)': (...args: [ApexEnum, string]) => new PageMessage(...args),
      '(ApexPages.Severity severity, String summary, String detail)': (...args: [ApexEnum, string, string]) => new PageMessage(...args),
      '(ApexPages.Severity severity, String summary, String detail, String id)': (...args: [ApexEnum, string, string, string]) =>
        new PageMessage(...args),
    },
    methods: {
      'getComponentLabel(): String': (message: PageMessage) => message.componentLabel,
      'getDetail(): String': (message: PageMessage) => message.detail,
      'getSeverity(): ApexPages.Severity': (message: PageMessage) => message.severity,
      'getSummary(): String': (message: PageMessage) => message.summary,
    },
  },
];
