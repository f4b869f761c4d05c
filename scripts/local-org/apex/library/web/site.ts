import type { NativeTypeSpec } from '../../types.ts';

const nothing = (): null => null;
const no = (): boolean => false;
const empty = (): string => '';

/**
 * `System.Site`: Salesforce Sites and Experience Cloud sites. The local org serves none, so no request comes through one: nobody
 * signs in, registers or changes a password. The tests that every org has for the controllers of such pages count on these answers.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_sites.htm
 */
export const siteType: NativeTypeSpec = {
  name: 'System.Site',
  statics: {
    'changePassword(String newPassword, String verifyNewPassword): System.PageReference': nothing,
    'changePassword(String newPassword, String verifyNewPassword, String oldPassword): System.PageReference': nothing,
    'createExternalUser(SObject user, String accountId): Id': nothing,
    'createExternalUser(SObject user, String accountId, String password): Id': nothing,
    'createExternalUser(SObject user, String accountId, String password, Boolean sendEmail): Id': nothing,
    'createPortalUser(SObject user, String accountId): Id': nothing,
    'createPortalUser(SObject user, String accountId, String password): Id': nothing,
    'createPortalUser(SObject user, String accountId, String password, Boolean sendEmail): Id': nothing,
    'forgotPassword(String username): Boolean': no,
    'forgotPassword(String username, String emailTemplate): Boolean': no,
    'getName(): String': nothing,
    'getSiteId(): Id': nothing,
    'isLoginEnabled(): Boolean': no,
    'isRegistrationEnabled(): Boolean': no,
    'login(String username, String password, String startUrl): System.PageReference': nothing,
    // Empty like `$Site.BaseUrl` when the request is no site request.
    'getBaseSecureUrl(): String': empty,
    'getBaseUrl(): String': empty,
  },
  refused: [
    'static createPersonAccountPortalUser(SObject user, String ownerId, String password): Id',
    'static createPersonAccountPortalUser(SObject user, String ownerId, String recordTypeId, String password): Id',
    'static getAdminEmail(): String',
    'static getAdminId(): Id',
    'static getAnalyticsTrackingCode(): String',
    'static getBaseCustomUrl(): String',
    'static getBaseInsecureUrl(): String',
    'static getBaseRequestUrl(): String',
    'static getCurrentSiteUrl(): String',
    'static getCustomWebAddress(): String',
    'static getDomain(): String',
    'static getErrorDescription(): String',
    'static getErrorMessage(): String',
    'static getExperienceId(): String',
    'static getMasterLabel(): String',
    'static getOriginalUrl(): String',
    'static getPasswordPolicyStatement(): String',
    'static getPathPrefix(): String',
    'static getPrefix(): String',
    'static getSiteType(): String',
    'static getSiteTypeLabel(): String',
    'static getTemplate(): System.PageReference',
    'static isPasswordExpired(): Boolean',
    'static isValidUsername(String username): Boolean',
    'static setExperienceId(String id): void',
    'static setPortalUserAsAuthProvider(SObject user, String contactId): void',
    'static validatePassword(SObject user, String password, String confirmPassword): void',
  ],
  unsupported: ['passwordlessLogin'],
};
