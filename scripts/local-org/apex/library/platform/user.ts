import { ORG_CURRENCY } from '../../../metadata/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { ApexTimeZone } from '../time/time.ts';
import { FEATURE_PARAMETERS } from './featureParameters.ts';

const user = () => current().user;

/** Slot of the transaction with the id of its session. */
const SESSION_SLOT = 'sessionId';

/** Null in asynchronous Apex: no request runs it. */
export function sessionId(): string | null {
  const { entry = 'synchronous', host, slots } = current();
  if (entry !== 'synchronous') return null;
  if (!slots.has(SESSION_SLOT)) slots.set(SESSION_SLOT, host.sessionId(user().id));
  return slots.get(SESSION_SLOT) as string;
}

/** Only licences of installed packages can be asked for. */
function notInstalled(name: string | null): never {
  throwApex('System.TypeException', `Invalid package: ${name ?? 'null'}`);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_userinfo.htm */
const userInfoType: NativeTypeSpec = {
  name: 'System.UserInfo',
  statics: {
    'getDefaultCurrency(): String': () => ORG_CURRENCY,
    'getFirstName(): String': () => user().firstName,
    'getLanguage(): String': () => user().language,
    'getLastName(): String': () => user().lastName,
    'getLocale(): String': () => user().locale,
    'getName(): String': () => user().name,
    'getOrganizationId(): String': () => current().host.organization.id,
    'getOrganizationName(): String': () => current().host.organization.name,
    'getProfileId(): String': () => user().profileId || null,
    'getSessionId(): String': sessionId,
    'getTimeZone(): System.TimeZone': () => new ApexTimeZone(user().timeZone),
    'getUiTheme(): String': () => 'Theme4d',
    'getUiThemeDisplayed(): String': () => 'Theme4d',
    'getUserEmail(): String': () => user().email,
    'getUserId(): String': () => user().id,
    'getUserName(): String': () => user().username,
    'getUserRoleId(): String': () => user().roleId,
    'getUserType(): String': () => user().userType,
    // No managed package is installed.
    'hasPackageLicense(Id packageId): Boolean': () => false,
    'isCurrentUserLicensed(String namespace): Boolean': notInstalled,
    'isCurrentUserLicensedForPackage(Id packageId): Boolean': notInstalled,
    'isMultiCurrencyOrganization(): Boolean': () => false,
  },
  refused: ['static getCurrentUvid(): String'],
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_FeatureManagement.htm */
const featureManagementType: NativeTypeSpec = {
  name: 'System.FeatureManagement',
  statics: {
    'checkPermission(String name): Boolean': (name: string | null) => {
      if (name === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
      return current().host.hasCustomPermission(user().id, name);
    },
    ...FEATURE_PARAMETERS,
  },
  unsupported: ['changeProtection'],
};

/** `System.Label`: `Label.Name` itself is resolved by the checker. */
const labelType: NativeTypeSpec = {
  name: 'System.Label',
  statics: {
    'get(String namespace, String name): String': (_: string | null, name: string) => label(name),
    'get(String namespace, String name, String language): String': (_: string | null, name: string, language: string) =>
      label(name, language),
    'translationExists(String namespace, String name, String language): Boolean': (_: string | null, name: string, language: string) =>
      current().host.source.translations.languages.includes(language) &&
      current().host.source.translations.label(name, language) !== undefined,
  },
};

/** Text of a custom label in the user's language. Throws System.IllegalArgumentException when there is no such label. */
export function label(name: string, language: string = user().language): string {
  const text = current().host.source.translations.label(name, language);
  if (text === undefined) throwApex('System.IllegalArgumentException', `Custom label ${name} does not exist`);
  return text;
}

export const userTypes: readonly NativeTypeSpec[] = [userInfoType, featureManagementType, labelType];
