import type { FieldDef, SObjectDef } from '../../../metadata/index.ts';
import type { DmlError } from '../../../dml/index.ts';
import { hashOf, valuesEqual } from '../collections/equality.ts';
import { ApexList } from '../collections/list.ts';
import { throwApex } from '../exception.ts';
import { fieldNamed } from './fieldTypes.ts';
import { FieldValues } from './fieldValues.ts';
import { rootLayout } from './layout.ts';

/**
 * Where a record comes from: `new` in Apex; `queried` (reading a field that was not selected is an error);
 * `stored`, the whole row as triggers see it.
 */
export type RecordOrigin = 'new' | 'queried' | 'stored';

/** Bits of the number that notes which fields were set. */
const NOTED = 30;

/**
 * An SObject. Names given to these methods are canonical API names, as the checker has resolved them; the methods that
 * Apex calls with names of its own (`get`, `put`, …) are in `dynamic.ts`.
 */
export class ApexSObject {
  readonly def: SObjectDef;
  readonly origin: RecordOrigin;
  /** Field API name → value as Apex holds it, in the order they were set or selected. */
  readonly values: FieldValues;
  /** A bit for each place of {@link values} that {@link setField} filled, until someone asks for {@link changed}. */
  #given = 0;
  #changed: Set<string> | undefined;
  #parents: Map<string, ApexSObject | null> | undefined;
  #children: Map<string, ApexList<ApexSObject>> | undefined;
  #errors: DmlError[] | undefined;
  /** Records of after-triggers and old versions. */
  readOnly = false;
  /** Set on copies: the id of the record that was copied. */
  cloneSource: string | null = null;
  isCopy = false;
  /** Database.DMLOptions given by setOptions. */
  options: unknown = null;

  /** @param values of fields that count as set by Apex where they come with the record */
  constructor(def: SObjectDef, origin: RecordOrigin = 'new', values = new FieldValues(rootLayout(def))) {
    this.def = def;
    this.origin = origin;
    this.values = values;
    const count = values.items.length;
    if (count > NOTED) this.#changed = new Set(values.places);
    else this.#given = (1 << count) - 1;
  }

