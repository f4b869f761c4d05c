import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { ApexSObject } from './sobject/index.ts';

/**
 * Parts of the library that the language itself reaches without a method call: tokens, describes, labels, text.
 * The library installs them when it is registered.
 */
export interface LanguageServices {
  /** Text of any value, as `String.valueOf(Object)` gives. */
  str(value: unknown): string;
  /** `Account.SObjectType` */
  sobjectType(object: string): unknown;
  /** `Account.Name` */
  fieldToken(object: string, field: string): unknown;
  /** `Schema.SObjectType.Account` */
  describeObject(object: string): unknown;
  /** `Schema.SObjectType.Account.fields.Name` */
  describeField(object: string, field: string): unknown;
  fieldSet(object: string, name: string): unknown;
  fieldMap(object: string): unknown;
  fieldSetMap(object: string): unknown;
  /** `Label.Name` in the running user's language. */
  label(name: string): string;
  /** `X.class` */
  classOf(typeName: string): unknown;
  pageReference(page: string): unknown;
  /** `X__mdt.getInstance('a')`, `Setting__c.getOrgDefaults()`; `method` in lower case. */
  customData(object: string, method: string, ...args: unknown[]): unknown;
  /** The same for code of old API versions: null where there is no data. */
  settingOrNull(object: string, method: string, ...args: unknown[]): unknown;
  /** A value as text that outlives the transaction. Throws System.SerializationException for objects that live only in one. */
  freeze(value: unknown): string;
  /** The value anew. Throws TypeError when one of its classes is no more. */
  thaw(text: string): unknown;
  /** `record.Field.addError(…)` */
  addFieldError(record: ApexSObject, field: string, message: unknown, escape?: boolean): void;
}

const installed: Partial<LanguageServices> = {};

/** Called by the library for what it implements. */
export function installServices(services: Partial<LanguageServices>): void {
  Object.assign(installed, services);
}

/** The installed service. Throws UnsupportedFeatureError when there is none. */
export function service<K extends keyof LanguageServices>(name: K): LanguageServices[K] {
  const found = installed[name];
  if (!found) throw new UnsupportedFeatureError(`Apex ${name}`);
  return found;
}
