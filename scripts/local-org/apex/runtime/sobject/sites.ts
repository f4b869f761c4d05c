import type { SObjectDef } from '../../../metadata/index.ts';
import { nullPointer } from '../exception.ts';
import { FieldValues } from './fieldValues.ts';
import type { Layout } from './layout.ts';
import { ApexSObject } from './sobject.ts';

/**
 * A place of the program that reads or sets a field. The records that come by nearly always got their fields in the same
 * order, so where the field stood in the last one is where it stands in the next.
 */
export class FieldSite {
  readonly name: string;
  #layout: Layout | undefined;
  #place = 0;
  /** The layout of a record without the field once it has it; undefined where the field was there before. */
  #grown: Layout | undefined;

  /** @param name the canonical API name */
  constructor(name: string) {
    this.name = name;
  }

  /** `record.Field`. See {@link ApexSObject.getField}. */
  get(record: ApexSObject | null): unknown {
    if (record === null) nullPointer();
    const { layout, items } = record.values;
    if (layout === this.#layout) {
      const value = items[this.#place];
      if (value !== undefined) return value;
    }
    const place = layout.place(this.name);
    if (place >= 0) {
      this.#layout = layout;
      this.#place = place;
    }
    return record.getField(this.name);
  }

  /** `parent.Field` of a parent record: one that is not there reads as null. */
  getOrNull(record: ApexSObject | null | undefined): unknown {
    return record === null || record === undefined ? null : (this.get(record) ?? null);
  }

  /** The same of a checkbox: one that was set to null is not checked. */
  getFlagOrNull(record: ApexSObject | null | undefined): unknown {
    return record === null || record === undefined ? null : (this.get(record) ?? false);
  }

  /** `record.Field = value`. See {@link ApexSObject.setField}. */
  set(record: ApexSObject | null, value: unknown): unknown {
    if (record === null) nullPointer();
    const { values, readOnly } = record;
    const { layout, items } = values;
    if (layout === this.#layout && !readOnly) {
      items[this.#place] = value;
      if (this.#grown) values.layout = this.#grown;
      record.noteSet(this.name, this.#place);
      return value;
    }
    record.setField(this.name, value);
    this.#remember(layout, values);
    return value;
  }

  /** An id is looked at each time, so it is not remembered. */
  #remember(before: Layout, { layout }: FieldValues): void {
    const place = layout.place(this.name);
    if (place < 0 || this.name === 'Id') return;
    this.#layout = before;
    this.#place = place;
    this.#grown = layout === before ? undefined : layout;
  }
}

/** A place of the program that makes records: `new Account(Name = 'x', …)`. */
export class RecordSite {
  readonly #def: SObjectDef;
  readonly #names: readonly string[];
  #layout: Layout | undefined;

  /** @param names canonical API names of the fields, in the order of their values */
  constructor(def: SObjectDef, names: readonly string[]) {
    this.#def = def;
    this.#names = names;
  }

  make(...values: unknown[]): ApexSObject {
    if (this.#layout) return new ApexSObject(this.#def, 'new', new FieldValues(this.#layout, values));
    const record = new ApexSObject(this.#def);
    this.#names.forEach((name, i) => record.setField(name, values[i]));
    const { layout } = record.values;
    if (layout.length === values.length && !this.#names.includes('Id')) this.#layout = layout;
    return record;
  }
}
