/** What the page knows about its session before any component loads; `boot` fills it from the session document. */
export interface OrgGlobal {
  readonly userId: string;
  /** `Large` or `Small`, as `@salesforce/client/formFactor`. */
  readonly formFactor: string;
  readonly apiVersion: string;
  /** Value of `@salesforce/i18n/<name>`. */
  i18n(name: string): unknown;
  /** Text of a base component label in the user's language; the English text where there is no translation. */
  baseLabel(name: string, english: string): string;
  /** Text of `@salesforce/label/<name>`, e.g. `c.Save`. */
  label(name: string): string;
  /** Icon of an object's records, e.g. `standard:contact`. */
  objectIcon(objectApiName: string): string;
  hasCustomPermission(name: string): boolean;
  /** The whole session document; its shape belongs to the shell. */
  readonly session: unknown;
}

declare global {
  // Declared with var because that is how TypeScript types a property of globalThis.
  var __org: OrgGlobal;
}
