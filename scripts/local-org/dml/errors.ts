import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import type { DmlError, TriggerEvent, TriggerTiming } from './types.ts';

/**
 * Status codes and messages of the platform.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm (StatusCode)
 */
const error = (statusCode: string, message: string, fields: readonly string[] = []): DmlError => ({ statusCode, message, fields });

/** Builds the errors of a save; `label` is always the translated label of the field or object. */
export const DmlErrors = {
  requiredFieldMissing: (fields: readonly string[]) =>
    error('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields),
  stringTooLong: (label: string, field: FieldDef, value: string, max: number) =>
    error('STRING_TOO_LONG', `${label}: data value too large: ${value} (max length=${max})`, [field.apiName]),
  numberOutsideRange: (label: string, field: FieldDef, value: number) =>
    error('NUMBER_OUTSIDE_VALID_RANGE', `${label}: value outside of valid range on numeric field: ${value}`, [field.apiName]),
  badPicklistValue: (label: string, field: FieldDef, value: string) =>
    error('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${label}: bad value for restricted picklist field: ${value}`, [field.apiName]),
  invalidEmail: (label: string, field: FieldDef, value: string) =>
    error('INVALID_EMAIL_ADDRESS', `${label}: invalid email address: ${value}`, [field.apiName]),
  wrongType: (label: string, field: FieldDef, value: unknown) =>
    error('INVALID_TYPE_ON_FIELD_IN_RECORD', `${label}: value not of required type: ${String(value)}`, [field.apiName]),
  malformedId: (label: string, field: string, value: string) =>
    error('MALFORMED_ID', `${label}: id value of incorrect type: ${value}`, [field]),
  wrongObjectId: (label: string, field: FieldDef, value: string) =>
    error('FIELD_INTEGRITY_EXCEPTION', `${label}: id value of incorrect type: ${value}`, [field.apiName]),
  invalidCrossReference: (fields: readonly string[] = []) => error('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', fields),
  /** A permission set that is not there has words of its own. */
  noSuchParent: ({ apiName }: SObjectDef, field: FieldDef) => {
    const message =
      apiName === 'PermissionSetAssignment' && field.apiName === 'PermissionSetId'
        ? "Permission set doesn't exist"
        : 'invalid cross reference id';
    return error('INVALID_CROSS_REFERENCE_KEY', message, [field.apiName]);
  },
  crossReferenceDeleted: (field: FieldDef) => error('ENTITY_IS_DELETED', 'entity is deleted', [field.apiName]),
  crossReferenceAccess: (field: FieldDef, id: string) =>
    error('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`, [
      field.apiName,
    ]),
  duplicateValue: (field: FieldDef, id: string) =>
    error('DUPLICATE_VALUE', `duplicate value found: ${field.apiName} duplicates value on record with id: ${id.slice(0, 15)}`, []),
  duplicateLink: () => error('DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>'),
  recordTypeNotValid: (label: string, id: string) =>
    error('INVALID_CROSS_REFERENCE_KEY', `${label}: this ID value isn't valid for the user: ${id}`, ['RecordTypeId']),
  duplicateUsername: () =>
    error(
      'DUPLICATE_USERNAME',
      'Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn’t need to match the user’s email address). ',
      ['Username'],
    ),
  traceFlagTooLong: () =>
    error('FIELD_INTEGRITY_EXCEPTION', 'Expiration Date: a trace flag expires at most 24 hours after its start date', ['ExpirationDate']),
  traceFlagExpired: () =>
    error('FIELD_INTEGRITY_EXCEPTION', 'Expiration Date: a trace flag expires after its start date', ['ExpirationDate']),
  traceFlagOverlaps: () =>
    error(
      'FIELD_INTEGRITY_EXCEPTION',
      "This entity is already being traced by a trace flag with a start and expiration date that overlap this trace flag's start and expiration date.",
      ['TracedEntityId'],
    ),
  queueNotAssociated: () => error('INVALID_OPERATION', 'Queue not associated with this SObject type', ['OwnerId']),
  inactiveOwner: (id: string) =>
    error('INACTIVE_OWNER_OR_USER', `operation performed with inactive user [${id.slice(0, 15)}] as owner of the record`, ['OwnerId']),
  lookupFilter: (message: string | undefined, field: FieldDef) =>
    error('FIELD_FILTER_VALIDATION_EXCEPTION', message ?? 'Value does not exist or does not match filter criteria.', [field.apiName]),
  trivialShare: (field: FieldDef, level: string) => {
    const message = `${field.apiName} (trivial share level ${level}, for organization with default level ${level})`;
    return error('FIELD_FILTER_VALIDATION_EXCEPTION', message, [field.apiName]);
  },
  parentsMissing: (message: string, fields: readonly string[]) => error('FIELD_INTEGRITY_EXCEPTION', message, fields),
  validationRule: (message: string, fields: readonly string[]) => error('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields),
  /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_trigger_addError.htm */
  triggerFailed: (failure: TriggerFailure) => error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', failure.message),
  entityType: (verb: 'inserted' | 'updated' | 'deleted' | 'undeleted', objectLabel: string) =>
    error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be ${verb}: ${objectLabel}`),
  fieldSecurity: (fields: readonly string[]) =>
    error(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      fields,
    ),
  /** https://help.salesforce.com/s/articleView?id=000386207 */
  badFieldNames: (object: string, fields: readonly string[]) =>
    error('INVALID_FIELD_FOR_INSERT_UPDATE', `${object}: bad field names on insert/update call: ${fields.join(', ')}`, fields),
  marriesWithFields: () =>
    error('INVALID_FIELD_FOR_INSERT_UPDATE', 'Cannot specify any additional fields when marrying or separating a Person-Account'),
  personParent: (field: FieldDef) =>
    error('INVALID_PERSON_ACCOUNT_OPERATION', 'A person account has no accounts and no other contacts below it', [field.apiName]),
  idOnInsert: () => error('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']),
  idMissing: (call: string) => error('MISSING_ARGUMENT', `Id not specified in an ${call} call`),
  externalIdMissing: (field: string) => error('MISSING_ARGUMENT', `${field} not specified`),
  noSuchField: (field: string, object: SObjectDef) =>
    error(
      'INVALID_FIELD',
      `No such column '${field}' on entity '${object.apiName}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    ),
  parentNotFound: (value: unknown, field: string, object: string) =>
    error('INVALID_FIELD', `Foreign key external ID: ${String(value)} not found for field ${field} in entity ${object}`),
  duplicateExternalId: (label: string, field: string, ids: readonly string[]) =>
    error('DUPLICATE_EXTERNAL_ID', `${label}: more than one record found for external id field: [${ids.join(', ')}]`, [field]),
  externalIdTwice: (field: string, value: unknown) =>
    error('DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, [field]),
  /** A record that the user does not even see. */
  hiddenRecord: () => error('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'insufficient access rights on cross-reference id'),
  readOnlyRecord: () => error('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'),
  /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm */
  unableToLock: (ids: readonly string[]) =>
    error(
      'UNABLE_TO_LOCK_ROW',
      ids.length === 0
        ? 'unable to obtain exclusive access to this record'
        : `unable to obtain exclusive access to this record or ${ids.length} records: ${ids.map((id) => id.slice(0, 15)).join(',')}`,
    ),
  notMergeable: (objectLabel: string) => error('INVALID_OPERATION', `${objectLabel} records cannot be merged`),
  mergeCount: () => error('INVALID_OPERATION', 'One or two records can be merged into a master record'),
  mergeMismatch: () => error('INVALID_OPERATION', 'Merged records must be other records of the same object as the master record'),
  leadConverted: () => error('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'),
  leadOwnedByQueue: () =>
    error(
      'INVALID_CROSS_REFERENCE_KEY',
      'Converted objects can only be owned by users.  If the lead is not owned by a user, you must specify a user for the Owner field.',
      ['OwnerId'],
    ),
  invalidConvertedStatus: (status: string | null) => error('INVALID_STATUS', `invalid convertedStatus: ${status ?? 'null'}`),
  isDeleted: () => error('ENTITY_IS_DELETED', 'entity is deleted'),
  /** Names the record and its children, the label of which is in lower case. */
  deleteRestricted: (name: string, childLabel: string, children: readonly string[]) =>
    error(
      'DELETE_FAILED',
      `Your attempt to delete ${name} could not be completed because it is associated with the following ${childLabel.toLowerCase()}.: ${children.join(', ')}\n`,
    ),
  notInRecycleBin: () => error('UNDELETE_FAILED', 'Entity is not in the recycle bin'),
  /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_bulk_exceptions.htm */
  tooManyRetries: () =>
    error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'Too many batch retries in the presence of Apex triggers and partial failures.'),
  /** Answered for the records that were fine in a refused all-or-none call; Apex leaves them out of its DmlException. */
  rolledBack: () =>
    error(
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'Record rolled back because not all records were valid and the request was using AllOrNone header',
    ),
} as const;

/** Whether an error only says that other records failed. */
export function isRolledBackOnly(dmlError: DmlError): boolean {
  return dmlError.statusCode === 'ALL_OR_NONE_OPERATION_ROLLED_BACK';
}

/** What fails every record of a chunk in its triggers, thrown by the {@link TriggerRunner}; the message is that of the error. */
export class TriggerFailure extends Error {
  readonly code = 'TRIGGER_FAILURE';

  private constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TriggerFailure';
  }

  /**
   * An unhandled exception inside a trigger: `Name: execution of BeforeInsert`, a blank line and `caused by: …`.
   * @param causedBy the Apex exception as text: type, message, blank line, Apex stack trace.
   */
  static unhandled(trigger: string, timing: TriggerTiming, event: TriggerEvent, causedBy: string, options?: ErrorOptions): TriggerFailure {
    return new TriggerFailure(`${trigger}: execution of ${eventName(timing, event)}\n\ncaused by: ${causedBy}`, options);
  }

  /** Triggers that fire each other too deep; `running` are those on the way, outermost first. */
  static tooDeep(
    object: string,
    running: readonly { object: string; timing: TriggerTiming; event: TriggerEvent; ids: readonly (string | null)[] }[],
  ): TriggerFailure {
    const lines = running.map((frame) => {
      const ids = frame.ids.map((id) => id?.slice(0, 15) ?? 'new');
      return `${frame.object} trigger event ${eventName(frame.timing, frame.event)} for [${ids.join(', ')}]`;
    });
    return new TriggerFailure([`${object}: maximum trigger depth exceeded`, ...lines].join('\n'));
  }
}

/** e.g. `BeforeInsert`. */
function eventName(timing: TriggerTiming, event: TriggerEvent): string {
  return [timing, event].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
