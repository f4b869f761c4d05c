import type { FieldDef, FieldType, Picklist, SObjectDef } from '../types.ts';
import { camelCaseLabel, newField } from '../fields.ts';

/** Which system fields an object carries besides its own. */
export type CommonFields =
  /** Id, CreatedDate/ById, LastModifiedDate/ById, SystemModstamp. */
  | 'audit'
  /** IsDeleted: the object's records go to the recycle bin. */
  | 'recycle'
  /** OwnerId of a user. */
  | 'owner'
  /** OwnerId of a user or a queue. */
  | 'queueOwner'
  /** OwnerId of a user or a calendar. */
  | 'calendarOwner'
  /** Parent of tasks and events. */
  | 'activities'
  /** LastActivityDate. */
  | 'lastActivity'
  /** LastViewedDate, LastReferencedDate. */
  | 'viewed';

export interface StandardObject {
  readonly apiName: string;
  readonly keyPrefix: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly sharingModel: SObjectDef['sharingModel'];
  readonly common: ReadonlySet<CommonFields>;
  readonly fields: readonly FieldDef[];
}

interface Options {
  readonly label?: string;
  readonly plural?: string;
  readonly sharing?: SObjectDef['sharingModel'];
  readonly common?: readonly CommonFields[];
}

/**
 * Declares a standard object. `lines` holds one field per line:
 *
 *     Name  Type(arguments)  [-> Relationship[/ChildRelationship]]  [flags]  [: Label]
 *
 * Arguments: a length for text, `precision,scale` for numbers, object names for lookups (`*` any object,
 * `*activities` objects with activities), values separated by `|` for picklists, where `*value` is the
 * default and `Value=Label` gives a label of its own. Flags: `name`, `required`, `unique`, `external`,
 * `readonly`, `createonly`, `cascade`, `restrict`, `restricted`, `compound`, `json`. The label defaults to the name
 * split into words.
 */
export function standardObject(apiName: string, keyPrefix: string, options: Options, lines: string): StandardObject {
  const label = options.label ?? camelCaseLabel(apiName);
  return {
    apiName,
    keyPrefix,
    label,
    labelPlural: options.plural ?? `${label}s`,
    sharingModel: options.sharing ?? 'ReadWrite',
    common: new Set(options.common ?? ['audit']),
    fields: lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => declareField(apiName, line)),
  };
}

/**
 * The lines of a compound address with its parts.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/compound_fields_address.htm
 * @param prefix e.g. `Billing`; empty where the object has one address without a name of its own
 */
export function address(prefix: string): string {
  const label = (text: string): string => [prefix, text].filter(Boolean).join(' ');
  return `
  ${prefix}Street     TextArea(255)
  ${prefix}City       Text(40)
  ${prefix}State      Text(80)      : ${label('State/Province')}
  ${prefix}PostalCode Text(20)      : ${label('Zip/Postal Code')}
  ${prefix}Country    Text(80)
  ${prefix}Latitude   Number(18,15)
  ${prefix}Longitude  Number(18,15)
  ${prefix}Address    Address`;
}

const LINE =
  /^(?<name>\w+)\s+(?<type>[A-Za-z0-9]+)(?:\((?<args>[^)]*)\))?(?:\s+->\s*(?<parent>\w+)(?:\/(?<children>\w+))?)?(?<flags>(?:\s+[a-z]+)*)(?:\s*:\s*(?<label>.+))?$/;

function declareField(object: string, line: string): FieldDef {
  const match = LINE.exec(line)?.groups;
  if (!match) throw new Error(`Standard object ${object}: cannot read the field declaration "${line}"`);
  const type = match.type as FieldType;
  const args = match.args ?? '';
  const flags = new Set((match.flags ?? '').trim().split(/\s+/));
  const readonly = flags.has('readonly') || flags.has('compound') || type === 'Address' || type === 'AutoNumber';
  const required = flags.has('required');
  const isLookup = type === 'Lookup' || type === 'MasterDetail';
  const isNumber = type === 'Number' || type === 'Currency' || type === 'Percent';
  const [precision, scale] = isNumber ? args.split(',').map(Number) : [];
  return newField({
    apiName: match.name ?? '',
    label: match.label ?? camelCaseLabel(match.name ?? ''),
    type,
    ...(isNumber ? { precision: precision || 18, scale: scale ?? 0 } : {}),
    ...(!isNumber && /^\d+$/.test(args) ? { length: Number(args) } : {}),
    ...(isLookup ? { referenceTo: args.split(',').map((name) => name.trim()) } : {}),
    ...(isLookup && match.parent ? { relationshipName: match.parent } : {}),
    ...(isLookup && match.children ? { childRelationshipName: match.children } : {}),
    ...(isLookup ? { deleteConstraint: deleteConstraint(type, flags) } : {}),
    ...(type === 'Picklist' || type === 'MultiselectPicklist' ? { picklist: declarePicklist(args, flags.has('restricted')) } : {}),
    ...(type === 'AutoNumber' ? { displayFormat: args } : {}),
    ...(flags.has('json') ? { holdsJson: true } : {}),
    ...(flags.has('compound') ? { joinedFrom: ['FirstName', 'LastName'] } : {}),
    required,
    unique: flags.has('unique'),
    externalId: flags.has('external'),
    nameField: flags.has('name'),
    createable: !readonly,
    updateable: !readonly && !flags.has('createonly'),
    system: flags.has('readonly'),
    nillable: !required && type !== 'Checkbox' && type !== 'AutoNumber',
  });
}

function deleteConstraint(type: FieldType, flags: ReadonlySet<string>): FieldDef['deleteConstraint'] {
  if (type === 'MasterDetail' || flags.has('cascade')) return 'Cascade';
  return flags.has('restrict') ? 'Restrict' : 'SetNull';
}

function declarePicklist(args: string, restricted: boolean): Picklist {
  const values = args === '' ? [] : args.split('|').map((value) => value.trim());
  return {
    restricted,
    values: values.map((value) => {
      const isDefault = value.startsWith('*');
      const [apiName = '', label] = (isDefault ? value.slice(1) : value).split('=');
      return { apiName, label: label ?? apiName, isDefault, isActive: true };
    }),
  };
}
