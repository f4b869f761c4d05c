import type { FieldDef, SObjectDef } from '../../../metadata/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { AGGREGATE_RESULT } from '../../runtime/sobject/aggregate.ts';

/** `Schema.SObjectType`: one object per SObject and schema. */
export class ApexSObjectType extends ApexObject {
  readonly def: SObjectDef;

  constructor(def: SObjectDef) {
    super();
    this.def = def;
  }

  override get typeName(): string {
    return 'Schema.SObjectType';
  }

  override apexToString(): string {
    return this.def.apiName;
  }
}

/** `Schema.SObjectField`: one object per field of an SObject. */
export class ApexSObjectField extends ApexObject {
  readonly object: SObjectDef;
  readonly def: FieldDef;

  constructor(object: SObjectDef, def: FieldDef) {
    super();
    this.object = object;
    this.def = def;
  }

  override get typeName(): string {
    return 'Schema.SObjectField';
  }

  override apexToString(): string {
    return this.def.apiName;
  }
}

const types = new WeakMap<SObjectDef, ApexSObjectType>();
const fieldTokens = new WeakMap<SObjectDef, Map<string, ApexSObjectField>>();

export function tokenOf(def: SObjectDef): ApexSObjectType {
  let token = types.get(def);
  if (!token) types.set(def, (token = new ApexSObjectType(def)));
  return token;
}

export function fieldTokenOf(object: SObjectDef, field: FieldDef): ApexSObjectField {
  let tokens = fieldTokens.get(object);
  if (!tokens) fieldTokens.set(object, (tokens = new Map<string, ApexSObjectField>()));
  let token = tokens.get(field.apiName);
  if (!token) tokens.set(field.apiName, (token = new ApexSObjectField(object, field)));
  return token;
}

/** Definition of the object of that API name in the running org. Throws a TypeError when there is none. */
export function objectNamed(apiName: string): SObjectDef {
  const def = apiName === AGGREGATE_RESULT.apiName ? AGGREGATE_RESULT : current().host.source.schema.object(apiName);
  if (!def) throw new TypeError(`No object '${apiName}' in this org`);
  return def;
}

/** `Account.SObjectType`. */
export function sobjectType(apiName: string): ApexSObjectType {
  return tokenOf(objectNamed(apiName));
}

/** `Account.Name` as a token. */
export function fieldToken(apiName: string, field: string): ApexSObjectField {
  const object = objectNamed(apiName);
  const def = object.fields.get(field.toLowerCase());
  if (!def) throwApex('System.SObjectException', `Invalid field ${field} for ${object.apiName}`);
  return fieldTokenOf(object, def);
}

/** Token of the records a collection of `elementType` holds; null when they are no SObjects. */
export function tokenOfElements(elementType: string): ApexSObjectType | null {
  const def = elementType === AGGREGATE_RESULT.apiName ? AGGREGATE_RESULT : current().findType(elementType)?.object;
  return def ? tokenOf(def) : null;
}
