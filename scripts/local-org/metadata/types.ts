/**
 * The vocabulary every layer of the local org shares: the schema read from metadata, its components and the neutral values a record's fields hold.
 */

/**
 * A field value outside Apex, as the store, SOQL, the save pipeline and the APIs exchange it.
 *
 * - text, picklist, id, reference, phone, … : `string` (ids always 18 characters); multi-select picklist: `a;b`
 * - checkbox: `boolean`
 * - number, currency, percent, geolocation part: `number`
 * - date: `YYYY-MM-DD`
 * - datetime: epoch milliseconds, UTC, as `number`
 * - time: milliseconds after midnight, as `number`
 * - base64: base64 `string`
 *
 * Empty is always `null`, never `undefined` or `''`.
 */
export type FieldValue = string | number | boolean | null;

/** Field data types of the platform, spelled as the Metadata API spells `<type>`. */
export type FieldType =
  | 'Id'
  | 'AutoNumber'
  | 'Text'
  | 'TextArea'
  | 'LongTextArea'
  | 'Html'
  | 'EncryptedText'
  | 'Email'
  | 'Phone'
  | 'Url'
  | 'Picklist'
  | 'MultiselectPicklist'
  | 'Checkbox'
  | 'Date'
  | 'DateTime'
  | 'Time'
  | 'Number'
  | 'Currency'
  | 'Percent'
  | 'Location'
  | 'Address'
  | 'Lookup'
  | 'MasterDetail'
  | 'MetadataRelationship'
  | 'Summary'
  | 'Base64';

export interface PicklistValue {
  readonly apiName: string;
  /** Source-language label. Translations are in {@link Translations}. */
  readonly label: string;
  readonly isDefault: boolean;
  readonly isActive: boolean;
}

export interface Picklist {
  readonly restricted: boolean;
  readonly values: readonly PicklistValue[];
  readonly controllingField?: string;
  /** Name of the global or standard value set the values come from. */
  readonly valueSet?: string;
}

