import { ApiError, type OrgSession } from '../../api/index.ts';
import type { DmlError } from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';

/** A feature of list views, layouts or pages that the local org cannot honour: it is named, never ignored. */
export function unsupportedUi(feature: string): ApiError {
  return new ApiError(501, 'UNSUPPORTED_FEATURE', `The local org does not support ${feature} yet`);
}

interface RecordError {
  readonly constituentField: null;
  readonly duplicateRecordError: null;
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}

const GENERAL: Readonly<Record<'create' | 'update' | 'delete', Readonly<Record<'en' | 'ru', string>>>> = {
  create: {
    en: 'An error occurred while trying to create the record. Please try again.',
    ru: 'При создании записи произошла ошибка. Повторите попытку.',
  },
  update: {
    en: 'An error occurred while trying to update the record. Please try again.',
    ru: 'При обновлении записи произошла ошибка. Повторите попытку.',
  },
  delete: {
    en: 'An error occurred while trying to delete the record. Please try again.',
    ru: 'При удалении записи произошла ошибка. Повторите попытку.',
  },
};

/**
 * A refused save in the UI API's shape: errors of fields by field, the others at the top.
 * https://developer.salesforce.com/docs/platform/lwc/guide/data-error.html
 */
export function recordError(
  session: OrgSession,
  object: SObjectDef,
  operation: 'create' | 'update' | 'delete',
  errors: readonly DmlError[],
): ApiError {
  const fieldErrors: Record<string, RecordError[]> = {};
  const top: RecordError[] = [];
  for (const error of errors) {
    const field = error.fields.map((name) => session.org.source.schema.field(object, name)).find((found) => found !== undefined);
    const entry: RecordError = {
      constituentField: null,
      duplicateRecordError: null,
      errorCode: error.statusCode,
      field: field?.apiName ?? null,
      fieldLabel: field ? session.org.source.translations.fieldLabel(object.apiName, field.apiName, session.language) : null,
      message: error.message,
    };
    if (field) (fieldErrors[field.apiName] ??= []).push(entry);
    else top.push(entry);
  }
  const forbidden = errors.some(({ statusCode }) => /^INSUFFICIENT_ACCESS/.test(statusCode));
  const statusCode = forbidden ? 403 : 400;
  const message = GENERAL[operation][session.language.startsWith('ru') ? 'ru' : 'en'];
  const body = { message, statusCode, enhancedErrorType: 'RecordError', output: { errors: top, fieldErrors } };
  return new ApiError(statusCode, errors[0]?.statusCode ?? 'UNKNOWN_EXCEPTION', message, { body });
}
