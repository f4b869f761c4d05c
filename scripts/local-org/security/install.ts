import { text, type SourceProblem, type SourceTree } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import { watchAssignments } from './changes.ts';
import { installGroups, installRoles } from './install-groups.ts';
import { installSharingRules } from './sharing-rules.ts';
import { installContent } from './install-content.ts';
import { installStaticResources } from './install-resources.ts';
import { installAppMenu, installCachePartitions } from './install-apps.ts';
import { installListViews } from './install-list-views.ts';
import { installNamedCredentials } from './install-named-credentials.ts';
import { installTriggers } from './install-triggers.ts';
import { installStandardPricebook } from './install-pricebook.ts';
import { installBusinessHours } from './install-business-hours.ts';
import { installStatuses } from './install-statuses.ts';
import { installPermissionSets, installProfiles } from './install-permissions.ts';
import type { SetupEntities } from './permission-rows.ts';
import { SetupRows } from './rows.ts';
import { AUTOMATED_PROCESS } from './users.ts';

/** Where new orgs stand: code that was written in one may count on a zone west of Greenwich. */
const DEFAULT_TIME_ZONE = 'America/Los_Angeles';

export interface AdministratorOptions {
  readonly username: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** IANA zone of the administrator and of the org; {@link DEFAULT_TIME_ZONE} by default. */
  readonly timeZone?: string;
  /** e.g. `ru_RU`. */
  readonly locale?: string;
  /** e.g. `ru`. */
  readonly language?: string;
}

export interface SecurityOptions {
  readonly administrator: AdministratorOptions;
  readonly organizationName?: string;
  /** Epoch ms. */
  readonly now?: number;
}

export interface InstalledSecurity {
  /** 18 characters, `00D…`. */
  readonly organizationId: string;
  readonly administratorId: string;
  /** Metadata that cannot be brought into force; what is sound is installed. */
  readonly problems: readonly SourceProblem[];
}

/** Raised when the rows written for the same source change. */
const VERSION = '14';
const STATE = 'security installed';

/**
 * Deploys everything that says who may do what: the organization, profiles, roles, permission sets and groups, custom permissions,
 * public groups, queues, record types and the first administrator. Ids stay the same from one deployment to the next. Nothing is
 * written when the source is the one that is installed. Call it inside a write transaction.
 */
export function installSecurity(store: Store, source: SourceTree, options: SecurityOptions): InstalledSecurity {
  const state = `${VERSION} ${source.fingerprint} ${options.administrator.username}`;
  const installed = store.getSetting(STATE);
  if (installed !== undefined) {
    const known = JSON.parse(installed) as InstalledSecurity & { state: string };
    if (known.state === state) return known;
  }
  const rows = new SetupRows(store, options.now ?? Date.now());
  const problems: SourceProblem[] = [];
  const organizationId = installOrganization(rows, options);
  const roles = installRoles(rows, source, problems);
  const profiles = installProfiles(rows, source.features);
  const administratorId = installAdministrator(rows, options.administrator, profiles.get('System Administrator') as string);
  rows.signAs(administratorId);
  installAutomatedProcess(rows, organizationId, options);
  installRecordTypes(rows, source);
  const entities = installEntities(rows, source);
  installPermissionSets(rows, source, profiles, entities, problems);
  installGroups(rows, source, roles, problems);
  installSharingRules(store, rows, source, roles, problems);
  installStatuses(rows, source);
  installStandardPricebook(rows);
  installBusinessHours(rows, options.administrator.timeZone ?? DEFAULT_TIME_ZONE);
  installStaticResources(rows, source, problems);
  installContent(rows, source, organizationId, problems);
  installAppMenu(rows, source);
  installCachePartitions(rows, source);
  installListViews(rows, source);
  installNamedCredentials(rows, source);
  installTriggers(rows, source);
  watchAssignments(store);
  const result: InstalledSecurity = { organizationId, administratorId, problems };
  store.setSetting(STATE, JSON.stringify({ ...result, state }));
  return result;
}

