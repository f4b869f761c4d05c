import {
  personFields,
  UnsupportedFeatureError,
  type FieldDef,
  type FieldValue,
  type PersonField,
  type SObjectDef,
} from '../metadata/index.ts';
import { toId18 } from '../store/index.ts';
import { DmlErrors } from './errors.ts';
import { insertRecord } from './made.ts';
import type { SaveContext } from './types.ts';
import { wholeSeconds } from './values.ts';
import { alive, isChanged, valueOf, type SaveStep, type WorkRow } from './work.ts';

/**
 * Accounts of persons: an account and its contact are one record in two rows. The account is saved, and the contact follows it.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_guidelines_personaccounts.htm
 */

interface Persons {
  readonly contact: SObjectDef;
  readonly fields: readonly PersonField[];
}

const known = new WeakMap<SObjectDef, Persons | null>();

/** What accounts and contacts have in common; null for other objects, and in orgs without person accounts. */
function personsOf(object: SObjectDef, { store: { schema } }: SaveContext): Persons | null {
  let found = known.get(object);
  if (found === undefined) {
    const contact = object.apiName === 'Account' && object.fields.has('ispersonaccount') ? schema.object('Contact') : undefined;
    known.set(object, (found = contact ? { contact, fields: personFields(object, contact) } : null));
  }
  return found;
}

/** Fields that only the account of a person has. */
function onlyOfPersons({ fields }: Persons): FieldDef[] {
  return fields.flatMap(({ account }) => (/^(?:Phone|Fax|OwnerId)$/.test(account.apiName) ? [] : account));
}

const isBlank = (value: FieldValue): boolean => value === null || value === false;

const isPerson = (row: WorkRow): boolean => row.values.get('IsPersonAccount') === true;

/**
 * Says of each account whether it is a person: a new one by its record type, or by its last name when it has been given none.
 * Fields that its kind does not have are refused.
 */
export function tellPersons(step: SaveStep, rows: readonly WorkRow[]): void {
  const persons = personsOf(step.object, step.ctx);
  if (!persons) return;
  const types = personTypes(step.ctx);
  const fields = onlyOfPersons(persons);
  for (const row of alive(rows)) {
    const type = row.values.get('RecordTypeId') ?? null;
    const byType = typeof type === 'string' && types.has(toId18(type));
    if (step.event === 'update') {
      if (row.given.has('RecordTypeId') && byType !== isPerson(row)) refuseChange(row);
    } else row.values.set('IsPersonAccount', row.given.has('RecordTypeId') && type !== null ? byType : !isBlank(nameOf(row)));
    refuseFields(row, isPerson(row) ? businessFields(row) : fields.filter(({ apiName }) => row.given.has(apiName)));
  }
}

const nameOf = (row: WorkRow): FieldValue => row.values.get('LastName') ?? null;

/** The name is made from its parts, and persons are in no account hierarchy; a parent that is not there does no harm. */
function businessFields(row: WorkRow): string[] {
  const parent = row.given.has('ParentId') && !isBlank(row.values.get('ParentId') ?? null) ? ['ParentId'] : [];
  return row.given.has('Name') ? ['Name', ...parent] : parent;
}

/** https://help.salesforce.com/s/articleView?id=000386207 */
function refuseFields(row: WorkRow, fields: readonly (FieldDef | string)[]): void {
  const names = fields.flatMap((field) => {
    if (typeof field === 'string') return field;
    return isBlank(valueOf(row, field)) ? [] : field.apiName;
  });
  if (names.length > 0) row.errors.push(DmlErrors.badFieldNames('Account', names));
}

/** A record type of the other kind makes a business a person, or takes the contact away from its account. */
function refuseChange(row: WorkRow): void {
  if (row.given.size > 1) row.errors.push(DmlErrors.marriesWithFields());
  else throw new UnsupportedFeatureError('changing accounts of businesses into accounts of persons, or back');
}

function personTypes({ store }: SaveContext): Set<string> {
  const sql = `SELECT "Id" AS id FROM "RecordType" WHERE "SobjectType" = 'Account' AND "IsPersonType" = 1`;
  return new Set(store.all(sql).map((row) => String(row.id)));
}

/** Businesses have no defaults in the fields of persons. */
export function clearPersonDefaults(step: SaveStep, rows: readonly WorkRow[]): void {
  const persons = personsOf(step.object, step.ctx);
  if (!persons) return;
  for (const row of rows) {
    if (isPerson(row)) continue;
    for (const { apiName, type } of onlyOfPersons(persons)) row.values.set(apiName, type === 'Checkbox' ? false : null);
  }
}

/** After the triggers: makes the names of persons, and refuses what their kind must have, or does not have. */
export function settlePersons(step: SaveStep, rows: readonly WorkRow[]): void {
  const persons = personsOf(step.object, step.ctx);
  if (!persons) return;
  const types = personTypes(step.ctx);
  for (const row of alive(rows)) {
    if (types.has(String(row.values.get('RecordTypeId'))) !== isPerson(row)) {
      throw new UnsupportedFeatureError('triggers that change the kind of an account by its record type');
    }
    if (isPerson(row)) {
      row.values.set('Name', fullName(row));
      const missing = persons.fields.filter(({ account, contact }) => contact.required && isBlank(valueOf(row, account)));
      if (missing.length > 0) row.errors.push(DmlErrors.requiredFieldMissing(missing.map(({ account }) => account.apiName)));
    } else
      refuseFields(
        row,
        onlyOfPersons(persons).filter((field) => isChanged(row, field)),
      );
  }
}

function fullName({ values }: WorkRow): string {
  return ['FirstName', 'MiddleName', 'LastName', 'Suffix'].flatMap((name) => values.get(name) ?? []).join(' ');
}

/** Gives persons that were just saved their contact, or brings it up to date; its triggers and rules do not look at it. */
export function keepContacts(step: SaveStep, saved: readonly WorkRow[]): void {
  const persons = personsOf(step.object, step.ctx);
  if (!persons) return;
  for (const row of saved) {
    if (!isPerson(row)) continue;
    if (step.event === 'insert') addContact(step, persons, row);
    else updateContact(step, persons, row);
  }
}

function addContact(step: SaveStep, { contact, fields }: Persons, row: WorkRow): void {
  const checkboxes = [...contact.fields.values()].filter(({ type, formula }) => type === 'Checkbox' && formula === undefined);
  const id = insertRecord(step, contact, {
    ...Object.fromEntries(checkboxes.map(({ apiName }) => [apiName, false])),
    ...Object.fromEntries(fields.map((field) => [field.contact.apiName, valueOf(row, field.account)])),
    AccountId: row.id,
    IsPersonAccount: true,
  });
  row.values.set('PersonContactId', id);
  step.ctx.store.update(step.object, row.id as string, new Map([['PersonContactId', id]]));
}

function updateContact({ ctx }: SaveStep, { contact, fields }: Persons, row: WorkRow): void {
  const changed = fields.filter(({ account }) => isChanged(row, account));
  const id = row.values.get('PersonContactId');
  if (changed.length === 0 || typeof id !== 'string') return;
  const now = wholeSeconds(ctx.now);
  const values = changed.map((field): [string, FieldValue] => [field.contact.apiName, valueOf(row, field.account)]);
  ctx.store.update(contact, id, new Map([...values, ['LastModifiedDate', now], ['LastModifiedById', ctx.userId], ['SystemModstamp', now]]));
}
