import { keepsRecentlyUsed, shareParent, type ChildRelationship, type SObjectDef } from '../../../metadata/index.ts';
import type { ApexMap } from '../../runtime/collections/index.ts';
import { ApexList, textHash } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';
import { DescribeField } from './describeField.ts';
import { DescribeMap } from './describeMap.ts';
import { fieldSetMap } from './fieldSets.ts';
import { recordTypeList, recordTypeMap } from './recordTypes.ts';
import { fieldToken, fieldTokenOf, objectNamed, sobjectType, tokenOf, type ApexSObjectField } from './tokens.ts';

/** `Schema.DescribeSObjectResult`. */
export class DescribeObject extends ApexObject {
  readonly def: SObjectDef;
  /** Child relationships were asked for at once; they are the same either way. */
  readonly isFull: boolean;

  /** @param options a value of `Schema.SObjectDescribeOptions` */
  constructor(def: SObjectDef, options?: unknown) {
    super();
    this.def = def;
    this.isFull = options === platformEnum('Schema.SObjectDescribeOptions', 'FULL');
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof DescribeObject && other.def === this.def;
  }

  override apexHashCode(): number {
    return textHash(this.def.apiName);
  }

  override get typeName(): string {
    return 'Schema.DescribeSObjectResult';
  }
}

/** `Schema.ChildRelationship`. */
class ChildRelationshipInfo extends ApexObject {
  readonly relationship: ChildRelationship;

  constructor(relationship: ChildRelationship) {
    super();
    this.relationship = relationship;
  }

  override get typeName(): string {
    return 'Schema.ChildRelationship';
  }

  /** Every describe answers the same relationships. */
  override apexEquals(other: unknown): boolean {
    return other instanceof ChildRelationshipInfo && this.#key === other.#key;
  }

  override apexHashCode(): number {
    return textHash(this.#key);
  }

  get #key(): string {
    const { name, childObject, field } = this.relationship;
    return `${childObject}.${field} ${name}`;
  }
}

/** `describe.fields` and `describe.fieldSets`: they only lead on to their maps. */
class FieldsOf extends ApexObject {
  readonly object: string;
  readonly sets: boolean;

  constructor(object: string, sets: boolean) {
    super();
    this.object = object;
    this.sets = sets;
  }

  override get typeName(): string {
    return this.sets ? 'Schema.SObjectTypeFieldSets' : 'Schema.SObjectTypeFields';
  }
}

/** `SObjectType.Account.fields.getMap()` */
export function fieldMap(object: string): ApexMap<string, ApexSObjectField> {
  const def = objectNamed(object);
  const map = new DescribeMap<ApexSObjectField>('String', 'Schema.SObjectField');
  for (const field of def.fields.values()) map.put(field.apiName.toLowerCase(), fieldTokenOf(def, field));
  return map;
}

/** `Schema.getGlobalDescribe()` */
export function globalDescribe(): ApexMap<string, unknown> {
  const map = new DescribeMap<unknown>('String', 'Schema.SObjectType');
  for (const def of current().host.source.schema.objects.values()) map.put(def.apiName.toLowerCase(), tokenOf(def));
  return map;
}

/** `SObjectType.Account` */
export function describeObject(object: string): DescribeObject {
  return new DescribeObject(objectNamed(object));
}

/** `SObjectType.Account.fields.Name` */
export function describeField(object: string, field: string): DescribeField {
  const token = fieldToken(object, field);
  return new DescribeField(token.object, token.def);
}

const access = () => current().host.accessFor(current().user.id);
const labelOf = (def: SObjectDef, plural: boolean): string =>
  current().host.source.translations.objectLabel(def.apiName, current().user.language, plural);
const isRecord = ({ def }: DescribeObject): boolean => def.kind === 'standard' || def.kind === 'custom';

/** What the records of an object are to those of another: their history or their shares. */
function associated({ def }: DescribeObject): { readonly type: string; readonly parent: string } | undefined {
  if (def.historyOf) return { type: 'History', parent: def.historyOf };
  const shared = shareParent(def);
  return shared && { type: 'Share', parent: shared.referenceTo[0]! };
}

