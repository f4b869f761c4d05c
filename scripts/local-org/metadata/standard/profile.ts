import { standardObject } from './declare.ts';

export const profile = standardObject(
  'Profile',
  '00e',
  { sharing: 'Read', common: ['audit', 'viewed'] },
  `
  Name           Text(255) name required
  Description    TextArea(255)
  UserType       Picklist(*Standard|PowerPartner|CSPLitePortal|CustomerSuccess|PowerCustomerSuccess|CsnOnly|Guest) readonly
  UserLicenseId  Lookup(UserLicense) -> UserLicense createonly
  `,
);

export const userLicense = standardObject(
  'UserLicense',
  '100',
  { sharing: 'Read', common: [] },
  `
  Name                 Text(40) name required
  LicenseDefinitionKey Text(40) required
  MasterLabel          Text(80) required
  Status               Picklist(*Active|Disabled)
  TotalLicenses        Number(9,0)
  UsedLicenses         Number(9,0)
  CreatedDate          DateTime readonly
  LastModifiedDate     DateTime readonly
  SystemModstamp       DateTime readonly
  `,
);
