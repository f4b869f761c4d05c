import type { FieldDef, Schema, SObjectDef } from '../metadata/index.ts';
import type { SaveContext } from './types.ts';
import { IN_LIST, jsonList, newRow, type WorkRow } from './work.ts';

/** Records that go, by object: id → id of the record whose deletion takes it along. */
export type Doomed = Map<SObjectDef, Map<string, string>>;

export interface Restriction {
  readonly root: string;
  readonly child: SObjectDef;
  readonly ids: readonly string[];
}

/** What becomes of a child when its parent is deleted. */
export function fate(field: FieldDef): 'Cascade' | 'Restrict' | 'SetNull' {
  if (field.type === 'MasterDetail') return 'Cascade';
  return field.deleteConstraint ?? 'SetNull';
}

/**
 * Follows the relationships down from the records to delete, level by level, one statement per relationship and level.
 * @returns everything that goes with them, and the children that forbid it
 */
export function collectDoomed(
  ctx: SaveContext,
  object: SObjectDef,
  roots: readonly string[],
): { doomed: Doomed; restricted: Restriction[] } {
  const doomed: Doomed = new Map([[object, new Map(roots.map((id) => [id, id]))]]);
  const restrictions = new Map<string, Map<SObjectDef, Set<string>>>();
  let level: Doomed = new Map(doomed);
  while (level.size > 0) {
    const next: Doomed = new Map();
    for (const [parent, ids] of level) {
      for (const { child, field } of childLookups(ctx.store.schema, parent)) {
        const action = fate(field);
        if (action === 'SetNull') continue;
        for (const found of livingChildren(ctx, child, field, ids.keys())) {
          const root = ids.get(found.parent) as string;
          if (doomed.get(child)?.has(found.id)) continue;
          if (action === 'Cascade') {
            for (const map of [doomed, next]) (map.get(child) ?? map.set(child, new Map()).get(child))?.set(found.id, root);
          } else {
            const byChild = restrictions.get(root) ?? new Map<SObjectDef, Set<string>>();
            byChild.set(child, (byChild.get(child) ?? new Set()).add(found.id));
            restrictions.set(root, byChild);
          }
        }
      }
    }
    level = next;
  }
  const restricted: Restriction[] = [];
  for (const [root, byChild] of restrictions) {
    for (const [child, ids] of byChild) {
      // A child that goes along itself forbids nothing.
      const staying = [...ids].filter((id) => !doomed.get(child)?.has(id));
      if (staying.length > 0) restricted.push({ root, child, ids: staying });
    }
  }
  return { doomed, restricted };
}

/** Leaves out what was to go with these records. */
export function spare(doomed: Doomed, roots: ReadonlySet<string>): void {
  for (const ids of doomed.values()) for (const [id, root] of ids) if (roots.has(root)) ids.delete(id);
}

const lookupsOf = new WeakMap<Schema, Map<SObjectDef, { child: SObjectDef; field: FieldDef }[]>>();

/** Lookups of other objects to this one; the system's own (who created it) never stand in the way. */
export function childLookups(schema: Schema, parent: SObjectDef): readonly { child: SObjectDef; field: FieldDef }[] {
  let known = lookupsOf.get(schema);
  if (!known) lookupsOf.set(schema, (known = new Map<SObjectDef, { child: SObjectDef; field: FieldDef }[]>()));
  let found = known.get(parent);
  if (!found) {
    known.set(parent, (found = []));
    for (const child of schema.objects.values()) {
      for (const field of child.fields.values()) {
        const points = field.referenceTo.includes(parent.apiName);
        if (points && !field.system && field.type !== 'MetadataRelationship') found.push({ child, field });
      }
    }
  }
  return found;
}

function livingChildren(ctx: SaveContext, child: SObjectDef, field: FieldDef, ids: Iterable<string>): { id: string; parent: string }[] {
  const { store } = ctx;
  const column = store.column(child, field);
  const living = child.fields.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id" AS id, ${column} AS parent FROM ${store.table(child)} WHERE ${column} ${IN_LIST}${living}`;
  return store.all(sql, [jsonList(ids)]).map((row) => ({ id: String(row.id), parent: String(row.parent) }));
}

/** The cascaded records as rows, for the roll-ups of their other parents. */
export function readCascaded(ctx: SaveContext, object: SObjectDef, doomed: Doomed): Map<SObjectDef, WorkRow[]> {
  const cascaded = new Map<SObjectDef, WorkRow[]>();
  for (const [child, ids] of doomed) {
    if (child === object || ids.size === 0) continue;
    const rows = [...ctx.store.read(child, [...ids.keys()])].map(([id, values], index) => {
      const row = newRow({ object: child, id, values: new Map() }, index);
      row.values = values;
      return row;
    });
    cascaded.set(child, rows);
  }
  return cascaded;
}
