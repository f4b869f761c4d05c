import { standardObject } from './declare.ts';

export const emailMessage = standardObject(
  'EmailMessage',
  '02s',
  { sharing: 'ControlledByParent', common: ['audit', 'recycle'] },
  `
  Name                Text(255) name readonly
  ParentId            Lookup(Case) -> Parent/EmailMessages cascade createonly : Case ID
  ActivityId          Lookup(Task) -> Activity
  RelatedToId         Lookup(*activities) -> RelatedTo/Emails
  EmailTemplateId     Lookup(EmailTemplate) -> EmailTemplate
  ReplyToEmailMessageId Lookup(EmailMessage) -> ReplyToEmailMessage
  Subject             Text(3000)
  TextBody            LongTextArea(131072)
  HtmlBody            LongTextArea(131072)                          : HTML Body
  Headers             LongTextArea(32000)
  FromName            Text(1000)
  FromAddress         Email(255)
  ToAddress           Text(4000)
  ToIds               LongTextArea(32000)                           : To IDs
  CcIds               LongTextArea(32000)                           : CC IDs
  BccIds              LongTextArea(32000)                           : BCC IDs
  CcAddress           Text(4000)                                    : CC Address
  BccAddress          Text(4000)                                    : BCC Address
  Incoming            Checkbox                                      : Is Incoming
  HasAttachment       Checkbox readonly
  Status              Picklist(*0=New|1=Read|2=Replied|3=Sent|4=Forwarded|5=Draft) required
  MessageDate         DateTime
  MessageIdentifier   Text(765)                                     : Message ID
  ThreadIdentifier    Text(765)                                     : Thread ID
  IsExternallyVisible Checkbox
  IsClientManaged     Checkbox
  IsTracked           Checkbox                                      : Is Tracked
  IsOpened            Checkbox readonly                             : Opened?
  IsBounced           Checkbox
  `,
);

export const emailTemplate = standardObject(
  'EmailTemplate',
  '00X',
  { sharing: 'Read', common: ['audit', 'owner'] },
  `
  Name              Text(80) name required                          : Email Template Name
  DeveloperName     Text(80) required                               : Template Unique Name
  NamespacePrefix   Text(15) readonly
  FolderId          Lookup(Folder,Organization,User) -> Folder
  FolderName        Text(256) readonly
  TemplateType      Picklist(*text=Text|html=HTML|custom=Custom|visualforce=Visualforce) required
  TemplateStyle     Picklist(*none|freeForm|formalLetter|promotionRight|promotionLeft|newsletter|products)
  IsActive          Checkbox                                        : Available For Use
  Subject           Text(230)
  Body              LongTextArea(384000)                            : Email Body
  HtmlValue         LongTextArea(384000)
  Markup            LongTextArea(1048576)
  Description       TextArea(2000)
  Encoding          Picklist(*UTF-8|ISO-8859-1|windows-1251)
  ApiVersion        Number(18,1)
  UiType            Picklist(*Aloha|SFX|SFX_Sample)
  RelatedEntityType Text(100)
  TimesUsed         Number(9,0) readonly
  LastUsedDate      DateTime readonly
  `,
);

export const orgWideEmailAddress = standardObject(
  'OrgWideEmailAddress',
  '0D2',
  { label: 'Organization-wide From Email Address', plural: 'Organization-wide From Email Addresses', sharing: 'Read', common: ['audit'] },
  `
  Address            Email(255) required                            : Email Address
  DisplayName        Text(80) name required
  IsAllowAllProfiles Checkbox                                       : Allow All Profiles
  Purpose            Picklist(*UserSelection|DefaultNoreply|UserSelectionAndDefaultNoreply)
  IsVerified         Checkbox readonly
  `,
);