function installOrganization(rows: SetupRows, { organizationName, administrator }: SecurityOptions): string {
  const [id] = rows.find('Organization', {});
  if (id !== undefined) return rows.upsert('Organization', { Id: id }, { IsSandbox: false });
  return rows.insert('Organization', {
    Name: organizationName ?? 'Local Org',
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL',
    IsSandbox: false,
    TimeZoneSidKey: administrator.timeZone ?? DEFAULT_TIME_ZONE,
    DefaultLocaleSidKey: administrator.locale ?? 'en_US',
    LanguageLocaleKey: administrator.language ?? 'en_US',
  });
}

function installAdministrator(rows: SetupRows, admin: AdministratorOptions, profileId: string): string {
  const [id] = rows.find('User', { Username: admin.username });
  if (id !== undefined) return id;
  const nickname = admin.username.split('@')[0] ?? admin.username;
  return rows.insert('User', {
    Username: admin.username,
    Email: admin.email ?? admin.username,
    FirstName: admin.firstName ?? (admin.lastName === undefined ? 'System' : null),
    LastName: admin.lastName ?? 'Administrator',
    Alias: nickname.slice(0, 8),
    CommunityNickname: nickname.slice(0, 40),
    IsActive: true,
    UserType: 'Standard',
    ProfileId: profileId,
    TimeZoneSidKey: admin.timeZone ?? DEFAULT_TIME_ZONE,
    LocaleSidKey: admin.locale ?? 'en_US',
    LanguageLocaleKey: admin.language ?? 'en_US',
    EmailEncodingKey: 'UTF-8',
  });
}

/**
 * The user of what nobody does: triggers of platform events run as it. It has no profile and cannot sign in.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_trigger_config.htm
 */
function installAutomatedProcess(rows: SetupRows, organizationId: string, { administrator }: SecurityOptions): void {
  rows.upsert(
    'User',
    { UserType: AUTOMATED_PROCESS },
    {
      Username: `autoproc@${organizationId.toLowerCase()}`,
      Email: 'noreply@example.com',
      FirstName: 'Automated',
      LastName: 'Process',
      Alias: 'autoproc',
      CommunityNickname: 'autoproc',
      IsActive: true,
      TimeZoneSidKey: administrator.timeZone ?? 'Europe/Moscow',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
    },
  );
}

function installRecordTypes(rows: SetupRows, source: SourceTree): void {
  for (const object of source.schema.objects.values()) {
    for (const recordType of object.recordTypes) {
      rows.upsert(
        'RecordType',
        { SobjectType: object.apiName, DeveloperName: recordType.developerName },
        {
          Name: recordType.label,
          IsActive: recordType.active,
          IsPersonType: recordType.person ?? false,
          Description: recordType.description ?? null,
        },
      );
    }
  }
}

/** Rows that permission sets point to. */
function installEntities(rows: SetupRows, source: SourceTree): SetupEntities {
  const customPermissions = new Map<string, string>();
  for (const { fullName, xml } of source.components.get('CustomPermission') ?? []) {
    const id = rows.upsert(
      'CustomPermission',
      { DeveloperName: fullName },
      { MasterLabel: text(xml, 'label') ?? fullName, Description: text(xml, 'description') ?? null, Language: 'en_US' },
    );
    customPermissions.set(fullName.toLowerCase(), id);
  }
  const apexClasses = new Map<string, string>();
  for (const { name, kind, apiVersion, body } of source.classes) {
    if (kind !== 'class') continue;
    const values = { ApiVersion: Number(apiVersion), Status: 'Active', IsValid: true, Body: body, LengthWithoutComments: body.length };
    apexClasses.set(name.toLowerCase(), rows.upsert('ApexClass', { Name: name }, values));
  }
  return { customPermissions, apexClasses };
}