type D = DescribeObject;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject_describe.htm */
const ANSWERS: Record<string, NativeFn> = {
  'Accessible: Boolean': (d: D) => access().canRead(d.def),
  'AssociateEntityType: String': (d: D) => associated(d)?.type ?? null,
  'AssociateParentEntity: String': (d: D) => associated(d)?.parent ?? null,
  'ChildRelationships: List<Schema.ChildRelationship>': (d: D) =>
    new ApexList(
      'Schema.ChildRelationship',
      d.def.childRelationships.map((relationship) => new ChildRelationshipInfo(relationship)),
    ),
  'Createable: Boolean': (d: D) => access().canCreate(d.def),
  'Custom: Boolean': (d: D) => d.def.kind !== 'standard',
  'CustomSetting: Boolean': (d: D) => d.def.kind === 'customSetting',
  'Deletable: Boolean': (d: D) => access().canDelete(d.def),
  // Data translation and subtypes are features that the org does not have; the rest is reserved for future use.
  'DataTranslationEnabled: Boolean': () => false,
  'DefaultImplementation: String': () => null,
  'DeprecatedAndHidden: Boolean': () => false,
  'HasSubtypes: Boolean': () => false,
  'ImplementedBy: String': () => null,
  'ImplementsInterfaces: String': () => null,
  'IsInterface: Boolean': () => false,
  'IsSubtype: Boolean': () => false,
  'KeyPrefix: String': (d: D) => d.def.keyPrefix || null,
  'FeedEnabled: Boolean': (d: D) => d.def.feeds ?? false,
  'Label: String': (d: D) => labelOf(d.def, false),
  'LabelPlural: String': (d: D) => labelOf(d.def, true),
  'LocalName: String': (d: D) => d.def.apiName,
  'Mergeable: Boolean': (d: D) => ['Account', 'Contact', 'Lead', 'Case'].includes(d.def.apiName),
  'MruEnabled: Boolean': (d: D) => keepsRecentlyUsed(current().host.source, d.def),
  'Name: String': (d: D) => d.def.apiName,
  'Queryable: Boolean': (d: D) => d.def.kind !== 'platformEvent' && access().canRead(d.def),
  'RecordTypeInfos: List<Schema.RecordTypeInfo>': (d: D) => recordTypeList(d.def),
  'RecordTypeInfosByDeveloperName: Map<String, Schema.RecordTypeInfo>': (d: D) => recordTypeMap(d.def, 'developerName'),
  'RecordTypeInfosById: Map<Id, Schema.RecordTypeInfo>': (d: D) => recordTypeMap(d.def, 'id'),
  'RecordTypeInfosByName: Map<String, Schema.RecordTypeInfo>': (d: D) => recordTypeMap(d.def, 'label'),
  'Searchable: Boolean': isRecord,
  'SObjectDescribeOption: Schema.SObjectDescribeOptions': (d: D) =>
    platformEnum('Schema.SObjectDescribeOptions', d.isFull ? 'FULL' : 'DEFERRED'),
  'SObjectType: Schema.SObjectType': (d: D) => tokenOf(d.def),
  'Undeletable: Boolean': (d: D) => isRecord(d) && access().canDelete(d.def),
  'Updateable: Boolean': (d: D) => access().canEdit(d.def),
};

const described = beans(ANSWERS);
const fieldsOf = (d: D): FieldsOf => new FieldsOf(d.def.apiName, false);
const fieldSetsOf = (d: D): FieldsOf => new FieldsOf(d.def.apiName, true);
const unsupported = (prefix: string, names: readonly string[]): string[] => names.flatMap((name) => [name, prefix + name]);

const describeType: NativeTypeSpec = {
  name: 'Schema.DescribeSObjectResult',
  methods: {
    ...described.methods,
    'getFields(): Schema.SObjectTypeFields': fieldsOf,
    'getFieldSets(): Schema.SObjectTypeFieldSets': fieldSetsOf,
  },
  properties: {
    ...described.properties,
    'Fields: Schema.SObjectTypeFields': { get: fieldsOf },
    'FieldSets: Schema.SObjectTypeFieldSets': { get: fieldSetsOf },
  },
};

function cascades(info: ChildRelationshipInfo): boolean {
  const { childObject, field } = info.relationship;
  const { def } = fieldToken(childObject, field);
  return def.deleteConstraint === 'Cascade' || def.type === 'MasterDetail';
}

const childType: NativeTypeSpec = {
  name: 'Schema.ChildRelationship',
  ...beans({
    'CascadeDelete: Boolean': cascades,
    'ChildSObject: Schema.SObjectType': (info: ChildRelationshipInfo) => sobjectType(info.relationship.childObject),
    'DeprecatedAndHidden: Boolean': () => false,
    'Field: Schema.SObjectField': (info: ChildRelationshipInfo) => fieldToken(info.relationship.childObject, info.relationship.field),
    'RelationshipName: String': (info: ChildRelationshipInfo) => info.relationship.name || null,
    'RestrictedDelete: Boolean': (info: ChildRelationshipInfo) =>
      fieldToken(info.relationship.childObject, info.relationship.field).def.deleteConstraint === 'Restrict',
  }),
  unsupported: unsupported('get', ['JunctionIdListNames', 'JunctionReferenceTo']),
};

export const describeObjectTypes: readonly NativeTypeSpec[] = [
  describeType,
  childType,
  {
    name: 'Schema.SObjectTypeFields',
    methods: { 'getMap(): Map<String, Schema.SObjectField>': (fields: FieldsOf) => fieldMap(fields.object) },
  },
  {
    name: 'Schema.SObjectTypeFieldSets',
    methods: { 'getMap(): Map<String, Schema.FieldSet>': (fields: FieldsOf) => fieldSetMap(fields.object) },
  },
];
