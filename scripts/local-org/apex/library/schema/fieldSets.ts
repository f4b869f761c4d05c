import type { FieldDef, MetadataComponent, SObjectDef } from '../../../metadata/index.ts';
import type { ApexMap } from '../../runtime/collections/index.ts';
import { ApexList, textHash } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';
import { Described } from '../dataClass.ts';
import { DescribeMap } from './describeMap.ts';
import { displayTypeName } from './enums.ts';
import { fieldTokenOf, objectNamed, tokenOf } from './tokens.ts';

/** `Schema.FieldSet`. */
export class FieldSet extends ApexObject {
  readonly object: SObjectDef;
  readonly component: MetadataComponent;

  constructor(object: SObjectDef, component: MetadataComponent) {
    super();
    this.object = object;
    this.component = component;
  }

  override get typeName(): string {
    return 'Schema.FieldSet';
  }

  get name(): string {
    return this.component.fullName.slice(this.component.fullName.indexOf('.') + 1);
  }
}

/** `Schema.FieldSetMember`: a path from the set's object to a field. */
class FieldSetMember extends Described {
  readonly path: string;
  readonly required: boolean;
  readonly object: SObjectDef;
  readonly field: FieldDef;

  constructor(path: string, required: boolean, object: SObjectDef, field: FieldDef) {
    super();
    this.path = path;
    this.required = required;
    this.object = object;
    this.field = field;
  }

  override get typeName(): string {
    return 'Schema.FieldSetMember';
  }

  /** The same member of the same set, however often it is described. */
  override apexEquals(other: unknown): boolean {
    return other instanceof FieldSetMember && other.field === this.field && other.path === this.path && other.required === this.required;
  }

  override apexHashCode(): number {
    return textHash(this.path);
  }

  override described(): Iterable<readonly [string, unknown]> {
    return Object.entries(MEMBER).map(([signature, get]) => [signature.slice(0, signature.indexOf(':')), get(this)]);
  }
}

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

function members(set: FieldSet): ApexList<FieldSetMember> {
  const found = listOf(set.component.xml.displayedFields).map((item) => {
    const { field, isRequired } = item as { field: string; isRequired?: unknown };
    return member(set.object, field, String(isRequired) === 'true');
  });
  return new ApexList(
    'Schema.FieldSetMember',
    found.filter((item) => item !== undefined),
  );
}

function member(start: SObjectDef, path: string, required: boolean): FieldSetMember | undefined {
  const { schema } = current().host.source;
  const steps = path.split('.');
  let object = start;
  for (const step of steps.slice(0, -1)) {
    const parent = schema.parentRelationship(object, step)?.referenceTo[0];
    const def = parent && schema.object(parent);
    if (!def) return undefined;
    object = def;
  }
  const field = schema.field(object, steps.at(-1)!);
  return field && new FieldSetMember(path, required, object, field);
}

function allSets(object: SObjectDef): FieldSet[] {
  const components = current().host.source.components.get('FieldSet') ?? [];
  const prefix = `${object.apiName.toLowerCase()}.`;
  return components
    .filter((component) => component.fullName.toLowerCase().startsWith(prefix))
    .map((component) => new FieldSet(object, component));
}

/** `SObjectType.Account.fieldSets.getMap()`: found in any case, listed in lower case. */
export function fieldSetMap(object: string): ApexMap<string, FieldSet> {
  const map = new DescribeMap<FieldSet>('String', 'Schema.FieldSet');
  for (const set of allSets(objectNamed(object))) map.put(set.name.toLowerCase(), set);
  return map;
}

/** `SObjectType.Account.fieldSets.Name`. Throws a TypeError when the object has no such field set. */
export function fieldSet(object: string, name: string): FieldSet {
  const found = allSets(objectNamed(object)).find((set) => set.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new TypeError(`No field set '${name}' on ${object}`);
  return found;
}

const setBeans = beans({
  'Description: String': (set: FieldSet) => set.component.xml.description ?? null,
  'Fields: List<Schema.FieldSetMember>': members,
  'Label: String': (set: FieldSet) => set.component.xml.label ?? set.name,
  'Name: String': (set: FieldSet) => set.name,
  'NameSpace: String': () => null,
  'SObjectType: Schema.SObjectType': (set: FieldSet) => tokenOf(set.object),
});

const MEMBER: Readonly<Record<string, (item: FieldSetMember) => unknown>> = {
  'DbRequired: Boolean': (item: FieldSetMember) => item.field.required,
  'FieldPath: String': (item: FieldSetMember) => item.path,
  'Label: String': (item: FieldSetMember) =>
    current().host.source.translations.fieldLabel(item.object.apiName, item.field.apiName, current().user.language),
  'Required: Boolean': (item: FieldSetMember) => item.required,
  'Type: Schema.DisplayType': (item: FieldSetMember) => platformEnum('Schema.DisplayType', displayTypeName(item.field)),
};
const memberBeans = beans(MEMBER);

export const fieldSetTypes: readonly NativeTypeSpec[] = [
  { name: 'Schema.FieldSet', ...setBeans },
  {
    name: 'Schema.FieldSetMember',
    properties: memberBeans.properties,
    methods: {
      ...memberBeans.methods,
      'getSObjectField(): Schema.SObjectField': (item: FieldSetMember) => fieldTokenOf(item.object, item.field),
    },
  },
];
