import type { DmlOperation } from '../../dml/index.ts';
import type { AccessPolicy } from '../../soql/index.ts';
import { throwApex } from '../runtime/exception.ts';
import type { ApexSObject } from '../runtime/sobject/index.ts';

/**
 * In user mode a save of objects the user may not change at all does not begin.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 * @throws System.SecurityException
 */
export function requireAccess(access: AccessPolicy, operation: DmlOperation, records: readonly ApexSObject[]): void {
  for (const def of new Set(records.map((record) => record.def))) {
    const allowed =
      operation === 'insert'
        ? access.canCreate(def)
        : operation === 'delete'
          ? access.canDelete(def)
          : access.canEdit(def) && (operation !== 'upsert' || access.canCreate(def));
    if (!allowed) throwApex('System.SecurityException', `Access to entity '${def.apiName}' denied`);
  }
}
