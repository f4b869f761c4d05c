import { standardObject } from './declare.ts';

export const group = standardObject(
  'Group',
  '00G',
  { sharing: 'Read', common: ['audit'] },
  `
  Name                    Text(40) name required
  DeveloperName           Text(80) unique
  RelatedId               Lookup(User,UserRole) -> Related readonly
  Type                    Picklist(*Regular|Role|RoleAndSubordinates|RoleAndSubordinatesInternal|Organization|Queue|Manager|ManagerAndSubordinatesInternal|AllCustomerPortal|Territory|TerritoryAndSubordinates) required createonly restricted
  Email                   Email(255)
  OwnerId                 Lookup(User,Organization) -> Owner readonly
  DoesSendEmailToMembers  Checkbox                                  : Send Email to Members
  DoesIncludeBosses       Checkbox                                  : Include Bosses
  Description             TextArea(1000)
  `,
);

export const groupMember = standardObject(
  'GroupMember',
  '011',
  { sharing: 'Read', common: [] },
  `
  GroupId         Lookup(Group) -> Group/GroupMembers cascade required createonly
  UserOrGroupId   Lookup(User,Group) -> UserOrGroup cascade required createonly
  SystemModstamp  DateTime readonly
  `,
);

export const queueSobject = standardObject(
  'QueueSobject',
  '03g',
  { label: 'Queue Sobject', sharing: 'Read', common: [] },
  `
  QueueId        Lookup(Group) -> Queue/QueueSobjects cascade required createonly
  SobjectType    Text(40) required createonly
  CreatedById    Lookup(User) -> CreatedBy readonly
  SystemModstamp DateTime readonly
  `,
);

export const userRole = standardObject(
  'UserRole',
  '00E',
  { label: 'Role', sharing: 'Read', common: [] },
  `
  Name                     Text(80) name required
  ParentRoleId             Lookup(UserRole) -> ParentRole restrict
  DeveloperName            Text(80) unique
  RollupDescription        Text(80)                                  : Description
  OpportunityAccessForAccountOwner Picklist(None|Read|*Edit)
  CaseAccessForAccountOwner Picklist(None|Read|*Edit)
  ContactAccessForAccountOwner Picklist(None|Read|*Edit)
  ForecastUserId           Lookup(User) -> ForecastUser
  MayForecastManagerShare  Checkbox readonly
  PortalType               Picklist(*None|CustomerPortal|Partner) readonly
  LastModifiedDate         DateTime readonly
  LastModifiedById         Lookup(User) -> LastModifiedBy readonly
  SystemModstamp           DateTime readonly
  `,
);
