import { DmlErrors } from './errors.ts';
import { alive, type SaveStep, type WorkRow } from './work.ts';

interface Parents {
  readonly fields: readonly string[];
  readonly message: string;
}

/** Lookups of which a record needs at least one. */
const ONE_OF: Readonly<Record<string, Parents>> = {
  // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_asset.htm
  Asset: { fields: ['AccountId', 'ContactId'], message: 'Every asset needs an account, a contact, or both.' },
};

/** Refuses records without any of the parents that the platform asks for. */
export function requireParents({ object }: SaveStep, rows: readonly WorkRow[]): void {
  const parents = ONE_OF[object.apiName];
  if (!parents) return;
  const { fields, message } = parents;
  for (const row of alive(rows)) {
    if (fields.every((name) => (row.values.get(name) ?? null) === null)) row.errors.push(DmlErrors.parentsMissing(message, fields));
  }
}
