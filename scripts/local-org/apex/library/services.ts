import { ApexException } from '../runtime/exception.ts';
import { installServices } from '../runtime/services.ts';
import type { ApexSObject } from '../runtime/sobject/index.ts';
import { textOf } from '../runtime/text/index.ts';
import { customData, settingOrNull } from './platform/customData.ts';
import { pageReference } from './web/pages.ts';
import { typeNamed } from './platform/type.ts';
import { label } from './platform/user.ts';
import { describeField, describeObject, fieldMap } from './schema/describeObject.ts';
import { fieldSet, fieldSetMap } from './schema/fieldSets.ts';
import { fieldToken, sobjectType } from './schema/tokens.ts';

/** `Name.class`. Throws a TypeError for an unknown type: the checker has let it pass. */
function classOf(typeName: string): unknown {
  const type = typeNamed(typeName);
  if (!type) throw new TypeError(`No type '${typeName}'`);
  return type;
}

function addFieldError(record: ApexSObject, field: string, error: unknown): void {
  const message = error instanceof ApexException ? (error.apexMessage ?? 'Script-thrown exception') : textOf(error);
  record.addError(message, field);
}

installServices({
  str: textOf,
  sobjectType,
  fieldToken,
  describeObject,
  describeField,
  fieldSet,
  fieldMap,
  fieldSetMap,
  label: (name) => label(name),
  classOf,
  customData,
  settingOrNull,
  addFieldError,
  pageReference,
});
