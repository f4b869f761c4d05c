import { toNeutral, ApexSObject } from '../apex/index.ts';
import { compileFormula, FormulaError, globalInput, IS_NEW, PRIOR, type TypedFormula } from '../dml/index.ts';
import type { FieldDef, FieldType, FieldValue, Schema, SObjectDef } from '../metadata/index.ts';
import type { DataType, ResourceType } from './definition.ts';
import type { Frame } from './frame.ts';
import type { FlowNode } from './node.ts';
import { referenceTo } from './references.ts';

const FIELD_TYPES: Readonly<Record<DataType, FieldType>> = {
  apex: 'Text',
  boolean: 'Checkbox',
  currency: 'Currency',
  date: 'Date',
  datetime: 'DateTime',
  multipicklist: 'MultiselectPicklist',
  number: 'Number',
  picklist: 'Text',
  sobject: 'Lookup',
  string: 'Text',
  time: 'Time',
};

/** Resources whose names begin with `$` that formulas know nothing of: they are read under names of their own. */
const OWN_GLOBALS = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\$(Record__Prior|Record|Flow)\b(\.?)/gi;
const MERGE_FIELD = /\{!\s*([^{}]+?)\s*\}/g;
/** `[$Record].Field` is the older way to write it. */
const BRACKETS = /\[(\$Record(?:__Prior)?|\w+)\]/gi;

const FLOW_TYPES: Readonly<Record<string, DataType>> = { currentdate: 'date', currentdatetime: 'datetime' };

/** Formulas over the resources of one flow: each is a field of an object that stands for the flow. */
export class FlowFormulas {
  readonly #object: SObjectDef;
  readonly #schema: Schema;
  readonly #typeOf: (name: string) => ResourceType | undefined;
  readonly #fields = new Map<string, FieldDef | undefined>();

  /** @param typeOf type of the resource of a lower-cased name; `$record` for the record that started the flow */
  constructor(schema: Schema, typeOf: (name: string) => ResourceType | undefined) {
    this.#typeOf = typeOf;
    this.#object = { apiName: 'Flow', label: 'Flow', fields: new Map<string, FieldDef>() } as unknown as SObjectDef;
    this.#schema = this.#schemaOver(schema);
  }

  /** Result of a formula for an interview. A formula that is none is a problem of the node it stands in. */
  evaluate(source: string, frame: Frame, node: FlowNode): FieldValue {
    const compiled = this.#compile(source, node);
    const globals = globalInput(frame.context.transaction.formulaGlobals());
    return compiled.evaluate((path) => {
      if (path === IS_NEW) return frame.context.trigger?.isNew ?? false;
      if (path.startsWith(PRIOR)) return priorValue(frame, path.slice(PRIOR.length));
      return path.startsWith('$') ? globals(path) : valueAt(frame, restored(path));
    });
  }

  #compile(source: string, node: FlowNode): TypedFormula {
    const plain = mangled(source.replace(MERGE_FIELD, '$1').replace(BRACKETS, '$1'));
    try {
      return compileFormula(plain, this.#object, this.#schema);
    } catch (error) {
      if (error instanceof FormulaError) return node.fail(error.message);
      throw error;
    }
  }

  #field(name: string): FieldDef | undefined {
    const key = name.toLowerCase();
    if (!this.#fields.has(key)) this.#fields.set(key, this.#made(key));
    return this.#fields.get(key);
  }

  #made(key: string): FieldDef | undefined {
    const flowVariable = /^flow__flow_(\w+)$/.exec(key)?.[1];
    const type: ResourceType | undefined =
      flowVariable === undefined ? this.#typeOf(restored(key)) : { dataType: FLOW_TYPES[flowVariable] ?? 'string', isCollection: false };
    if (!type || type.isCollection) return undefined;
    const isRecord = type.dataType === 'sobject';
    return {
      apiName: key,
      label: key,
      type: FIELD_TYPES[type.dataType],
      referenceTo: isRecord && type.of !== undefined ? [type.of] : [],
      ...(isRecord ? { relationshipName: key } : {}),
    } as unknown as FieldDef;
  }

  /** The org's schema and the object of the flow. */
  #schemaOver(schema: Schema): Schema {
    const own = (name: string): FieldDef | undefined => this.#field(name);
    return {
      objects: schema.objects,
      object: (name) => schema.object(name),
      field: (owner, name) => (owner === this.#object ? own(name) : schema.field(owner, name)),
      parentRelationship: (owner, name) => {
        if (owner !== this.#object) return schema.parentRelationship(owner, name);
        const field = own(name);
        return field?.relationshipName === undefined ? undefined : field;
      },
      childRelationship: (owner, name) => schema.childRelationship(owner, name),
      byKeyPrefix: (prefix) => schema.byKeyPrefix(prefix),
      allByKeyPrefix: (prefix) => schema.allByKeyPrefix(prefix),
    };
  }
}

/** `$Record.Name` → `flow__record.Name`, `$Flow.CurrentDate` → `flow__flow_CurrentDate`; texts stay as they are. */
function mangled(source: string): string {
  return source.replace(OWN_GLOBALS, (all, text: string | undefined, name: string, dot: string) => {
    if (text !== undefined) return all;
    return `flow__${name.toLowerCase()}${dot === '.' && /^flow$/i.test(name) ? '_' : dot}`;
  });
}

function restored(path: string): string {
  return path
    .replace(/:\w+/g, '')
    .replace(/^flow__flow_/i, '$Flow.')
    .replace(/^flow__/i, '$');
}

function valueAt(frame: Frame, path: string): FieldValue {
  const [root = ''] = path.split('.');
  if (path.includes('.') && !/^\$flow$/i.test(root) && referenceTo(root).get(frame) === null) return null;
  const value = referenceTo(path).get(frame);
  return value instanceof ApexSObject ? value.id : toNeutral(value);
}

/** The value before the save; that of a new record is its present one. */
function priorValue(frame: Frame, path: string): FieldValue {
  const now = restored(path);
  return valueAt(frame, frame.context.trigger?.prior ? now.replace(/^\$record(?=\.)/i, '$Record__Prior') : now);
}
