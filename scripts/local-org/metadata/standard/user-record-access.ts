import { standardObject } from './declare.ts';

/** What a user may do with records. Its rows are worked out when they are asked for; none is stored. */
export const userRecordAccess = standardObject(
  'UserRecordAccess',
  '',
  { plural: 'User Record Access', sharing: 'Read', common: [] },
  `
  Id                Id readonly
  UserId            Lookup(User) -> User readonly
  RecordId          Text(40) readonly
  HasReadAccess     Checkbox readonly
  HasEditAccess     Checkbox readonly
  HasDeleteAccess   Checkbox readonly
  HasTransferAccess Checkbox readonly
  HasAllAccess      Checkbox readonly
  MaxAccessLevel    Picklist(None|Read|Edit|Delete|Transfer|All) readonly
  `,
);
