import type { FieldInfo, ObjectInfo, PicklistValues, RecordDoc, SaveError } from './types';

/** What a record form gives to the fields inside it. */
export interface FormContext {
  readonly objectInfo: ObjectInfo;
  /** The record shown, or the defaults of a new one. */
  readonly record: RecordDoc;
  /** Values of all picklist fields for the record type. */
  readonly picklists: Readonly<Record<string, PicklistValues>>;
}

/** A field inside a record form, as the form sees it. Closures, so that a field shows nothing of itself to others. */
export interface FormField {
  readonly fieldName: () => string | undefined;
  readonly receive: (context: FormContext) => void;
  /** Input fields only: the value to save. */
  readonly value?: () => unknown;
  readonly isInput: boolean;
  readonly reportValidity: () => boolean;
  readonly focus?: () => void;
  readonly setErrors: (errors: readonly SaveError[]) => void;
  readonly reset: () => void;
  /** A controlling field of this field changed. */
  readonly controllerChanged: (value: unknown) => void;
}

/** Messages of a refused save, for `lightning-messages`. */
export interface FormMessages {
  readonly setMessages: (messages: readonly string[]) => void;
}

export const REGISTER_FIELD = 'registerfield';
export const REGISTER_MESSAGES = 'registermessages';

/** Detail of the two registration events; the form answers with how to leave it. */
export interface Registration<T> {
  readonly member: T;
  readonly accepted: (leave: () => void) => void;
}

/** Announces a member to the form around it; gives the function to call when the member is removed. */
export function register<T>(element: { dispatchEvent(event: Event): boolean }, type: string, member: T): () => void {
  let leave: () => void = () => undefined;
  const detail: Registration<T> = { member, accepted: (given) => (leave = given) };
  element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  return () => leave();
}

/** `Name` of `Name`, `Contact.Name`, or `{ fieldApiName: 'Name' }`. */
export function simpleFieldName(field: string | { readonly fieldApiName: string } | undefined): string | undefined {
  if (field === undefined || field === null) return undefined;
  const name = typeof field === 'string' ? field : field.fieldApiName;
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Fields a form must ask for to show `names`: the fields themselves and the names of the records they point to. */
export function fieldsToRead(info: ObjectInfo, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const field = info.fields[name];
    return field ? [`${info.apiName}.${name}`, ...parentNames(info, field)] : [];
  });
}

function parentNames(info: ObjectInfo, field: FieldInfo): string[] {
  const target = field.referenceToInfos[0];
  return field.relationshipName && target?.nameFields.length
    ? [`${info.apiName}.${field.relationshipName}.${target.nameFields.includes('Name') ? 'Name' : target.nameFields[0]}`]
    : [];
}
