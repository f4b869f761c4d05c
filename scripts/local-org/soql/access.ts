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
};

/** User mode: what the user may not read does not exist for the query. */
export function userModeChecks(access: AccessPolicy): NameChecks {
  return {
    object(object: SObjectDef, position: Position): void {
      if (!access.canRead(object)) throw noSuchObject(object.apiName, position);
    },
    field(object: SObjectDef, field: FieldDef, position: Position): void {
      if (!access.canReadField(object, field)) throw noSuchColumn(field.apiName, object.apiName, position);
    },
  };
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
  };
}
