import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { OpenedOrg } from '../../local-org/api/index.ts';
import { median, type Figure } from '../measure.ts';
import { benchOrg } from './compute.ts';

const rounds = 200;
const batch = 10_000;

/**
 * How the time of indexed work grows with the rows of the object: the exponent e of t ~ N^e between the first and the last
 * size. @param sizes numbers of rows, rising
 */
export function growthFigures(sizes: readonly number[]): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-growth-'));
  const file = join(folder, 'org.db');
  const org = benchOrg(file);
  try {
    const found = sizes.map((size) => ({ times: measured(org, size), memory: memoryOver(file, size) }));
    const times = found.map((one) => one.times);
    const [first, last] = [times[0]!, times.at(-1)!];
    const growth = sizes.at(-1)! / sizes[0]!;
    const exponents = (Object.keys(first) as (keyof Times)[]).map((what) => ({
      metric: `${what}: growth from ${sizes[0]} to ${sizes.at(-1)} rows`,
      ours: Math.max(0, Math.log(last[what] / first[what]) / Math.log(growth)),
      unit: '(exponent)',
      limit: 0.1,
      note: `${first[what].toFixed(3)} ms, then ${last[what].toFixed(3)} ms`,
    }));
    const memory = {
      ours: found.at(-1)!.memory,
      peer: found[0]!.memory,
      unit: 'MB',
      limit: 2,
      note: 'aim 1.2; after 400 queries and claims',
    };
    return [...exponents, { metric: `memory over ${sizes.at(-1)} rows against ${sizes[0]}`, ...memory }];
  } finally {
    org.close();
    rmSync(folder, { recursive: true });
  }
}

/** Resident megabytes of a process of its own that has opened the data and worked on it. */
function memoryOver(file: string, size: number): number {
  const code = `
    const { benchOrg } = await import('./scripts/bench/engine/compute.ts');
    const { work } = await import('./scripts/bench/engine/growth.ts');
    work(benchOrg(${JSON.stringify(file)}), ${size});
    console.log(process.memoryUsage.rss());`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  if (!(Number(stdout) > 0)) throw new Error(stderr);
  return Number(stdout) / 2 ** 20;
}

interface Times {
  readonly query: number;
  readonly claim: number;
}

function measured(org: OpenedOrg, size: number): Times {
  fill(org, size);
  // The first round compiles.
  work(org, size);
  return work(org, size);
}

/** Queries and claims of single rows, evenly over all of them. @returns the median of each in milliseconds */
export function work(org: OpenedOrg, size: number): Times {
  const keys = Array.from({ length: rounds }, (_, i) => `k${Math.floor(((i + 0.5) / rounds) * size)}`);
  return {
    query: median(keys.map((key) => timed(org, `SELECT Id, Group__c FROM Ticket__c WHERE Key__c = '${key}'`, false))),
    claim: median(keys.map((key) => timed(org, `SELECT Id, Group__c FROM Ticket__c WHERE Key__c = '${key}' FOR UPDATE`, true))),
  };
}

/** Adds rows up to that number straight into the store. */
function fill(org: OpenedOrg, size: number): void {
  const { store, source } = org;
  const object = source.schema.object('Ticket__c')!;
  const number = source.schema.field(object, 'Name')!;
  const begin = store.get(`SELECT COUNT(*) AS n FROM ${store.table(object)}`)!.n as number;
  const at = org.now();
  for (let from = begin; from < size; from += batch) {
    store.transaction('write', () => {
      const rows = Array.from({ length: Math.min(batch, size - from) }, (_, i) => {
        const fields = { Key__c: `k${from + i}`, Subject__c: `Subject ${from + i}`, Amount__c: i, Group__c: 'free', OwnerId: org.adminId };
        const audit = {
          CreatedDate: at,
          LastModifiedDate: at,
          SystemModstamp: at,
          CreatedById: org.adminId,
          LastModifiedById: org.adminId,
        };
        const row = { Id: store.nextId(object), Name: store.nextAutoNumbers(object, number, 1)[0]!, IsDeleted: false, ...fields, ...audit };
        return new Map(Object.entries(row));
      });
      store.insert(object, rows);
    });
  }
}

/** Runs a query, and with `claim` takes what it found, as one request. */
function timed(org: OpenedOrg, soql: string, claim: boolean): number {
  org.beginRequest({});
  const began = performance.now();
  org.transaction(claim ? 'write' : 'read', () => {
    const session = org.session(org.adminId);
    const { rows } = session.query(soql, { system: true });
    if (rows.length !== 1) throw new Error(`${rows.length} rows instead of one: ${soql}`);
    if (!claim) return;
    const record = { object: org.source.schema.object('Ticket__c')!, id: rows[0]!.id ?? null, values: new Map([['Group__c', 'taken']]) };
    const [result] = session.save([record], { operation: 'update', enforcePermissions: false });
    if (!result?.success) throw new Error(`The row was not claimed: ${result?.errors[0]?.message}`);
  });
  return performance.now() - began;
}
