import { standardObject } from '../standard/declare.ts';
import type { FieldDef } from '../types.ts';

/** What the object reference says of fields beyond their Apex type, as {@link standardObject} reads it. */
const FIELDS: Readonly<Record<string, string>> = {
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contactpointaddress.htm
  ContactPointAddress: `
    Name           Text(255) name required
    AddressType    Picklist(Billing|Shipping)
    UsageType      Picklist(Work|Home|Temp)
  `,
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contactpointemail.htm
  ContactPointEmail: `
    EmailAddress Email(254) required
  `,
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contactpointphone.htm
  ContactPointPhone: `
    TelephoneNumber Phone(80) required
  `,
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_individual.htm
  Individual: `
    LastName  Text(80) required
    FirstName Text(40)
    Name      Text(121) name compound
  `,
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_noteandattachment.htm
  NoteAndAttachment: `
    ParentId  Lookup(*) -> Parent/NotesAndAttachments readonly
    IsNote    Checkbox readonly
    IsPrivate Checkbox readonly
    Title     Text(80) readonly
  `,
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_quicktext.htm
  QuickText: `
    Name     Text(255) name required
    Message  LongTextArea(4096) required
    Category Picklist(Greetings|FAQ|Closings)
    Channel  MultiselectPicklist(Email|Event|Internal|Knowledge|Live Agent|Messaging|Phone|Portal|Social|Task)
  `,
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_topic.htm
  Topic: `
    Name Text(150) name required
  `,
};

/** Object → field → declaration. */
export const described: ReadonlyMap<string, ReadonlyMap<string, FieldDef>> = new Map(
  Object.entries(FIELDS).map(([object, lines]) => [
    object,
    new Map(standardObject(object, '', {}, lines).fields.map((field) => [field.apiName, field])),
  ]),
);
