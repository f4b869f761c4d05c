import type { FieldValue, SObjectDef } from '../metadata/index.ts';
import { alive, isChanged, type SaveStep, type WorkRow } from './work.ts';

/** Objects whose account is that of the activities related to them, besides accounts themselves and what belongs to an account. */
const WITH_ACCOUNTS: ReadonlySet<string> = new Set(['Opportunity', 'Contract']);

/**
 * Tasks and events belong to the account of what they are about, or else of the contact they are with.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm (AccountId)
 */
export function deriveActivityAccounts(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object } = step;
  if (object.apiName !== 'Task' && object.apiName !== 'Event') return;
  const parents = [object.fields.get('whatid'), object.fields.get('whoid')].flatMap((field) => field ?? []);
  const asked = alive(rows).filter((row) => step.event === 'insert' || parents.some((field) => isChanged(row, field)));
  const accounts = accountsOf(
    step,
    asked.flatMap((row) => ['WhatId', 'WhoId'].map((name) => row.values.get(name) ?? null)),
  );
  for (const row of asked) {
    const [what, who] = ['WhatId', 'WhoId'].map((name) => row.values.get(name) ?? null);
    row.values.set('AccountId', accounts.get(what ?? null) ?? accounts.get(who ?? null) ?? null);
  }
}

/** The account of each of these records that has one for its activities; one statement for each object. */
function accountsOf({ ctx: { store } }: SaveStep, ids: readonly FieldValue[]): Map<FieldValue, FieldValue> {
  const accounts = new Map<FieldValue, FieldValue>();
  const known = new Set(ids.filter((id) => typeof id === 'string'));
  for (const [prefix, group] of Map.groupBy(known, (id) => id.slice(0, 3))) {
    const parent = store.schema.byKeyPrefix(prefix);
    if (parent?.apiName === 'Account') for (const id of group) accounts.set(id, id);
    const field = parent && accountField(parent);
    if (field === undefined) continue;
    for (const [id, record] of store.read(parent!, group)) accounts.set(id, record.get(field) ?? null);
  }
  return accounts;
}

function accountField(object: SObjectDef): string | undefined {
  if (WITH_ACCOUNTS.has(object.apiName) || object.apiName === 'Contact') return 'AccountId';
  return [...object.fields.values()].find(({ type, referenceTo }) => type === 'MasterDetail' && referenceTo.includes('Account'))?.apiName;
}
