import type { FieldValue, SObjectDef } from '../metadata/index.ts';
import type { SqlValue } from '../store/index.ts';
import type { QueryRow, QueryRows } from './types.ts';

/** A row of SQL; columns are known by their place in it. */
export type SqlColumns = readonly SqlValue[];

/** How one selected thing is read from a row of SQL. */
export type Node =
  | { readonly kind: 'value'; readonly column: number; readonly read: (value: SqlValue | undefined) => FieldValue }
  | { readonly kind: 'compound'; readonly type: string; readonly parts: ReadonlyMap<string, number> }
  | { readonly kind: 'parent'; readonly parent: ParentNode }
  | {
      readonly kind: 'typeof';
      readonly column: number;
      readonly branches: ReadonlyMap<string, RecordNode>;
      readonly otherwise: RecordNode | undefined;
    }
  | { readonly kind: 'children'; readonly index: number };

/** A record and what is selected of it, in the order of the query. */
export interface RecordNode {
  readonly entries: Map<string, Node>;
}

export interface ParentNode extends RecordNode {
  /** Column of the parent's id. */
  readonly column: number;
  /** The parent's object; undefined when its id tells. */
  readonly object: SObjectDef | undefined;
  readonly targets: readonly SObjectDef[];
}

/** Children of one sub-query by parent id. */
export type ChildRows = ReadonlyMap<string, QueryRows>;

export function readRecord(node: RecordNode, type: string, id: string, row: SqlColumns, children: readonly ChildRows[]): QueryRow {
  const values: QueryRow['values'] = new Map();
  for (const [name, entry] of node.entries) values.set(name, readNode(entry, id, row, children));
  return { type, id, values };
}

function readNode(node: Node, id: string, row: SqlColumns, children: readonly ChildRows[]): FieldValue | QueryRow | QueryRows {
  switch (node.kind) {
    case 'value':
      return node.read(row[node.column]);
    case 'compound':
      return readCompound(node.type, node.parts, row);
    case 'parent': {
      const { parent } = node;
      const parentId = row[parent.column];
      if (typeof parentId !== 'string') return null;
      const object = parent.object ?? parent.targets.find(({ keyPrefix }) => parentId.startsWith(keyPrefix));
      return object ? readRecord(parent, object.apiName, parentId, row, children) : null;
    }
    case 'typeof':
      return readTypeOf(node, row, children);
    case 'children':
      return children[node.index]?.get(id) ?? { totalSize: 0, rows: [] };
  }
}

function readTypeOf(node: Extract<Node, { kind: 'typeof' }>, row: SqlColumns, children: readonly ChildRows[]): QueryRow | null {
  const id = row[node.column];
  if (typeof id !== 'string') return null;
  for (const [key, branch] of node.branches) {
    const [prefix = '', type = ''] = key.split(' ');
    if (id.startsWith(prefix)) return readRecord(branch, type, id, row, children);
  }
  return node.otherwise ? readRecord(node.otherwise, 'Name', id, row, children) : { type: 'Name', id, values: new Map() };
}

/** A compound value is null when all its parts are empty. */
function readCompound(type: string, parts: ReadonlyMap<string, number>, row: SqlColumns): QueryRow | null {
  const values: QueryRow['values'] = new Map();
  let hasValue = false;
  for (const [name, column] of parts) {
    const value = (row[column] ?? null) as FieldValue;
    values.set(name, value);
    hasValue ||= value !== null;
  }
  return hasValue ? { type, values } : null;
}
