import { standardObject } from './declare.ts';

/** What is known of a parent that may be of several objects, such as the owner of a case. Has no records of its own. */
export const name = standardObject(
  'Name',
  '',
  { plural: 'Names', sharing: 'Read', common: [] },
  `
  Id           Id readonly
  Name         Text(255) name readonly
  LastName     Text(80) readonly
  FirstName    Text(40) readonly
  Type         Text(40) readonly
  Alias        Text(8) readonly
  UserRoleId   Lookup(UserRole) -> UserRole readonly
  RecordTypeId Lookup(RecordType) -> RecordType readonly
  IsActive     Checkbox readonly                        : Active
  ProfileId    Lookup(Profile) -> Profile readonly
  Title        Text(80) readonly
  Email        Email(128) readonly
  Phone        Phone(40) readonly
  Username     Text(80) readonly
  NameOrAlias  Text(255) readonly
  LastViewedDate DateTime readonly
  LastReferencedDate DateTime readonly
  `,
);
