import type { NativeTypeSpec } from '../../types.ts';

const nothing = (): null => null;

/**
 * `System.Site`: Salesforce Sites and Experience Cloud sites. The local org serves none, so no request comes through one.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_sites.htm
 */
export const siteType: NativeTypeSpec = {
  name: 'System.Site',
  statics: {
    'getName(): String': nothing,
    'getSiteId(): Id': nothing,
    // Empty like `$Site.BaseUrl` when the request is no site request.
    'getBaseUrl(): String': () => '',
  },
  unsupported: [
    ...['changePassword', 'createExternalUser', 'createPersonAccountPortalUser', 'createPortalUser', 'forgotPassword', 'getAdminEmail'],
    ...['getAdminId', 'getAnalyticsTrackingCode', 'getBaseCustomUrl', 'getBaseInsecureUrl', 'getBaseRequestUrl', 'getBaseSecureUrl'],
    ...['getCurrentSiteUrl', 'getCustomWebAddress', 'getDomain', 'getErrorDescription', 'getErrorMessage', 'getExperienceId'],
    ...['getMasterLabel', 'getOriginalUrl', 'getPasswordPolicyStatement', 'getPathPrefix', 'getPrefix', 'getSiteType', 'getSiteTypeLabel'],
    ...['getTemplate', 'isLoginEnabled', 'isPasswordExpired', 'isRegistrationEnabled', 'isValidUsername', 'login', 'passwordlessLogin'],
    ...['setExperienceId', 'setPortalUserAsAuthProvider', 'validatePassword'],
  ],
};
