import type { OrgSession } from '../../api/index.ts';
import { describeType } from '../../api/index.ts';
import { nameFieldOf, type FieldDef, type SObjectDef } from '../../metadata/index.ts';
import { unsupportedUi } from './errors.ts';
import { resolvePath, type FieldPath } from './field-paths.ts';

/** A column of a list: what it reads, shows and links to. */
export interface ListColumn {
  /** As list documents name it: `Name`, `Account.Name`. */
  readonly fieldApiName: string;
  readonly label: string;
  readonly sortable: boolean;
  /** Path of the id of the record the column links to, e.g. `Account.Id`. */
  readonly lookupId: string | null;
  /** Everything to read for the column. */
  readonly paths: readonly FieldPath[];
}

/** Column names of the Metadata API that are not a field's name in capitals. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_listview.htm */
const NAMES: Readonly<Record<string, string>> = {
  FULL_NAME: 'Name',
  'OWNER.ALIAS': 'Owner.Alias',
  'CORE.USERS.ALIAS': 'Owner.Alias',
  'CORE.USERS.FIRST_NAME': 'Owner.FirstName',
  'CORE.USERS.LAST_NAME': 'Owner.LastName',
  'OWNER.FIRST_NAME': 'Owner.FirstName',
  'OWNER.LAST_NAME': 'Owner.LastName',
  CREATEDBY_USER: 'CreatedBy.Name',
  'CREATEDBY_USER.ALIAS': 'CreatedBy.Alias',
  UPDATEDBY_USER: 'LastModifiedBy.Name',
  'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Alias',
  LAST_UPDATE: 'LastModifiedDate',
  'ACCOUNT.NAME': 'Account.Name',
  'CONTACT.NAME': 'Contact.Name',
  'CONTACT.PHONE1': 'Phone',
  'CONTACT.PHONE3': 'MobilePhone',
  'CASES.CLOSED': 'IsClosed',
  'LEAD.UNREAD': 'IsUnreadByOwner',
  RECORDTYPE: 'RecordType.Name',
};

/**
 * The column of a metadata name (`NAME`, `CASES.STATUS`, `Region__c`); undefined when the user may not see the field.
 * @throws ApiError UNSUPPORTED_FEATURE (501) naming a column the object does not have.
 */
export function listColumn(session: OrgSession, object: SObjectDef, name: string): ListColumn | undefined {
  const path = pathOfName(object, name);
  const [first = '', ...rest] = path.split('.');
  const field = object.fields.get(first.toLowerCase());
  if (rest.length === 0 && !field) throw unsupportedUi(`the list column ${name} of ${object.apiName}`);
  if (field && rest.length === 0)
    return field.referenceTo.length > 0 ? parentColumn(session, object, field) : ownColumn(session, object, field);
  const lookup = session.org.source.schema.parentRelationship(object, first);
  if (!lookup) throw unsupportedUi(`the list column ${name} of ${object.apiName}`);
  return parentColumn(session, object, lookup, rest[0]);
}

/** `Parent.Field` or `Field` for a column or filter name. */
export function pathOfName(object: SObjectDef, name: string): string {
  if (object.fields.has(name.toLowerCase())) return name;
  // In lists of cases NAME is the contact's name.
  if (name === 'NAME') return object.apiName === 'Case' ? 'Contact.Name' : (nameFieldOf(object)?.apiName ?? 'Name');
  const own = NAMES[`${objectPrefix(object)}.${name}`] ?? NAMES[name];
  if (own) return own;
  const bare = name.slice(name.indexOf('.') + 1);
  if (NAMES[bare] && name.includes('.')) return NAMES[bare];
  const wanted = bare.replaceAll('_', '').toLowerCase();
  const found = [...object.fields.values()].find(
    (field) => field.apiName.toLowerCase() === wanted || field.apiName.toLowerCase() === `${wanted}id`,
  );
  return found?.apiName ?? name;
}

function objectPrefix(object: SObjectDef): string {
  return object.apiName === 'Case' ? 'CASES' : object.apiName.toUpperCase();
}

function ownColumn(session: OrgSession, object: SObjectDef, field: FieldDef): ListColumn | undefined {
  const path = resolvePath(session, object, [field.apiName]);
  if (!path) return undefined;
  const label = session.org.source.translations.fieldLabel(object.apiName, field.apiName, session.language);
  return { fieldApiName: field.apiName, label, sortable: describeType(field).sortable, lookupId: null, paths: [path] };
}

function parentColumn(session: OrgSession, object: SObjectDef, lookup: FieldDef, name?: string): ListColumn | undefined {
  const relationship = lookup.relationshipName;
  if (!relationship) return ownColumn(session, object, lookup);
  const shown = resolvePath(session, object, name ? [relationship, name] : [relationship]);
  const id = resolvePath(session, object, [relationship, 'Id']);
  if (!shown || !id) return undefined;
  const named = resolvePath(session, object, [relationship]);
  const label = session.org.source.translations.fieldLabel(object.apiName, lookup.apiName, session.language);
  return { fieldApiName: shown.soql, label, sortable: true, lookupId: id.soql, paths: [shown, id, ...(named ? [named] : [])] };
}

/** The column as documents show it. */
export function columnDocument(column: ListColumn): Record<string, unknown> {
  const { fieldApiName, label, sortable, lookupId } = column;
  return { fieldApiName, label, lookupId, sortable, inlineEditAttributes: null };
}
