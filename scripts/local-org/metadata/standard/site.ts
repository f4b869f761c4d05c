import { standardObject } from './declare.ts';

export const network = standardObject(
  'Network',
  '0DB',
  { sharing: 'Read', common: ['audit'] },
  `
  Name          Text(255) name required
  Description   TextArea(1000)
  Status        Picklist(UnderConstruction=Preview|*Live=Active|DownForMaintenance=Inactive)
  UrlPathPrefix Text(40)
  EmailSenderAddress Email(255)
  EmailSenderName Text(80)
  OptionsSelfRegistrationEnabled Checkbox
  OptionsGuestFileAccessEnabled Checkbox
  SelfRegProfileId Lookup(Profile) -> SelfRegProfile
  `,
);

export const networkMember = standardObject(
  'NetworkMember',
  '0DO',
  { sharing: 'Read', common: [] },
  `
  NetworkId      Lookup(Network) -> Network/NetworkMembers readonly
  MemberId       Lookup(User) -> Member/NetworkMemberUsers readonly
  CreatedDate    DateTime readonly
  SystemModstamp DateTime readonly
  `,
);

export const site = standardObject(
  'Site',
  '0DM',
  { sharing: 'Read', common: ['audit'] },
  `
  Name           Text(40) name required
  MasterLabel    Text(80) required                                  : Site Label
  Subdomain      Text(80) readonly
  UrlPathPrefix  Text(40)                                           : Default Web Address
  Status         Picklist(*Active|Inactive|InMaintenance)
  SiteType       Picklist(*Visualforce|ChatterNetwork|ChatterNetworkPicasso|Siteforce) readonly
  AdminId        Lookup(User) -> Admin                              : Site Contact ID
  GuestUserId    Lookup(User) -> GuestUser readonly
  Description    TextArea(1024)                                     : Site Description
  OptionsRequireHttps Checkbox readonly
  `,
);
