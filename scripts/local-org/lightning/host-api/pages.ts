import { json, notFound, type ApiResponse, type OrgSession, type RouteContext } from '../../api/index.ts';
import { text, childNodes, type MetadataComponent, type XmlNode } from '../../metadata/index.ts';
import { defaultHomePage, defaultRecordPage } from './default-pages.ts';
import type { PageDocument } from '../page-document.ts';
import { readPage } from './flexipages.ts';
import { profileName } from './navigation.ts';

/** `GET /lightning/host/pages/record?objectApiName=…&recordTypeId=…&app=…&formFactor=…`: the record page assigned to the user. */
export function recordPage({ session, request }: RouteContext): ApiResponse {
  const { query } = request;
  const object = session.object(query.get('objectApiName') ?? '');
  const wanted: Wanted = {
    action: 'View',
    target: object.apiName,
    formFactor: query.get('formFactor') ?? 'Large',
    app: query.get('app'),
    recordType: recordTypeName(session, query.get('recordTypeId')),
  };
  const own = session.org.source.components.get('CustomObject')?.find(({ fullName }) => fullName === object.apiName);
  const name =
    assignedPage(session, wanted) ?? (own && overrideIn(childNodes(own.xml, 'actionOverrides'), { ...wanted, target: undefined }));
  return json(page(session, name, object.apiName) ?? defaultRecordPage(session));
}

/** `GET /lightning/host/pages/home?app=…`: the app's home page. */
export function homePage({ session, request }: RouteContext): ApiResponse {
  const { query } = request;
  const wanted: Wanted = {
    action: 'Tab',
    target: 'standard-home',
    formFactor: query.get('formFactor') ?? 'Large',
    app: query.get('app'),
    recordType: undefined,
  };
  return json(page(session, assignedPage(session, wanted), undefined) ?? defaultHomePage(session));
}

/** `GET /lightning/host/pages/flexipage?name=…`. @throws ApiError NOT_FOUND (404). */
export function namedPage({ session, request }: RouteContext): ApiResponse {
  const found = page(session, request.query.get('name') ?? '', undefined);
  if (!found) throw notFound();
  return json(found);
}

function page(session: OrgSession, name: string | undefined, objectApiName: string | undefined): PageDocument | undefined {
  const component = name ? session.org.source.components.get('FlexiPage')?.find(({ fullName }) => fullName === name) : undefined;
  return component && readPage(session, component, objectApiName);
}

interface Wanted {
  readonly action: string;
  readonly target: string | undefined;
  readonly formFactor: string;
  readonly app: string | null;
  readonly recordType: string | undefined;
}

/**
 * The page an app assigns: by profile and record type first, then for everybody in the app.
 * https://help.salesforce.com/s/articleView?id=platform.lightning_app_builder_customize_lex_pages_activate.htm
 */
function assignedPage(session: OrgSession, wanted: Wanted): string | undefined {
  const apps = session.org.source.components.get('CustomApplication') ?? [];
  const app: MetadataComponent | undefined =
    apps.find(({ fullName }) => fullName === wanted.app) ?? (apps.length === 1 ? apps[0] : undefined);
  if (!app) return undefined;
  const profile = profileName(session);
  const byProfile = childNodes(app.xml, 'profileActionOverrides').filter((entry) => text(entry, 'profile') === profile);
  const fits = (entry: XmlNode): boolean => [undefined, wanted.recordType].includes(text(entry, 'recordType'));
  return overrideIn(byProfile.filter(fits), wanted) ?? overrideIn(childNodes(app.xml, 'actionOverrides'), wanted);
}

/** A page for the form factor; phones get the desktop page when they have none of their own. */
function overrideIn(overrides: readonly XmlNode[], wanted: Wanted): string | undefined {
  const fitting = overrides.filter(
    (entry) =>
      text(entry, 'actionName') === wanted.action &&
      text(entry, 'type') === 'Flexipage' &&
      (wanted.target === undefined || text(entry, 'pageOrSobjectType') === wanted.target),
  );
  const chosen =
    fitting.find((entry) => text(entry, 'formFactor') === wanted.formFactor) ??
    fitting.find((entry) => text(entry, 'formFactor') === 'Large');
  return chosen && text(chosen, 'content');
}

function recordTypeName(session: OrgSession, id: string | null): string | undefined {
  if (!id) return undefined;
  const { rows } = session.query('SELECT DeveloperName, SobjectType FROM RecordType WHERE Id = :id', {
    system: true,
    binds: new Map([['id', id]]),
  });
  const values = rows[0]?.values;
  return values && `${values.get('SobjectType') as string}.${values.get('DeveloperName') as string}`;
}
