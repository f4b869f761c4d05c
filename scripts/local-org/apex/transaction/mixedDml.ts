import type { DmlError, DmlOperation } from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import type { ApexSObject } from '../runtime/sobject/index.ts';

/**
 * Objects that decide what users may see. A transaction saves records of these, or other records, not both.
 * https://developer.salesforce.com/docs/platform/apex-dev/references/apex-dev/apex-dml-non-mix-sobjects.html
 */
const SETUP_OBJECTS: ReadonlySet<string> = new Set([
  ...['AuthSession', 'ContentWorkspace', 'FieldPermissions', 'ForecastingShare', 'Group', 'GroupMember', 'ObjectPermissions'],
  ...['ObjectTerritory2AssignmentRule', 'ObjectTerritory2AssignmentRuleItem', 'PermissionSet', 'PermissionSetAssignment'],
  ...['PermissionSetGroup', 'PermissionSetGroupComponent', 'MutingPermissionSet', 'PermissionSetLicenseAssign'],
  ...['QueueSobject', 'RuleTerritory2Association', 'SetupEntityAccess', 'Territory', 'Territory2', 'Territory2Model', 'User'],
  ...['UserPackageLicense', 'UserRole', 'UserTerritory', 'UserTerritory2Association'],
]);

/** Fields of a user whose change is not to be mixed with other records. */
const USER_FIELDS = ['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId'];

/** Which kinds of objects a transaction has saved. Jobs begin anew; a block of `System.runAs` may save both. */
export class MixedDml {
  #setup: string | undefined;
  #other: string | undefined;
  readonly #mayMix: boolean;

  constructor(mayMix = false) {
    this.#mayMix = mayMix;
  }

  /**
   * Notes a save that is about to begin.
   * @returns the error of all its records when the transaction has saved records of the other kind
   */
  begin(operation: DmlOperation | 'merge', records: readonly ApexSObject[]): DmlError | undefined {
    for (const def of new Set(records.map((record) => record.def))) {
      const kind = kindOf(def, operation, records);
      const refused = kind === 'either' ? undefined : this.#note(def.apiName, kind);
      if (refused) return refused;
    }
    return undefined;
  }

  /** Notes a change of setup that is no record of Apex. @returns the error when the transaction has saved other records */
  beginSetup(object: string): DmlError | undefined {
    return this.#note(object, 'setup');
  }

  #note(object: string, kind: 'setup' | 'other'): DmlError | undefined {
    if (this.#mayMix) return undefined;
    const first = kind === 'setup' ? this.#other : this.#setup;
    if (first !== undefined) return refusal(object, first);
    if (kind === 'setup') this.#setup ??= object;
    else this.#other ??= object;
    return undefined;
  }
}

function kindOf(def: SObjectDef, operation: DmlOperation | 'merge', records: readonly ApexSObject[]): 'setup' | 'other' | 'either' {
  // Events are published, not saved; the documented list says that it is not complete, so these may stand with both.
  if (def.kind === 'platformEvent' || def.apiName === 'EmailTemplate' || def.apiName === 'Folder') return 'either';
  if (!SETUP_OBJECTS.has(def.apiName)) return 'other';
  if (def.apiName === 'Group' && (operation === 'insert' || operation === 'update')) return 'either';
  if (def.apiName === 'User') {
    const users = records.filter((record) => record.def === def);
    if (operation === 'insert' && users.every((user) => (user.values.get('UserRoleId') ?? null) === null)) return 'either';
    if (operation === 'update' && !users.some((user) => USER_FIELDS.some((name) => user.changed.has(name)))) return 'either';
  }
  return 'setup';
}

function refusal(object: string, original: string): DmlError {
  const message = `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${object}, original object: ${original}`;
  return { statusCode: 'MIXED_DML_OPERATION', message, fields: [] };
}
