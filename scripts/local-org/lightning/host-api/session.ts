import { readFileSync } from 'node:fs';
import { json, type ApiResponse, type Org, type OrgSession, type RouteContext } from '../../api/index.ts';
import { accessFor } from '../../security/index.ts';
import { i18nFor } from '../i18n/formats.ts';
import { appsOf, profileName, tabsOf } from './navigation.ts';

/** API version that the pages use. */
const PAGE_API_VERSION = '65.0';

const RUSSIAN_LABELS = JSON.parse(readFileSync(new URL('../i18n/base-labels.ru.json', import.meta.url), 'utf8')) as Record<string, string>;

/** `GET /lightning/host/session`: everything a page needs before its first component; works for guests too. */
export function showSession(context: RouteContext): ApiResponse {
  const { org, optionalSession: session } = context;
  const language = session?.language ?? preferredLanguage(context.request.header('accept-language') ?? '');
  const common = {
    apiVersion: PAGE_API_VERSION,
    organizationName: org.host.organization.name,
    language,
    baseLabels: language.startsWith('ru') ? RUSSIAN_LABELS : {},
  };
  const document = session ? { ...common, ...signedIn(session) } : { ...common, ...guest(org, language) };
  return json(document, 200, { 'cache-control': 'no-store' });
}

function signedIn(session: OrgSession): Record<string, unknown> {
  const { user, org, language } = session;
  const roles = session.query('SELECT Name FROM UserRole WHERE Id = :id', { system: true, binds: new Map([['id', user.roleId]]) });
  return {
    i18n: i18nFor(language, user.locale, user.timeZone),
    labels: customLabels(org, language),
    customPermissions: customPermissions(session),
    user: {
      ...{ id: user.id, name: user.name, username: user.username, language, locale: user.locale, timeZone: user.timeZone },
      profileName: profileName(session),
      roleName: roles.rows[0]?.values.get('Name') ?? null,
      isAdmin: session.isAdmin,
    },
    apps: appsOf(session),
    tabs: tabsOf(session),
    objectIcons: objectIcons(session),
    users: [],
  };
}

/** Icons of objects that have a tab of their own. */
function objectIcons(session: OrgSession): Record<string, string> {
  const items = appsOf(session).flatMap((app) => app.items);
  return Object.fromEntries(items.flatMap(({ objectApiName, iconName }) => (objectApiName ? [[objectApiName, iconName]] : [])));
}

function guest(org: Org, language: string): Record<string, unknown> {
  const locale = language.startsWith('ru') ? 'ru_RU' : 'en_US';
  return {
    i18n: i18nFor(language, locale, 'UTC'),
    labels: {},
    customPermissions: [],
    user: null,
    apps: [],
    tabs: [],
    objectIcons: {},
    users: userCards(org),
  };
}

function preferredLanguage(header: string): string {
  return /^\s*ru\b/i.test(header) ? 'ru' : 'en_US';
}

function customLabels(org: Org, language: string): Record<string, string> {
  const names = (org.source.components.get('CustomLabel') ?? []).map(({ fullName }) => fullName);
  return Object.fromEntries(names.map((name) => [`c.${name}`, org.source.translations.label(name, language) ?? name]));
}

function customPermissions(session: OrgSession): string[] {
  const { grants } = accessFor(session.user.id, session.org.store, session.org.source);
  const names = (session.org.source.components.get('CustomPermission') ?? []).map(({ fullName }) => fullName);
  return names.filter((name) => grants.customPermissions.has(name.toLowerCase()));
}

/** People one may sign in as, with what tells them apart: role, profile, permission sets. */
function userCards(org: Org): unknown[] {
  const admin = org.session(org.adminId);
  const people = admin.query(
    "SELECT Id, Name, Username, Profile.Name, UserRole.Name FROM User WHERE IsActive = TRUE AND UserType = 'Standard' ORDER BY Username",
    { system: true },
  );
  const assigned = admin.query(
    'SELECT AssigneeId, PermissionSet.Label FROM PermissionSetAssignment WHERE PermissionSet.IsOwnedByProfile = FALSE',
    {
      system: true,
    },
  );
  const sets = new Map<string, string[]>();
  for (const { values } of assigned.rows) {
    const id = values.get('AssigneeId') as string;
    const label = related(values.get('PermissionSet'), 'Label');
    if (label) sets.set(id, [...(sets.get(id) ?? []), label]);
  }
  return people.rows.map(({ values }) => {
    const id = values.get('Id') as string;
    const roleName = related(values.get('UserRole'), 'Name') ?? sets.get(id)?.join(', ') ?? null;
    return {
      id,
      name: values.get('Name'),
      username: values.get('Username'),
      profileName: related(values.get('Profile'), 'Name'),
      roleName,
    };
  });
}

function related(value: unknown, name: string): string | null {
  const row = value as { values?: ReadonlyMap<string, unknown> } | null | undefined;
  const text = row?.values?.get(name);
  return typeof text === 'string' ? text : null;
}
