import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import { noSuchColumn, noSuchObject, SoqlError, type Position } from './errors.ts';
import type { NameChecks } from './names.ts';
import type { AccessPolicy } from './types.ts';

/** The policy of system mode: everything is allowed and visible. */
export const systemAccess: AccessPolicy = {
  canRead: () => true,
  canCreate: () => true,
  canEdit: () => true,
  canDelete: () => true,
  canReadField: () => true,
  canEditField: () => true,
  visibleRows: () => undefined,
  editableRows: (_object, ids) => new Set(ids),
  deletableRows: (_object, ids) => new Set(ids),
  transferableRows: (_object, ids) => new Set(ids),
};

/**
 * User mode: what the user may not read does not exist for the query. It is refused at once; or, after
 * {@link UserModeChecks.gather}, the query is looked through to its end and refused with everything that is inaccessible.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
export class UserModeChecks implements NameChecks {
  readonly #access: AccessPolicy;
  readonly #fields = new Map<string, Set<string>>();
  #first: SoqlError | undefined;
  #gathering = false;

  constructor(access: AccessPolicy) {
    this.#access = access;
  }

  object(object: SObjectDef, position: Position): void {
    if (!this.#access.canRead(object)) this.#refuse(noSuchObject(object.apiName, position));
  }

  field(object: SObjectDef, field: FieldDef, position: Position): void {
    if (this.#access.canReadField(object, field)) return;
    this.#refuse(noSuchColumn(field.apiName, object.apiName, position));
    const names = this.#fields.get(object.apiName);
    if (names) names.add(field.apiName);
    else this.#fields.set(object.apiName, new Set([field.apiName]));
  }

  attempt<T>(work: () => T): T {
    const before = this.#gathering;
    this.#gathering = false;
    try {
      return work();
    } finally {
      this.#gathering = before;
    }
  }

  allows(object: SObjectDef, field?: FieldDef): boolean {
    return allows(this.#access, object, field);
  }

  gather(): void {
    this.#gathering = true;
  }

  /** @throws SoqlError when something was inaccessible, in the words for what came first */
  finish(): void {
    if (!this.#first) return;
    this.#first.inaccessible = this.#fields;
    throw this.#first;
  }

  #refuse(error: SoqlError): void {
    if (!this.#gathering) throw error;
    this.#first ??= error;
  }
}

/** WITH SECURITY_ENFORCED: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_with_security_enforced.htm */
export function securityEnforcedChecks(access: AccessPolicy): NameChecks {
  const refuse = (position: Position): never => {
    throw new SoqlError('INVALID_FIELD', 'Insufficient permissions: secure query included inaccessible field', position);
  };
  return {
    object(object, position) {
      if (!access.canRead(object)) refuse(position);
    },
    field(object, field, position) {
      if (!access.canReadField(object, field)) refuse(position);
    },
    attempt: (work) => work(),
    allows: (object, field) => allows(access, object, field),
  };
}

function allows(access: AccessPolicy, object: SObjectDef, field: FieldDef | undefined): boolean {
  return field ? access.canReadField(object, field) : access.canRead(object);
}
