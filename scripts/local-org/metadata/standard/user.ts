import { address, standardObject } from './declare.ts';

export const user = standardObject(
  'User',
  '005',
  { sharing: 'Read', common: ['audit', 'viewed'] },
  `
  Username                 Text(80) required unique
  LastName                 Text(80) required
  FirstName                Text(40)
  Name                     Text(121) name compound                    : Full Name
  CompanyName              Text(80)
  Division                 Text(80)
  Department               Text(80)
  Title                    Text(80)
${address('')}
  Email                    Email(128) required
  SenderEmail              Email(80)                                  : Email Sender Address
  SenderName               Text(80)                                   : Email Sender Name
  Signature                TextArea(1333)                             : Email Signature
  Phone                    Phone(40)
  Fax                      Phone(40)
  MobilePhone              Phone(40)                                  : Mobile
  Alias                    Text(8) required
  CommunityNickname        Text(40) required unique                   : Nickname
  IsActive                 Checkbox                                   : Active
  TimeZoneSidKey           Text(40) required                          : Time Zone
  UserRoleId               Lookup(UserRole) -> UserRole/Users         : Role ID
  LocaleSidKey             Text(40) required                          : Locale
  EmailEncodingKey         Picklist(*UTF-8|ISO-8859-1|windows-1251) required : Email Encoding
  LanguageLocaleKey        Text(40) required                          : Language
  ProfileId                Lookup(Profile) -> Profile/Users restrict required
  UserType                 Picklist(*Standard|PowerPartner|CSPLitePortal|CustomerSuccess|PowerCustomerSuccess|CsnOnly|Guest|AutomatedProcess) readonly
  ManagerId                Lookup(User) -> Manager/ManagedUsers
  DelegatedApproverId      Lookup(User) -> DelegatedApprover
  ContactId                Lookup(Contact) -> Contact/Users createonly
  AccountId                Lookup(Account) -> Account/Users readonly
  EmployeeNumber           Text(20)
  Extension                Phone(40)
  FederationIdentifier     Text(512) unique                           : SAML Federation ID
  AboutMe                  TextArea(1000)
  LastLoginDate            DateTime readonly                          : Last Login
  LastPasswordChangeDate   DateTime readonly                          : Last Password Change or Reset
  ReceivesInfoEmails       Checkbox                                   : Info Emails
  ReceivesAdminInfoEmails  Checkbox                                   : Admin Info Emails
  ForecastEnabled          Checkbox                                   : Allow Forecasting
  UserPermissionsMarketingUser Checkbox                               : Marketing User
  UserPermissionsInteractionUser Checkbox                             : Flow User
  UserPermissionsSupportUser Checkbox                                 : Service Cloud User
  UserPermissionsKnowledgeUser Checkbox                               : Knowledge User
  FullPhotoUrl             Url(1024) readonly                         : Url for full-sized Photo
  SmallPhotoUrl            Url(1024) readonly                         : Photo
  MediumPhotoUrl Url(1024) readonly : Url for medium profile photo
  BannerPhotoUrl Url(1024) readonly : Url for banner photo
  BadgeText Text(80) readonly : User Photo badge text overlay
  IsProfilePhotoActive Checkbox readonly : Has Profile Photo
  IsExtIndicatorVisible Checkbox readonly : Show external indicator
  IsPortalEnabled Checkbox
  PortalRole Picklist(Executive|Manager|User|PersonAccount) readonly
  CallCenterId Text(18) : Call Center ID
  NumberOfFailedLogins Number(9,0) readonly : Failed Login Attempts
  PasswordExpirationDate DateTime readonly
  HasUserVerifiedEmail Checkbox readonly
  HasUserVerifiedPhone Checkbox readonly
  OutOfOfficeMessage Text(40) readonly
  StartDay Picklist() : Start of Day
  EndDay Picklist() : End of Day
  EmailPreferencesAutoBcc Checkbox
  UserPreferencesActivityRemindersPopup Checkbox : ActivityRemindersPopup
  UserPreferencesEventRemindersCheckboxDefault Checkbox : EventRemindersCheckboxDefault
  UserPreferencesTaskRemindersCheckboxDefault Checkbox : TaskRemindersCheckboxDefault
  UserPreferencesLightningExperiencePreferred Checkbox : LightningExperiencePreferred
  UserPreferencesApexPagesDeveloperMode Checkbox : ApexPagesDeveloperMode
  UserPermissionsOfflineUser Checkbox : Offline User
  UserPermissionsSFContentUser Checkbox : Salesforce CRM Content User
  DefaultGroupNotificationFrequency Picklist(P=Email on Each Post|D=Daily Digests|W=Weekly Digests|*N=Never)
  DigestFrequency          Picklist(*D=Daily|W=Weekly|N=Never)        : Chatter Email Highlights Frequency
  `,
);
