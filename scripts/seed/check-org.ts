import type { Connection } from 'jsforce';

import { NAMED_LOOKUPS, type Batch } from './batch.ts';
import { SeedError } from './errors.ts';

/**
 * Compares the batches with what the org describes, before anything is written: objects, fields and restricted picklist values.
 * @throws SeedError MISSING_METADATA or INVALID_DATA with every difference
 */
export async function checkAgainstOrg(connection: Connection, batches: readonly Batch[]): Promise<void> {
  const problems = new Set<string>();
  for (const object of new Set(batches.map((batch) => batch.object))) {
    const description = await connection.describe(object).catch(() => undefined);
    if (!description) {
      problems.add(`object ${object} is missing`);
      continue;
    }
    const fields = new Map(description.fields.map((field) => [field.name, field]));
    const relations = new Set(description.fields.map((field) => field.relationshipName));
    for (const record of batches.filter((batch) => batch.object === object).flatMap((batch) => batch.records)) {
      for (const [name, value] of Object.entries(record)) {
        if (name in NAMED_LOOKUPS) continue;
        if (value !== null && typeof value === 'object') {
          if (!relations.has(name)) problems.add(`${object}: no relationship ${name}`);
          continue;
        }
        const field = fields.get(name);
        if (!field) problems.add(`${object}: no field ${name}, or no right to see it`);
        else if (field.restrictedPicklist && typeof value === 'string' && !allowed(field.picklistValues).includes(value))
          problems.add(`${object}.${name}: "${value}" is not one of its values`);
      }
    }
  }
  if (problems.size === 0) return;
  const list = [...problems].map((problem) => `  ${problem}`).join('\n');
  throw new SeedError(
    'MISSING_METADATA',
    `The org does not fit the seed data; nothing was written. Deploy the package of this version first.\n${list}`,
  );
}

function allowed(entries: readonly { value: string }[] | null | undefined): string[] {
  return (entries ?? []).map((entry) => entry.value);
}