  /** Fields that Apex code set: what a save writes. Made when it is asked for: most records are only read. */
  get changed(): Set<string> {
    return (this.#changed ??= this.#givenNames());
  }

  /** What `addError` put here. */
  get errors(): DmlError[] {
    return (this.#errors ??= []);
  }

  /** Relationship name → parent record, null when there is none. Most records have none, so the map is made when it is asked for. */
  get parents(): Map<string, ApexSObject | null> {
    return (this.#parents ??= new Map());
  }

  /** Child relationship name → records. */
  get children(): Map<string, ApexList<ApexSObject>> {
    return (this.#children ??= new Map());
  }

  get typeName(): string {
    return this.def.apiName;
  }

  get id(): string | null {
    return (this.values.get('Id') as string | undefined) ?? null;
  }

  /** Value of a field. Throws System.SObjectException when the record was queried without it. */
  getField(name: string): unknown {
    const value = this.values.get(name);
    if (value !== undefined) return value;
    if (this.origin === 'queried' && name !== 'Id') this.notQueried(name);
    const field = fieldNamed(this.def, name);
    return field?.type === 'Checkbox' ? false : null;
  }

  /**
   * Sets a field; the value already has the field's Apex type. Returns it, as assignments do.
   * Throws System.SObjectException for the id of a record of another object.
   */
  setField(name: string, value: unknown): unknown {
    if (this.readOnly) throwApex('System.FinalException', 'Record is read-only');
    if (name === 'Id') this.#checkId(value);
    this.noteSet(name, this.values.put(name, value));
    return value;
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm (ID) */
  #checkId(id: unknown): void {
    const { keyPrefix } = this.def;
    if (typeof id !== 'string' || !keyPrefix || id.startsWith(keyPrefix)) return;
    throwApex('System.SObjectException', `Invalid id value for this SObject type: ${id}`);
  }

  /** Notes that Apex has set the field, which stands at that place of {@link values}. */
  noteSet(name: string, place: number): void {
    if (this.#changed || place < 0 || place >= NOTED) this.changed.add(name);
    else this.#given |= 1 << place;
  }

  #givenNames(): Set<string> {
    const names = new Set<string>();
    if (this.#given === 0) return names;
    this.values.places.forEach((name, place) => {
      if (place < NOTED && (this.#given & (1 << place)) !== 0) names.add(name);
    });
    return names;
  }

  getParent(relationship: string): ApexSObject | null {
    const parent = this.parents.get(relationship);
    if (parent === undefined && this.origin === 'queried') this.notQueried(relationship);
    return parent ?? null;
  }

  setParent(relationship: string, parent: ApexSObject | null): ApexSObject | null {
    if (this.readOnly) throwApex('System.FinalException', 'Record is read-only');
    this.parents.set(relationship, parent);
    return parent;
  }

  /** Records of a child relationship that was selected by a subquery; none of one that was not, which is no error. */
  getChildren(relationship: string): ApexList<ApexSObject> {
    return this.children.get(relationship) ?? new ApexList<ApexSObject>('SObject');
  }

  /** Puts an error on the record, or on one of its fields. */
  addError(message: string, field?: string): void {
    this.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: field ? [field] : [] });
  }

  hasErrors(): boolean {
    return this.#errors !== undefined && this.#errors.length > 0;
  }

  /**
   * `clone(preserveId, isDeepClone, preserveReadonlyTimestamps, preserveAutonumber)`.
   * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm#apex_System_SObject_clone
   */
  clone(preserveId = false, deep = false, preserveTimestamps = false, preserveAutonumber = false): ApexSObject {
    const copy = new ApexSObject(this.def, this.origin === 'queried' ? 'queried' : 'new');
    for (const [name, value] of this.values) {
      if (name === 'Id' && !preserveId) continue;
      const field = this.def.fields.get(name.toLowerCase());
      if (field && !isKept(field, preserveTimestamps, preserveAutonumber)) continue;
      copy.values.set(name, value);
      if (!field || !isReadOnlyField(field)) copy.changed.add(name);
    }
    for (const [name, parent] of this.parents) copy.parents.set(name, deep && parent ? parent.clone(true, true, true, true) : parent);
    for (const [name, records] of this.children) copy.children.set(name, records);
    copy.isCopy = true;
    copy.cloneSource = this.cloneSource ?? this.id;
    return copy;
  }

  /** Same object and the same values; an unset field equals null. */
  apexEquals(other: unknown): boolean {
    if (this === other) return true;
    if (!(other instanceof ApexSObject) || other.def !== this.def) return false;
    for (const [name, value] of this.values) if (!valuesEqual(value, other.values.get(name) ?? null)) return false;
    for (const [name, value] of other.values) if (value !== null && !this.values.has(name)) return false;
    return this.#sameParents(other);
  }

  apexHashCode(): number {
    let hash = 0;
    for (const [name, value] of this.values) if (value !== null) hash = (hash + (hashOf(name) ^ hashOf(value))) | 0;
    for (const [name, parent] of this.#parents ?? []) if (parent) hash = (hash + (hashOf(name) ^ parent.apexHashCode())) | 0;
    return hash;
  }

  #sameParents(other: ApexSObject): boolean {
    const names = new Set([...(this.#parents?.keys() ?? []), ...(other.#parents?.keys() ?? [])]);
    return [...names].every((name) => valuesEqual(this.#parents?.get(name) ?? null, other.#parents?.get(name) ?? null));
  }

  /** For `List.sort()`: label of the object, name, then the other fields in alphabetical order. */
  sortKey(): unknown[] {
    const nameField = [...this.def.fields.values()].find((field) => field.nameField)?.apiName ?? 'Name';
    const others = [...this.def.fields.values()]
      .map((field) => field.apiName)
      .filter((name) => name !== nameField && name !== 'Id')
      .sort();
    return [this.def.label, ...[nameField, ...others].map((name) => this.values.get(name) ?? null)];
  }

  private notQueried(name: string): never {
    throwApex(
      'System.SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${this.def.apiName}.${name}`,
    );
  }
}

const TIMESTAMPS = new Set(['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate']);

function isReadOnlyField(field: FieldDef): boolean {
  return field.system || field.formula !== undefined || field.type === 'AutoNumber' || field.summary !== undefined;
}

function isKept(field: FieldDef, timestamps: boolean, autonumber: boolean): boolean {
  if (TIMESTAMPS.has(field.apiName)) return timestamps;
  if (field.type === 'AutoNumber') return autonumber;
  return true;
}
