import { standardObject } from './declare.ts';

export const contentDocument = standardObject(
  'ContentDocument',
  '069',
  { sharing: 'Private', common: ['audit', 'recycle', 'owner', 'viewed'] },
  `
  Title                    Text(255) name required
  Description              TextArea(1000)
  PublishStatus            Picklist(*P=Public|R=Personal Library|U=Upload Interrupted) readonly
  LatestPublishedVersionId Lookup(ContentVersion) -> LatestPublishedVersion readonly
  FileType                 Text(20) readonly
  FileExtension            Text(40) readonly
  ContentSize              Number(9,0) readonly                     : Size
  ContentModifiedDate      DateTime readonly
  IsArchived               Checkbox readonly
  ArchivedDate             Date readonly
  ArchivedById             Lookup(User) -> ArchivedBy readonly
  SharingOption            Picklist(*A=Allowed|R=Restricted)
  SharingPrivacy           Picklist(*N=Visible to Anyone With Record Access|P=Private on Records)
  `,
);

export const contentVersion = standardObject(
  'ContentVersion',
  '068',
  { sharing: 'Private', common: ['audit', 'recycle', 'owner'] },
  `
  ContentDocumentId      Lookup(ContentDocument) -> ContentDocument/ContentVersions cascade createonly
  Title                  Text(255) name required
  Description            TextArea(1000)
  PathOnClient           Text(500)
  VersionData            Base64
  VersionNumber          Text(20) readonly
  IsLatest               Checkbox readonly
  IsMajorVersion         Checkbox createonly
  ContentSize            Number(9,0) readonly                       : Size
  FileType               Text(20) readonly
  FileExtension          Text(40) readonly
  ContentUrl             Url(1300)                                  : Content URL
  ContentLocation        Picklist(*S=Salesforce|E=External|L=Social Customer Service) createonly
  Origin                 Picklist(*C=Content|H=Chatter) createonly
  Checksum               Text(50) readonly
  ContentModifiedDate    DateTime readonly
  ContentModifiedById    Lookup(User) -> ContentModifiedBy readonly
  FirstPublishLocationId Lookup(*,User) -> FirstPublishLocation createonly
  ReasonForChange        Text(1000)
  PublishStatus          Picklist(*P=Public|R=Personal Library|U=Upload Interrupted) readonly
  SharingOption          Picklist(*A=Allowed|R=Restricted)
  SharingPrivacy         Picklist(*N=Visible to Anyone With Record Access|P=Private on Records)
  TagCsv                 TextArea(2000)                             : Tags
  RatingCount            Number(9,0) readonly
  PositiveRatingCount    Number(9,0) readonly
  NegativeRatingCount    Number(9,0) readonly
  `,
);

export const contentDocumentLink = standardObject(
  'ContentDocumentLink',
  '06A',
  { sharing: 'ControlledByParent', common: ['recycle'] },
  `
  LinkedEntityId    Lookup(*,User) -> LinkedEntity/ContentDocumentLinks cascade required createonly
  ContentDocumentId Lookup(ContentDocument) -> ContentDocument/ContentDocumentLinks cascade required createonly
  ShareType         Picklist(*V=Viewer|C=Collaborator|I=Inferred)
  Visibility        Picklist(*AllUsers|InternalUsers|SharedUsers)
  SystemModstamp    DateTime readonly
  `,
);

export const note = standardObject(
  'Note',
  '002',
  { sharing: 'ControlledByParent', common: ['audit', 'recycle', 'owner'] },
  `
  ParentId  Lookup(*) -> Parent/Notes cascade required createonly
  Title     Text(80) name required
  Body      LongTextArea(32000)
  IsPrivate Checkbox                                                : Private
  `,
);

export const attachment = standardObject(
  'Attachment',
  '00P',
  { sharing: 'ControlledByParent', common: ['audit', 'recycle', 'owner'] },
  `
  ParentId    Lookup(*,EmailTemplate) -> Parent/Attachments cascade required createonly
  Name        Text(255) name required                               : File Name
  ContentType Text(120)
  Body        Base64 required
  BodyLength  Number(9,0) readonly
  Description TextArea(500)
  IsPrivate   Checkbox                                              : Private
  `,
);

export const staticResource = standardObject(
  'StaticResource',
  '081',
  { sharing: 'Read', common: ['audit'] },
  `
  Name            Text(255) name required
  NamespacePrefix Text(15) readonly
  ContentType     Text(120) required                                : MIME Type
  Body            Base64
  BodyLength      Number(9,0) readonly                              : Size
  CacheControl    Picklist(*Private|Public)
  Description     TextArea(255)
  `,
);