export interface FieldDef {
  /** Canonical API name, e.g. `Call_List__c`. */
  readonly apiName: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** Must have a value on every save (`<required>`, master-detail, and standard required fields). */
  readonly required: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  /** For unique text fields. */
  readonly caseSensitive: boolean;
  /** API names of the objects a relationship may point to; empty for other types. */
  readonly referenceTo: readonly string[];
  /** Name used in parent paths, e.g. `Call_List__r`, `Owner`. */
  readonly relationshipName?: string;
  /** Name of the child relationship on the parent, e.g. `Attempts__r`, `Contacts`. */
  readonly childRelationshipName?: string;
  readonly deleteConstraint?: 'Cascade' | 'Restrict' | 'SetNull';
  /** Formula source of a formula field (then never stored). */
  readonly formula?: string;
  /**
   * `<formulaTreatBlanksAs>` of a formula field: whether blank numbers make the result blank, as they do without that element,
   * or count as 0. Of fields that come from no source they count as 0.
   */
  readonly formulaBlanks?: 'zero' | 'blank';
  /** Formula source of the default. */
  readonly defaultValue?: string;
  readonly displayFormat?: string;
  readonly picklist?: Picklist;
  readonly description?: string;
  readonly inlineHelpText?: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly nillable: boolean;
  /** System-maintained, e.g. CreatedDate: writable by nobody in the normal course. */
  readonly system: boolean;
  /** The record's name field. */
  readonly nameField: boolean;
  /**
   * Text parts the store joins with a space into this read-only field: a person's `Name` from `FirstName`
   * and `LastName`. Nobody writes it.
   */
  readonly joinedFrom?: readonly string[];
  /** The text is JSON, and the APIs show what it says: a `complexvalue` field of the Tooling API. */
  readonly holdsJson?: boolean;
  /** Roll-up summary fields; the `type` is `Summary` for numbers, otherwise that of the dates. */
  readonly summary?: {
    readonly object: string;
    readonly field?: string;
    readonly foreignKey: string;
    readonly operation: 'count' | 'sum' | 'min' | 'max';
    /** Only records that fit all of these are summarized; `operation` as in the Metadata API, e.g. `notEqual`. */
    readonly filters?: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
  };
  /** Whether changes of the field are kept in the history of the record. */
  readonly tracksHistory?: boolean;
  /** Which records a lookup accepts; absent when all, or when the filter only helps the user to choose. */
  readonly lookupFilter?: LookupFilter;
  /** Source file, when the field comes from one. */
  readonly file?: string;
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm (LookupFilter) */
export interface LookupFilter {
  readonly items: readonly {
    /** `Parent.Field`, beginning with the name of the object that is looked up, or `$Source.Field`. */
    readonly field: string;
    readonly operation: string;
    readonly value: string;
    /** `$Source.Field`, a global variable or another field, compared with instead of the value. */
    readonly valueField?: string;
  }[];
  /** How the items go together, e.g. `1 AND (2 OR 3)`; absent when all must hold. */
  readonly booleanFilter?: string;
  readonly errorMessage?: string;
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  readonly formula: string;
  readonly message: string;
  /** Field the message is shown at; top of page when absent. */
  readonly errorField?: string;
  readonly file?: string;
}

export interface RecordTypeDef {
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
  readonly description?: string;
  /** Its records are persons: a record type of person accounts. */
  readonly person?: boolean;
  /** Lower-cased picklist field → what records of this type are offered; absent when the metadata says nothing of picklists. */
  readonly picklists?: ReadonlyMap<string, RecordTypePicklist>;
}

export interface RecordTypePicklist {
  readonly values: ReadonlySet<string>;
  readonly defaults: readonly string[];
}

export interface ChildRelationship {
  readonly name: string;
  readonly childObject: string;
  readonly field: string;
}

export type ObjectKind = 'standard' | 'custom' | 'customMetadata' | 'customSetting' | 'platformEvent' | 'bigObject';

export interface SObjectDef {
  readonly apiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly kind: ObjectKind;
  /** Three characters every id of this object starts with. */
  readonly keyPrefix: string;
  /** Organization-wide default, as in `<sharingModel>`. */
  readonly sharingModel: 'Private' | 'Read' | 'ReadWrite' | 'ReadWriteTransfer' | 'ControlledByParent' | 'FullAccess';
  /** Lower-cased API name → field, in declaration order, standard fields first. */
  readonly fields: ReadonlyMap<string, FieldDef>;
  readonly childRelationships: readonly ChildRelationship[];
  /** Feeds are enabled for it (`enableFeeds`). */
  readonly feeds?: boolean;
  readonly recordTypes: readonly RecordTypeDef[];
  readonly validationRules: readonly ValidationRule[];
  readonly listViews: readonly MetadataComponent[];
  readonly compactLayouts: readonly MetadataComponent[];
  readonly description?: string;
  /** The object that holds the history of its fields, when that is tracked. */
  readonly history?: string;
  /** Of an object that holds histories: whose. */
  readonly historyOf?: string;
  /** Of an event that tells of changes of records: of which object. */
  readonly changeEventOf?: string;
}

/** The objects of an org. Names are case-insensitive, as on the platform. */
export interface Schema {
  /**
   * Lower-case namespace of the project, if it has one. Names may carry it (`ns__Thing__c`); the org's own names do not.
   */
  readonly namespace?: string | null;
  readonly objects: ReadonlyMap<string, SObjectDef>;
  /** The object of that API name, or undefined. */
  object(apiName: string): SObjectDef | undefined;
  /** The field of that API name (`Owner` is not a field; `OwnerId` is). */
  field(object: SObjectDef, apiName: string): FieldDef | undefined;
  /** The lookup whose relationship name is `name` (`Owner`, `Call_List__r`). */
  parentRelationship(object: SObjectDef, name: string): FieldDef | undefined;
  childRelationship(object: SObjectDef, name: string): ChildRelationship | undefined;
  /** The first object with that prefix; {@link allByKeyPrefix} for records that may be shares or history. */
  byKeyPrefix(prefix: string): SObjectDef | undefined;
  /** All shares of custom objects have one prefix, so has all history. */
  allByKeyPrefix(prefix: string): readonly SObjectDef[];
}

/** One metadata component as the Metadata API names it, with its parsed XML. */
export interface MetadataComponent {
  /** Metadata API type, e.g. `FlexiPage`, `ListView`, `PermissionSet`. */
  readonly type: string;
  /** Full name, e.g. `Call_List_Task__c.In_Progress`. */
  readonly fullName: string;
  readonly file: string;
  /** Content of the root element, repeated elements as arrays only where repeated. */
  readonly xml: Readonly<Record<string, unknown>>;
}
