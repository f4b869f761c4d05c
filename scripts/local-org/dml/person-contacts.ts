import { personFields, UnsupportedFeatureError, type FieldDef, type FieldValue, type SObjectDef } from '../metadata/index.ts';
import type { StoredRecord } from '../store/index.ts';
import { toId18 } from '../store/index.ts';
import { DmlErrors } from './errors.ts';
import type { SaveContext } from './types.ts';
import { toStored } from './values.ts';
import { alive, isChanged, newRow, valueOf, type SaveStep, type WorkRow } from './work.ts';

/** Whether accounts and contacts may be persons in this org. */
function mayBePersons({ apiName, fields }: SObjectDef): boolean {
  return (apiName === 'Contact' || apiName === 'Account') && fields.has('ispersonaccount');
}

/** The records among these that are persons, by id. */
function personsAmong(object: SObjectDef, ids: readonly (string | null)[], { store }: SaveContext): Map<string, StoredRecord> {
  const wanted = [...new Set(ids.flatMap((id) => (id?.startsWith(object.keyPrefix) ? toId18(id) : [])))];
  return new Map([...store.read(object, wanted)].filter(([, values]) => values.get('IsPersonAccount') === true));
}

/**
 * What is saved of the contact of a person is saved of its account: its triggers fire, not those of contacts.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_ignoring_operations.htm
 *
 * @param saveAccounts saves the accounts in their place
 * @returns the contacts that are no persons
 */
export function saveAsAccounts(
  step: SaveStep,
  rows: readonly WorkRow[],
  saveAccounts: (step: SaveStep, rows: readonly WorkRow[]) => void,
): readonly WorkRow[] {
  const { object, ctx } = step;
  const account = ctx.store.schema.object('Account');
  if (step.event !== 'update' || object.apiName !== 'Contact' || !account || !mayBePersons(object)) return rows;
  const ids = rows.map((row) => row.record.id);
  const persons = personsAmong(object, ids, ctx);
  if (persons.size === 0) return rows;
  const others: WorkRow[] = [];
  const pairs: [WorkRow, WorkRow][] = [];
  for (const row of rows) {
    const person = row.record.id === null ? undefined : persons.get(toId18(row.record.id));
    if (person) pairs.push([row, ofAccount(row, person, object, account)]);
    else others.push(row);
  }
  saveAccounts(
    { ...step, object: account },
    pairs.map(([, own]) => own),
  );
  for (const [row, own] of pairs) {
    row.id = row.record.id;
    row.errors.push(...own.errors);
  }
  return others;
}

/** The account's row with what the contact was given; what the account does not show may not change. */
function ofAccount(row: WorkRow, person: StoredRecord, contact: SObjectDef, account: SObjectDef): WorkRow {
  const names = new Map(personFields(account, contact).map((field) => [field.contact.apiName, field.account.apiName]));
  const values = new Map<string, FieldValue>();
  const bad: string[] = [];
  for (const [name, value] of row.record.values) {
    const field = contact.fields.get(name.toLowerCase());
    const own = field && names.get(field.apiName);
    if (own !== undefined) values.set(own, value);
    else if (field && field.formula === undefined && toStored(field, value) !== (person.get(field.apiName) ?? null))
      bad.push(field.apiName);
  }
  const own = newRow({ object: account, id: String(person.get('AccountId')), values }, row.index);
  if (bad.length > 0) own.errors.push(DmlErrors.badFieldNames('Account', bad));
  return own;
}

/**
 * Persons are parents of no account and of no contact.
 * https://help.salesforce.com/s/articleView?id=sales.account_person_behavior.htm
 */
export function refusePersonParents(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const account = ctx.store.schema.object('Account');
  if (!account || !mayBePersons(object)) return;
  const field = object.fields.get(object === account ? 'parentid' : 'accountid') as FieldDef;
  const moved = alive(rows).filter((row) => valueOf(row, field) !== null && isChanged(row, field));
  if (moved.length === 0) return;
  const parents = moved.map((row) => String(valueOf(row, field)));
  const persons = personsAmong(account, parents, ctx);
  for (const row of moved) if (persons.has(String(valueOf(row, field)))) row.errors.push(DmlErrors.personParent(field));
}

/** @throws UnsupportedFeatureError when the contact of a person is among the records to delete */
export function refuseDeletedPersons(object: SObjectDef, ids: readonly (string | null)[], ctx: SaveContext): void {
  if (object.apiName !== 'Contact' || !mayBePersons(object) || personsAmong(object, ids, ctx).size === 0) return;
  throw new UnsupportedFeatureError('deleting the contact of a person account');
}

/** @throws UnsupportedFeatureError when a person is among the records to merge */
export function refuseMergedPersons(object: SObjectDef, ids: readonly (string | null)[], ctx: SaveContext): void {
  if (!mayBePersons(object) || personsAmong(object, ids, ctx).size === 0) return;
  throw new UnsupportedFeatureError('merging person accounts');
}
