import { ApexObject, ApexSObject, memberOf, recordsFromRows, setMember } from '../apex/index.ts';
import type { SObjectDef } from '../metadata/index.ts';
import type { QueryRow } from '../soql/index.ts';
import type { Frame } from './frame.ts';
import { FlowFault, notSet } from './errors.ts';
import { readGlobal } from './globals.ts';
import { convert, convertToField, fieldNamed } from './values.ts';

/** Something that a flow can name: `variable`, `record.Field`, `$Record.Account.Name`, `Action.output`. */
export interface Reference {
  readonly path: string;
  get(frame: Frame): unknown;
  /** Puts an already copied value there. */
  set(frame: Frame, value: unknown): void;
}

/** A reference as metadata writes it, without braces. */
export function referenceTo(path: string): Reference {
  const [root = '', ...rest] = path.split('.');
  return {
    path,
    get: (frame) => read(frame, path, root, rest),
    set: (frame, value) => write(frame, path, root, rest, value),
  };
}

function read(frame: Frame, path: string, root: string, rest: readonly string[]): unknown {
  if (root.startsWith('$') && !/^\$record/i.test(root)) return readGlobal(frame, path, root.toLowerCase(), rest);
  let value = rootValue(frame, root);
  rest.forEach((name, index) => {
    if (value === null) {
      // A parent or a record that was not found has no fields; a variable that holds no record cannot be asked for them.
      if (index === 0 && frame.flow.variables.has(root.toLowerCase())) throw notSet(path);
      return;
    }
    value = memberAt(frame, value, name, path);
  });
  return value ?? null;
}

function rootValue(frame: Frame, root: string): unknown {
  const key = root.toLowerCase();
  const { trigger } = frame.context;
  if (key === '$record') return trigger?.record ?? null;
  if (key === '$record__prior') return trigger?.prior ?? null;
  const held = frame.values.get(key);
  if (held !== undefined) return held;
  const resource = frame.flow.resources.get(key);
  if (resource) return resource.value(frame);
  if (frame.flow.elements.has(key) || frame.flow.outputs.has(key)) return null;
  throw new FlowFault(`The flow has no resource ${root}.`);
}

function memberAt(frame: Frame, value: unknown, name: string, path: string): unknown {
  if (value instanceof ApexSObject) return recordMember(frame, value, name);
  if (value instanceof Map) return (value as Map<string, unknown>).get(name.toLowerCase()) ?? null;
  if (value instanceof ApexObject) return memberOf(value, name);
  throw notSet(path);
}

/** A field of a record, or the record that a lookup leads to: read when it is not there yet. */
function recordMember(frame: Frame, record: ApexSObject, name: string): unknown {
  const field = fieldNamed(record.def, name);
  if (field) return record.values.get(field.apiName) ?? (field.type === 'Checkbox' ? false : null);
  const { schema } = frame.context.transaction.host.source;
  const lookup = schema.parentRelationship(record.def, name);
  if (!lookup) throw new FlowFault(`${record.def.apiName} has no field ${name}.`);
  const known = record.parents.get(lookup.relationshipName ?? name);
  if (known !== undefined) return known;
  const id = record.values.get(lookup.apiName);
  return typeof id === 'string' ? parentOf(frame, id) : null;
}

function parentOf(frame: Frame, id: string): ApexSObject | null {
  const { transaction } = frame.context;
  const { schema } = transaction.host.source;
  const object = schema.byKeyPrefix(id.slice(0, 3));
  if (!object) return null;
  const soql = `SELECT ${queryableFields(object).join(', ')} FROM ${object.apiName} WHERE Id = :id`;
  const rows = transaction.rows(soql, new Map([['id', id]]), { userMode: false, sharing: false });
  return recordsFromRows(rows as readonly QueryRow[], schema, object.apiName).items[0] ?? null;
}

const COMPOUND: ReadonlySet<string> = new Set(['Base64', 'Address', 'Location']);

/** Fields that a flow reads when it asks for none by name: all but those that are made of others, and files. */
export function queryableFields(object: SObjectDef): readonly string[] {
  return [...object.fields.values()].filter(({ type }) => !COMPOUND.has(type)).map(({ apiName }) => apiName);
}

function write(frame: Frame, path: string, root: string, rest: readonly string[], value: unknown): void {
  const last = rest.at(-1);
  if (last === undefined) {
    const key = root.toLowerCase();
    const variable = frame.flow.variables.get(key);
    if (!variable) throw new FlowFault(`${path} cannot be assigned to.`);
    frame.values.set(key, convert(value, variable));
    return;
  }
  const owner = rest.length === 1 ? ownerOf(frame, root, last) : read(frame, path, root, rest.slice(0, -1));
  if (owner instanceof ApexSObject) setField(owner, last, value);
  else if (owner instanceof ApexObject) setMember(owner, last, value);
  else throw notSet(path);
}

/** The record that a field is assigned to: a record variable that holds none yet gets one. */
function ownerOf(frame: Frame, root: string, field: string): unknown {
  const held = rootValue(frame, root);
  const variable = frame.flow.variables.get(root.toLowerCase());
  if (held !== null || !variable) return held;
  const made = emptyOf(frame, variable.dataType, variable.of, `${root}.${field}`);
  frame.values.set(root.toLowerCase(), made);
  return made;
}

function emptyOf(frame: Frame, dataType: string, of: string | undefined, path: string): unknown {
  const { transaction } = frame.context;
  if (dataType === 'apex') return transaction.findType(of ?? '')?.newInstance() ?? null;
  const object = of === undefined ? undefined : transaction.host.source.schema.object(of);
  if (!object) throw notSet(path);
  return new ApexSObject(object);
}

/** Sets a field of a record, converted to its type. */
export function setField(record: ApexSObject, name: string, value: unknown): void {
  const field = fieldNamed(record.def, name);
  if (!field) throw new FlowFault(`${record.def.apiName} has no field ${name}.`);
  record.setField(field.apiName, convertToField(value, field));
}
