import assert from 'node:assert/strict';
import type { ReportFacts } from '../run/run-report.ts';
import type { Recount } from './recount.ts';

/** Fails when a report's groups or numbers are not those of the recount. */
export function assertSame(facts: ReportFacts, recount: Recount, what: string): void {
  const keys = [...recount.groups.keys()].filter((key) => key !== '\n').sort();
  const found = [...nodePaths(facts)].sort();
  assert.deepEqual(
    found.filter((key) => facts.tally(...split(key)).rows > 0),
    keys,
    `${what}: groups`,
  );
  for (const key of ['\n', ...keys]) {
    const tally = facts.tally(...split(key));
    const group = recount.groups.get(key);
    assert.equal(tally.rows, group?.rows ?? 0, `${what}: rows of ${JSON.stringify(key)}`);
    for (const [name, value] of group?.summaries ?? []) {
      const ours = tally.value(name);
      const same = typeof value === 'number' ? Math.abs(Number(ours) - value) <= 1e-9 * Math.max(1, Math.abs(value)) : ours === value;
      assert.ok(same, `${what}: ${name} of ${JSON.stringify(key)} is ${String(ours)}, the recount says ${String(value)}`);
    }
  }
}

function split(key: string): [string, string] {
  const [down = '', across = ''] = key.split('\n');
  return [down, across];
}

function nodePaths({ down, across }: ReportFacts): Set<string> {
  type Nodes = ReportFacts['down']['roots'];
  const all = (nodes: Nodes): string[] => nodes.flatMap((node) => [node.path, ...all(node.children)]);
  const [a, b] = [
    ['', ...all(down.roots)],
    ['', ...all(across.roots)],
  ];
  return new Set(a.flatMap((first) => b.map((second) => `${first}\n${second}`)).filter((key) => key !== '\n'));
}
