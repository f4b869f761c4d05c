import type { OrgFeature } from './source/org-definition.ts';
import type { MetadataComponent, Schema } from './types.ts';

/** What source folders hold: metadata components, Apex, Lightning web components, translations, and what is wrong with them. */

export interface ApexSource {
  readonly name: string;
  readonly kind: 'class' | 'trigger';
  readonly file: string;
  readonly body: string;
  readonly apiVersion: string;
}

export interface LwcBundle {
  readonly name: string;
  readonly folder: string;
  readonly meta: MetadataComponent;
}

export interface Translations {
  /** Languages with at least one translation, e.g. `ru`. */
  readonly languages: readonly string[];
  /** Custom label text for a language, falling back to the source text; undefined when there is no such label. */
  label(name: string, language: string): string | undefined;
  objectLabel(object: string, language: string, plural?: boolean): string;
  fieldLabel(object: string, field: string, language: string): string;
  fieldHelp(object: string, field: string, language: string): string | undefined;
  picklistLabel(object: string, field: string, value: string, language: string): string;
  validationMessage(object: string, rule: string, language: string): string;
  recordTypeLabel(object: string, developerName: string, language: string): string;
  /** Label of any other component (tab, app, list view, …), falling back to its own label. */
  componentLabel(type: string, fullName: string, language: string): string;
}

/** A problem in the source, always with the file and, where known, the line (1-based). */
export interface SourceProblem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  /** An org would take it; the local org cannot bring it into force. */
  readonly unsupported?: boolean;
}

/** Everything read from the source folders. */
export interface SourceTree {
  readonly roots: readonly string[];
  readonly schema: Schema;
  readonly classes: readonly ApexSource[];
  readonly triggers: readonly ApexSource[];
  readonly lwc: readonly LwcBundle[];
  readonly translations: Translations;
  /** Every component except Apex and LWC, by metadata type. */
  readonly components: ReadonlyMap<string, readonly MetadataComponent[]>;
  readonly problems: readonly SourceProblem[];
  /** What the org has because its scratch org definition asks for it. */
  readonly features: ReadonlySet<OrgFeature>;
  /** Changes when any source file changes: cache key. */
  readonly fingerprint: string;
}
