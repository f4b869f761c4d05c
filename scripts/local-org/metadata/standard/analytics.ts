import { standardObject } from './declare.ts';

export const folder = standardObject(
  'Folder',
  '00l',
  { sharing: 'Read', common: ['audit'] },
  `
  Name            Text(40) name required
  DeveloperName   Text(80)                                          : Folder Unique Name
  ParentId        Lookup(Folder) -> Parent/SubFolders
  AccessType      Picklist(Shared|*Public|Hidden|PublicInternal) required
  IsReadonly      Checkbox                                          : Read Only
  Type            Picklist(Dashboard|Document|Email|EmailTemplate|Report) required
  NamespacePrefix Text(15) readonly
  `,
);

export const report = standardObject(
  'Report',
  '00O',
  { sharing: 'Read', common: ['audit', 'recycle', 'viewed'] },
  `
  OwnerId         Lookup(Folder,Organization,User) -> Owner readonly : Folder ID
  FolderName      Text(256) readonly
  Name            Text(40) name required                            : Report Name
  DeveloperName   Text(80) readonly                                 : Report Unique Name
  NamespacePrefix Text(15) readonly
  Description     TextArea(255)
  Format          Picklist(*Tabular|Summary|Matrix|MultiBlock) readonly
  LastRunDate     DateTime readonly                                 : Last Run
  `,
);

export const dashboard = standardObject(
  'Dashboard',
  '01Z',
  { sharing: 'Read', common: ['audit', 'recycle', 'viewed'] },
  `
  FolderId        Lookup(Folder,Organization,User) -> Folder readonly
  FolderName      Text(256) readonly
  Title           Text(80) name required
  DeveloperName   Text(80) readonly                                 : Dashboard Unique Name
  NamespacePrefix Text(15) readonly
  Description     TextArea(255)
  RunningUserId   Lookup(User) -> RunningUser readonly
  Type            Picklist(*SpecifiedUser|LoggedInUser|MyTeamUser) readonly : Dashboard Running User
  `,
);

export const listView = standardObject(
  'ListView',
  '00B',
  { sharing: 'Read', common: ['audit', 'viewed'] },
  `
  Name             Text(40) name required                           : View Name
  DeveloperName    Text(80) required                                : API Name
  NamespacePrefix  Text(15) readonly
  SobjectType      Text(40)                                         : Object Name
  IsSoqlCompatible Checkbox readonly                                : Is SOQL Compatible
  `,
);
