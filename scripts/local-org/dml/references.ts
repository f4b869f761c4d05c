import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import { isRelationship } from '../metadata/index.ts';
import { isId, toId18 } from '../store/index.ts';
import { fate } from './cascade.ts';
import { DmlErrors } from './errors.ts';
import { visibleIds } from './visible.ts';
import { alive, IN_LIST, isChanged, jsonList, labelOf, push, valueOf, type SaveStep, type WorkRow } from './work.ts';

interface Pointer {
  readonly row: WorkRow;
  readonly field: FieldDef;
  readonly id: string;
}

/**
 * Foreign keys: well-formed, of the right object, of a living record the user may see. One statement per parent object.
 * Masters, and parents whose deletion the lookup forbids or follows, are locked: they must not go meanwhile.
 * https://developer.salesforce.com/blogs/engineering/2014/07/record-locking-cheat-sheet.html
 */
export function checkReferences(step: SaveStep, rows: readonly WorkRow[]): void {
  const { schema } = step.ctx.store;
  const lookups = lookupsOf(step.object);
  const byObject = new Map<SObjectDef, Pointer[]>();
  for (const row of alive(rows)) {
    for (const field of lookups) {
      const value = valueOf(row, field);
      if (value === null || row.verified.get(field.apiName) === value || !isChanged(row, field)) continue;
      const id = isId(String(value)) ? toId18(String(value)) : undefined;
      const parent = id && schema.byKeyPrefix(id.slice(0, 3));
      if (!id) row.errors.push(DmlErrors.malformedId(labelOf(step, field), field.apiName, String(value)));
      else if (parent ? !pointsTo(field, parent) : field.referenceTo.length > 0) {
        row.errors.push(DmlErrors.wrongObjectId(labelOf(step, field), field, id));
      } else if (parent) {
        row.values.set(field.apiName, id);
        push(byObject, parent, { row, field, id });
      }
    }
  }
  for (const [parent, pointers] of byObject) checkParents(step, parent, pointers);
  if (step.object.fields.has('ownerid')) checkOwners(step, rows);
  if (step.object.recordTypes.length > 0) checkRecordTypes(step, rows);
}

const lookups = new WeakMap<SObjectDef, readonly FieldDef[]>();

/** The lookups that callers fill. */
function lookupsOf(object: SObjectDef): readonly FieldDef[] {
  let known = lookups.get(object);
  if (!known) {
    known = [...object.fields.values()].filter((field) => isRelationship(field) && !field.system && field.type !== 'MetadataRelationship');
    lookups.set(object, known);
  }
  return known;
}

/** A record type belongs to one object. */
function checkRecordTypes(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const field = object.fields.get('recordtypeid');
  const recordType = ctx.store.schema.object('RecordType');
  if (!field || !recordType) return;
  const changed = alive(rows).filter((row) => valueOf(row, field) !== null && isChanged(row, field));
  const found = ctx.store.read(recordType, [...new Set(changed.map((row) => String(valueOf(row, field))))]);
  for (const row of changed) {
    const id = String(valueOf(row, field));
    if (found.get(id)?.get('SobjectType') !== object.apiName) row.errors.push(DmlErrors.recordTypeNotValid(labelOf(step, field), id));
  }
}

/** Shares of custom objects have one key prefix for all, so an id there names no object for sure. */
function pointsTo(field: FieldDef, parent: SObjectDef): boolean {
  return field.referenceTo.length === 0 || field.referenceTo.includes(parent.apiName) || field.referenceTo.some((name) => name === '*');
}

function checkParents(step: SaveStep, parent: SObjectDef, pointers: readonly Pointer[]): void {
  const { store } = step.ctx;
  store.lock(pointers.filter(({ field }) => fate(field) !== 'SetNull').map((pointer) => pointer.id));
  const id = store.column(parent, parent.fields.get('id') as FieldDef);
  const deleted = parent.fields.get('isdeleted');
  const ids = new Set(pointers.map((pointer) => pointer.id));
  const columns = `${id} AS id, ${deleted ? store.column(parent, deleted) : '0'} AS deleted`;
  const found = new Map(
    store.all(`SELECT ${columns} FROM ${store.table(parent)} WHERE ${id} ${IN_LIST}`, [jsonList(ids)]).map((r) => [r.id, r.deleted]),
  );
  const seen = step.options.enforceSharing && !step.internal ? visibleIds(step.ctx, parent, ids) : undefined;
  for (const pointer of pointers) {
    const state = found.get(pointer.id);
    if (state === undefined) pointer.row.errors.push(DmlErrors.noSuchParent(step.object, pointer.field));
    else if (Number(state) === 1) pointer.row.errors.push(DmlErrors.crossReferenceDeleted(pointer.field));
    else if (seen && !seen.has(pointer.id)) pointer.row.errors.push(DmlErrors.crossReferenceAccess(pointer.field, pointer.id));
    else pointer.row.verified.set(pointer.field.apiName, pointer.id);
  }
}

/** An owner is an active user, or a queue that supports the object. */
function checkOwners(step: SaveStep, rows: readonly WorkRow[]): void {
  const owner = step.object.fields.get('ownerid') as FieldDef;
  const changed = alive(rows).filter((row) => valueOf(row, owner) !== null && isChanged(row, owner));
  const byPrefix = Map.groupBy(changed, (row) => String(valueOf(row, owner)).slice(0, 3));
  const users = byPrefix.get('005') ?? [];
  if (users.length > 0) {
    const inactive = inactiveUsers(step, new Set(users.map((row) => String(valueOf(row, owner)))));
    for (const row of users) {
      const id = String(valueOf(row, owner));
      if (inactive.has(id)) row.errors.push(DmlErrors.inactiveOwner(id));
    }
  }
  const queues = byPrefix.get('00G') ?? [];
  if (queues.length > 0) {
    const supported = queuesFor(step, new Set(queues.map((row) => String(valueOf(row, owner)))));
    for (const row of queues) if (!supported.has(String(valueOf(row, owner)))) row.errors.push(DmlErrors.queueNotAssociated());
  }
}

function inactiveUsers(step: SaveStep, ids: ReadonlySet<string>): Set<string> {
  const { store } = step.ctx;
  const user = store.schema.object('User');
  if (!user) return new Set();
  const [id, active] = ['id', 'isactive'].map((name) => store.column(user, user.fields.get(name) as FieldDef));
  const sql = `SELECT ${id} AS id FROM ${store.table(user)} WHERE ${id} ${IN_LIST} AND ${active} = 0`;
  return new Set(store.all(sql, [jsonList(ids)]).map((row) => String(row.id)));
}

function queuesFor(step: SaveStep, ids: ReadonlySet<string>): Set<string> {
  const { store } = step.ctx;
  const link = store.schema.object('QueueSobject');
  if (!link) return new Set(ids);
  const [queue, type] = ['queueid', 'sobjecttype'].map((name) => store.column(link, link.fields.get(name) as FieldDef));
  const sql = `SELECT ${queue} AS id FROM ${store.table(link)} WHERE ${type} = ? AND ${queue} ${IN_LIST}`;
  return new Set(store.all(sql, [step.object.apiName, jsonList(ids)]).map((row) => String(row.id)));
}
