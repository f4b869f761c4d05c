import type { FieldDef, FieldValue, SObjectDef } from '../metadata/index.ts';
import { isStored } from '../metadata/index.ts';
import { fold, foldsCase, type Store, type StoredRecord } from '../store/index.ts';

/** Writes rows of setup objects directly: deployment is not a save, no trigger or rule looks at it. */
export class SetupRows {
  readonly #store: Store;
  readonly #now: number;
  #userId: string | null = null;
  /** Rows written before there was anybody who could have written them. */
  readonly #unsigned: { readonly object: SObjectDef; readonly id: string }[] = [];

  /** @param now epoch ms */
  constructor(store: Store, now: number) {
    this.#store = store;
    this.#now = Math.floor(now / 1000) * 1000;
  }

  /** Names the first administrator: who the rows are created by, those written so far included. */
  signAs(userId: string): void {
    this.#userId = userId;
    for (const { object, id } of this.#unsigned.splice(0)) {
      const signature: StoredRecord = new Map();
      this.#stamp(object, signature, [], ['CreatedById', 'LastModifiedById']);
      if (signature.size > 0) this.#store.update(object, id, signature);
    }
  }

  object(name: string): SObjectDef {
    const object = this.#store.schema.object(name);
    if (!object) throw new Error(`The schema has no object ${name}`);
    return object;
  }

  /** Ids of the rows whose fields have these values. */
  find(objectName: string, key: Readonly<Record<string, FieldValue>>): string[] {
    const object = this.object(objectName);
    const conditions: string[] = [];
    const params: (string | number)[] = [];
    for (const [name, value] of Object.entries(key)) {
      const field = this.#field(object, name);
      const column = this.#store.column(object, field);
      if (value === null) conditions.push(`${column} IS NULL`);
      else if (typeof value === 'string' && foldsCase(field)) {
        conditions.push(`fold(${column}) = ?`);
        params.push(fold(value));
      } else {
        conditions.push(`${column} = ?`);
        params.push(typeof value === 'boolean' ? Number(value) : value);
      }
    }
    const sql = `SELECT "Id" AS id FROM ${this.#store.table(object)} WHERE ${conditions.join(' AND ') || '1'} ORDER BY "Id"`;
    return this.#store.all(sql, params).map((row) => String(row.id));
  }

  /** Updates the row with that key, or creates it. The id of a row never changes. */
  upsert(objectName: string, key: Readonly<Record<string, FieldValue>>, values: Readonly<Record<string, FieldValue>>): string {
    const [id] = this.find(objectName, key);
    if (id === undefined) return this.insert(objectName, { ...key, ...values });
    const object = this.object(objectName);
    const before = this.#store.read(object, [id]).get(id);
    const changes = new Map(Object.entries(values).filter(([name, value]) => before?.get(name) !== value));
    if (changes.size > 0) {
      this.#stamp(object, changes, ['LastModifiedDate', 'SystemModstamp'], ['LastModifiedById']);
      this.#store.update(object, id, changes);
    }
    return id;
  }

  insert(objectName: string, values: Readonly<Record<string, FieldValue>>): string {
    const object = this.object(objectName);
    const id = this.#store.nextId(object);
    const row: StoredRecord = new Map(Object.entries(values));
    for (const name of row.keys()) this.#field(object, name);
    row.set('Id', id);
    this.#stamp(object, row, ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'], ['CreatedById', 'LastModifiedById']);
    for (const field of object.fields.values()) if (isStored(field) && !row.has(field.apiName)) row.set(field.apiName, null);
    this.#store.insert(object, [row]);
    if (this.#userId === null) this.#unsigned.push({ object, id });
    return id;
  }

  /** Removes the rows with that key. */
  remove(objectName: string, key: Readonly<Record<string, FieldValue>>): void {
    this.#store.delete(this.object(objectName), this.find(objectName, key));
  }

  /** Removes the rows that do not belong to `kept`, such as those of what the source no longer has. */
  removeOthers(objectName: string, kept: ReadonlySet<string>): void {
    const gone = this.find(objectName, {}).filter((id) => !kept.has(id));
    if (gone.length > 0) this.#store.delete(this.object(objectName), gone);
  }

  #field(object: SObjectDef, name: string): FieldDef {
    const field = this.#store.schema.field(object, name);
    if (!field) throw new Error(`${object.apiName} has no field ${name}`);
    return field;
  }

  #stamp(object: SObjectDef, row: Map<string, FieldValue>, dates: readonly string[], users: readonly string[]): void {
    for (const name of dates) if (object.fields.has(name.toLowerCase())) row.set(name, this.#now);
    for (const name of users) if (object.fields.has(name.toLowerCase())) row.set(name, this.#userId);
  }
}
