import type { FieldValue } from '../../metadata/index.ts';
import type { GroupPlan } from '../compile/groups.ts';
import type { Tally } from './tally.ts';

/** A group of a report: one value of a grouping inside the groups above it. */
export interface GroupNode {
  /** Place among its siblings and those of the groups above, e.g. `0_2`. */
  key: string;
  readonly value: FieldValue;
  readonly label: string;
  readonly children: GroupNode[];
  /** The values from the first grouping down to this one, as text: tells the group from all others. */
  readonly path: string;
}

export interface GroupValue {
  readonly value: FieldValue;
  readonly label: string;
}

/** The groups of one axis, made from the values that occur, in the order the report shows them. */
export class GroupTree {
  readonly roots: GroupNode[] = [];
  readonly #byPath = new Map<string, GroupNode>();

  /** Adds the groups of one combination of values. */
  add(values: readonly GroupValue[]): void {
    let siblings = this.roots;
    let path = '';
    for (const { value, label } of values) {
      path = pathOf(path, value);
      let node = this.#byPath.get(path);
      if (!node) {
        node = { key: '', value, label, children: [], path };
        this.#byPath.set(path, node);
        siblings.push(node);
      }
      siblings = node.children;
    }
  }

  node(path: string): GroupNode | undefined {
    return this.#byPath.get(path);
  }

  /**
   * Puts every level in order and numbers the groups.
   * @param tally gives the sums over a group, for groups sorted by a summary
   */
  arrange(groups: readonly GroupPlan[], order: (group: GroupPlan, a: GroupNode, b: GroupNode) => number): void {
    const arrange = (nodes: GroupNode[], level: number, prefix: string): void => {
      const group = groups[level];
      if (!group) return;
      nodes.sort((a, b) => order(group, a, b));
      nodes.forEach((node, index) => {
        node.key = prefix === '' ? String(index) : `${prefix}_${index}`;
        arrange(node.children, level + 1, node.key);
      });
    };
    arrange(this.roots, 0, '');
  }
}

/** Stands between the values of a path; JSON never contains it. */
const STEP = '\t';

/** Path of a group below another; the whole report has the path ''. */
export function pathOf(parent: string, value: FieldValue): string {
  return `${parent}${STEP}${JSON.stringify(value)}`;
}

/** The group above a path at a level: 1 is the first grouping. */
export function ancestorPath(path: string, level: number): string {
  return path
    .split(STEP)
    .slice(0, level + 1)
    .join(STEP);
}

/** Order of two groups by their own values: picklist values and buckets as defined, names as people sort them, empty first. */
export function compareValues(group: GroupPlan, a: GroupNode, b: GroupNode, collator: Intl.Collator): number {
  if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? -1 : 1;
  const ranked = rank(group, a.value) - rank(group, b.value);
  if (ranked !== 0) return ranked;
  if (typeof a.value === 'number' && typeof b.value === 'number') return a.value - b.value;
  if (group.kind === 'date' || group.kind === 'datetime') return a.value < b.value ? -1 : 1;
  const named = collator.compare(a.label, b.label);
  return named !== 0 ? named : a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

function rank({ column, bucket }: GroupPlan, value: FieldValue): number {
  const values = bucket
    ? [...bucket.values.map(({ label }) => label), bucket.otherLabel]
    : column.field.picklist?.values.map(({ apiName }) => apiName);
  const at = values?.indexOf(String(value)) ?? -1;
  return at < 0 ? (values?.length ?? 0) : at;
}

export type TallyOf = (node: GroupNode) => Tally | undefined;
