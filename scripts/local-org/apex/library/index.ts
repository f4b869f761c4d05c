import type { NativeTypeSpec } from '../types.ts';
import { bytesTypes } from './bytes/blob.ts';
import { cryptoType } from './bytes/crypto.ts';
import { collectionTypes } from './collections.ts';
import { resultTypes } from './database/results.ts';
import { decimalType, doubleType } from './number/decimal.ts';
import { wholeNumberTypes } from './number/integer.ts';
import { mathType } from './number/math.ts';
import { patternTypes } from './pattern.ts';
import { enumTypes } from './platform/enums.ts';
import { exceptionTypes } from './platform/exceptions.ts';
import { objectTypes } from './platform/object.ts';
import { typeType } from './platform/type.ts';
import { schemaTypes } from './schema/schema.ts';
import { aggregateResultSpec, sobjectSpec } from './sobject.ts';
import { stringType } from './string/string.ts';
import { dateType } from './time/date.ts';
import { datetimeType } from './time/datetime.ts';
import { timeTypes } from './time/time.ts';

/** Every platform type the local org knows. */
export const nativeTypes: readonly NativeTypeSpec[] = [
  ...objectTypes,
  stringType,
  ...wholeNumberTypes,
  decimalType,
  doubleType,
  mathType,
  dateType,
  datetimeType,
  ...timeTypes,
  ...bytesTypes,
  cryptoType,
  ...collectionTypes,
  ...patternTypes,
  ...enumTypes,
  ...exceptionTypes,
  typeType,
  sobjectSpec,
  aggregateResultSpec,
  ...schemaTypes,
  ...resultTypes,
];

export { describeField, describeObject, fieldMap } from './schema/describeObject.ts';
export { fieldSet, fieldSetMap } from './schema/fieldSets.ts';
export { ApexSObjectField, ApexSObjectType, fieldToken, sobjectType } from './schema/tokens.ts';
export { ApexType, typeNamed } from './platform/type.ts';
