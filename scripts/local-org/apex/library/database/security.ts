import type { AccessPolicy } from '../../../soql/index.ts';
import type { FieldDef } from '../../../metadata/index.ts';
import { ApexList, ApexMap, ApexSet } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { ApexAggregateResult, type ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { permissionSetIdOf } from '../platform/access.ts';

/** `System.SObjectAccessDecision`. */
class AccessDecision extends ApexObject {
  readonly records: ApexList<ApexSObject>;
  readonly modified = new ApexSet<number>('Integer');
  readonly removed = new ApexMap<string, ApexSet<string>>('String', 'Set<String>');

  constructor(elementType: string) {
    super();
    this.records = new ApexList<ApexSObject>(elementType);
  }

  override get typeName(): string {
    return 'SObjectAccessDecision';
  }

  note(index: number, object: string, field: string): void {
    this.modified.add(index);
    let names = this.removed.get(object);
    if (!names) this.removed.put(object, (names = new ApexSet<string>('String')));
    names.add(field);
  }
}

type Check = (policy: AccessPolicy, record: ApexSObject, field: FieldDef) => boolean;

const canCreate: Check = (policy, { def }, field) => policy.canEditField(def, field) && field.createable;
const canUpdate: Check = (policy, { def }, field) => policy.canEditField(def, field) && field.updateable;

const FIELD_CHECKS: Record<string, Check> = {
  READABLE: (policy, { def }, field) => policy.canReadField(def, field),
  CREATABLE: canCreate,
  UPDATABLE: canUpdate,
  UPSERTABLE: (policy, record, field) => canCreate(policy, record, field) && canUpdate(policy, record, field),
};

function checkObject(policy: AccessPolicy, kind: string, { def }: ApexSObject): void {
  const allowed =
    kind === 'READABLE'
      ? policy.canRead(def)
      : kind === 'CREATABLE'
        ? policy.canCreate(def)
        : kind === 'UPDATABLE'
          ? policy.canEdit(def)
          : policy.canCreate(def) && policy.canEdit(def);
  if (!allowed) throwApex('System.NoAccessException', `No access to entity: ${def.apiName}`);
}

function strip(decision: AccessDecision, index: number, record: ApexSObject, kind: string, policy: AccessPolicy): ApexSObject {
  const copy = record.clone(true, false, true, true);
  copy.isCopy = record.isCopy;
  copy.cloneSource = record.cloneSource;
  for (const name of record.values.keys()) {
    const field = record.def.fields.get(name.toLowerCase());
    if (!field || field.type === 'Id' || FIELD_CHECKS[kind]!(policy, record, field)) continue;
    copy.values.delete(name);
    copy.changed.delete(name);
    decision.note(index, record.def.apiName, name);
  }
  if (kind !== 'READABLE') return copy;
  for (const [name, parent] of record.parents) copy.parents.set(name, parent && strip(decision, index, parent, kind, policy));
  for (const [name, children] of record.children) {
    if (children.items.some((child) => !policy.canRead(child.def))) {
      copy.children.delete(name);
      decision.note(index, record.def.apiName, name);
      continue;
    }
    copy.children.set(
      name,
      new ApexList(
        children.elementType,
        children.items.map((child) => strip(decision, index, child, kind, policy)),
      ),
    );
  }
  return copy;
}

/**
 * Records without the fields the user may not access.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_with_security_stripInaccessible.htm
 */
function stripInaccessible(
  type: ApexEnum,
  records: ApexList<ApexSObject>,
  enforceObject: boolean | null = true,
  permissionSetId?: string,
): AccessDecision {
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_with_security_stripInaccessible.htm
  if (records.items.some((record) => record instanceof ApexAggregateResult)) {
    throwApex('System.SObjectException', 'AggregateResult SObject types are not supported');
  }
  const decision = new AccessDecision(records.elementType);
  const policy = current().host.accessFor(current().user.id, permissionSetId);
  const checked = new Set<string>();
  records.items.forEach((record, index) => {
    if (enforceObject !== false && !checked.has(record.def.apiName)) checkObject(policy, type.name, record);
    checked.add(record.def.apiName);
    decision.records.add(strip(decision, index, record, type.name, policy));
  });
  return decision;
}

export const securityTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Security',
    statics: {
      'stripInaccessible(System.AccessType type, List<SObject> records): System.SObjectAccessDecision': stripInaccessible,
      'stripInaccessible(System.AccessType type, List<SObject> records, Boolean enforceRootObjectCRUD): System.SObjectAccessDecision':
        stripInaccessible,
      'stripInaccessible(System.AccessType type, List<SObject> records, Id permissionSetId): System.SObjectAccessDecision': (
        ...[type, records, id]: [type: ApexEnum, records: ApexList<ApexSObject>, id: string | null]
      ) => stripInaccessible(type, records, true, permissionSetIdOf(id)),
    },
  },
  {
    name: 'System.SObjectAccessDecision',
    methods: {
      'getModifiedIndexes(): Set<Integer>': (decision: AccessDecision) => decision.modified,
      'getRecords(): List<SObject>': (decision: AccessDecision) => decision.records,
      'getRemovedFields(): Map<String, Set<String>>': (decision: AccessDecision) => decision.removed,
    },
  },
];
