import type { ObjectDraft } from './draft.ts';
import { isRelationship } from './fields.ts';
import { historyName } from './history.ts';
import { addShareObjects } from './shares.ts';
import type { SourceProblem } from './source-tree.ts';
import type { ChildRelationship, FieldDef, Schema, SObjectDef } from './types.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class OrgSchema implements Schema {
  readonly objects: ReadonlyMap<string, SObjectDef>;
  readonly #parents = new Map<SObjectDef, Map<string, FieldDef>>();
  readonly #children = new Map<SObjectDef, Map<string, ChildRelationship>>();
  readonly #byPrefix = new Map<string, readonly SObjectDef[]>();

  readonly namespace: string | null;

  constructor(objects: readonly SObjectDef[], namespace: string | null) {
    this.namespace = namespace;
    this.objects = new Map(objects.map((object) => [object.apiName.toLowerCase(), object]));
    for (const object of objects) {
      this.#parents.set(object, parentsByName(object));
      this.#children.set(object, childrenByName(object));
    }
  }

  object(apiName: string): SObjectDef | undefined {
    return this.#found(apiName, this.objects);
  }

  field(object: SObjectDef, apiName: string): FieldDef | undefined {
    return this.#found(apiName, object.fields);
  }

  parentRelationship(object: SObjectDef, name: string): FieldDef | undefined {
    return this.#found(name, this.#parents.get(object));
  }

  childRelationship(object: SObjectDef, name: string): ChildRelationship | undefined {
    return this.#found(name, this.#children.get(object));
  }

  /**
   * What goes by that name, with or without the namespace of the project.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespace_prefix.htm
   */
  #found<T>(name: string, all: ReadonlyMap<string, T> | undefined): T | undefined {
    const key = name.toLowerCase();
    const found = all?.get(key);
    if (found !== undefined || this.namespace === null || !key.startsWith(`${this.namespace}__`)) return found;
    return all?.get(key.slice(this.namespace.length + 2));
  }

  byKeyPrefix(prefix: string): SObjectDef | undefined {
    return this.allByKeyPrefix(prefix)[0];
  }

  allByKeyPrefix(prefix: string): readonly SObjectDef[] {
    const known = this.#byPrefix.get(prefix);
    if (known) return known;
    const found = [...this.objects.values()].filter((object) => object.keyPrefix === prefix);
    if (found.length > 0) this.#byPrefix.set(prefix, found);
    return found;
  }

  /** To be called when objects have got other prefixes. */
  forgetPrefixes(): void {
    this.#byPrefix.clear();
  }
}

function parentsByName(object: SObjectDef): Map<string, FieldDef> {
  const parents = new Map<string, FieldDef>();
  for (const field of object.fields.values()) {
    if (field.relationshipName) parents.set(field.relationshipName.toLowerCase(), field);
  }
  return parents;
}

/** A lookup declared on Activity gives its name twice, on Task and on Event: queries by that name read the tasks. */
function childrenByName({ childRelationships: relations }: SObjectDef): Map<string, ChildRelationship> {
  const children = new Map<string, ChildRelationship>();
  for (const relation of relations) {
    const name = relation.name.toLowerCase();
    if (relation.childObject !== 'Event' || !children.has(name)) children.set(name, relation);
  }
  return children;
}

/** Makes the schema of an org from its object drafts: lookup targets, child relationships, share objects, key prefixes. */
export function buildSchema(
  drafts: ReadonlyMap<string, ObjectDraft>,
  problems: SourceProblem[] = [],
  namespace: string | null = null,
): Schema {
  const all = new Map(drafts);
  addShareObjects(all);
  for (const draft of all.values()) resolveLookups(draft, all, problems);
  for (const draft of all.values()) resolveSummaries(draft, all);
  assignDefaultPrefixes([...all.values()]);
  const children = childRelationships(all);
  const objects = [...all.values()].map((draft): SObjectDef => {
    const { activities: _activities, tracksHistory, ...definition } = draft;
    const history = tracksHistory ? all.get(historyName(draft.apiName).toLowerCase())?.apiName : undefined;
    return { ...definition, ...(history === undefined ? {} : { history }), childRelationships: children.get(draft.apiName) ?? [] };
  });
  return new OrgSchema(objects, namespace);
}

/** Replaces `*` targets by the objects they stand for and reports or drops targets that do not exist. */
function resolveLookups(draft: ObjectDraft, all: ReadonlyMap<string, ObjectDraft>, problems: SourceProblem[]): void {
  for (const [key, field] of draft.fields) {
    // A lookup of a standard object to objects this org does not have takes any id.
    if (!isRelationship(field) || field.referenceTo.length === 0) continue;
    const referenceTo = field.referenceTo.flatMap((target) => {
      if (target === '*') return [...all.values()].filter(takesAttachments).map(({ apiName }) => apiName);
      if (target === '*any') return [...all.values()].filter(hasRecords).map(({ apiName }) => apiName);
      if (target === '*activities') return [...all.values()].filter(isRelatedTo).map(({ apiName }) => apiName);
      const found = all.get(target.toLowerCase());
      // EntityDefinition and the like are lookups of custom metadata types without rows of their own.
      return found ? [found.apiName] : [];
    });
    if (referenceTo.length > 0 || field.type === 'MetadataRelationship') {
      draft.fields.set(key, { ...field, referenceTo });
    } else {
      draft.fields.delete(key);
      if (field.custom) {
        const message = `Field ${draft.apiName}.${field.apiName} refers to ${field.referenceTo.join(', ')}, which does not exist`;
        problems.push({ file: field.file ?? draft.apiName, line: 1, message });
      }
    }
  }
}

/** The smallest and the greatest of dates are dates; every other roll-up summary is a number. */
function resolveSummaries(draft: ObjectDraft, all: ReadonlyMap<string, ObjectDraft>): void {
  for (const [key, field] of draft.fields) {
    const { summary } = field;
    if (summary?.field === undefined || (summary.operation !== 'min' && summary.operation !== 'max')) continue;
    const source = all.get(summary.object.toLowerCase())?.fields.get(summary.field.split('.').at(-1)!.toLowerCase());
    if (source?.type === 'Date' || source?.type === 'DateTime') draft.fields.set(key, { ...field, type: source.type });
  }
}

/** People are reached by WhoId, everything else by WhatId. */
function isRelatedTo({ activities, apiName }: ObjectDraft): boolean {
  return activities && apiName !== 'Contact' && apiName !== 'Lead';
}

function hasRecords({ apiName, kind }: ObjectDraft): boolean {
  return (
    (kind === 'standard' || kind === 'custom') && apiName !== 'Name' && !/(?:Share|History|Feed|ChangeEvent|Definition)$/.test(apiName)
  );
}

/** Activities and e-mails take files, though they have no activities themselves. */
const WITH_FILES: ReadonlySet<string> = new Set(['Task', 'Event', 'EmailMessage']);

function takesAttachments({ apiName, fields, activities, kind }: ObjectDraft): boolean {
  return fields.has('isdeleted') && (activities || kind === 'custom' || WITH_FILES.has(apiName));
}

function childRelationships(all: ReadonlyMap<string, ObjectDraft>): Map<string, ChildRelationship[]> {
  const children = new Map<string, ChildRelationship[]>();
  for (const draft of all.values()) {
    for (const field of draft.fields.values()) {
      if (!field.childRelationshipName) continue;
      for (const parent of field.referenceTo) {
        const list = children.get(parent) ?? [];
        list.push({ name: field.childRelationshipName, childObject: draft.apiName, field: field.apiName });
        children.set(parent, list);
      }
    }
  }
  return children;
}

const PREFIX_LETTER: Partial<Record<SObjectDef['kind'], string>> = {
  custom: 'a',
  customSetting: 'a',
  customMetadata: 'm',
  platformEvent: 'e',
  bigObject: 'x',
};

function assignDefaultPrefixes(drafts: readonly ObjectDraft[]): void {
  const assigned = nextPrefixes(drafts, {});
  for (const draft of drafts) draft.keyPrefix ||= assigned[draft.apiName] ?? '';
}

/**
 * Gives the objects the key prefixes of an existing org, and free ones to objects it has not seen yet.
 *
 * @param known API name → prefix, as returned before
 * @returns the complete assignment, to be kept for the next time
 */
export function assignKeyPrefixes(schema: Schema, known: Readonly<Record<string, string>>): Record<string, string> {
  const movable = [...schema.objects.values()].filter((object) => PREFIX_LETTER[object.kind] !== undefined);
  const assigned = nextPrefixes(movable, known);
  for (const object of movable) (object as Mutable<SObjectDef>).keyPrefix = assigned[object.apiName] ?? object.keyPrefix;
  if (schema instanceof OrgSchema) schema.forgetPrefixes();
  return assigned;
}

function nextPrefixes(
  objects: readonly Pick<SObjectDef, 'apiName' | 'kind'>[],
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const assigned: Record<string, string> = { ...known };
  const taken = new Set(Object.values(known));
  const names = objects.map(({ apiName }) => apiName).sort();
  const kinds = new Map(objects.map(({ apiName, kind }) => [apiName, kind]));
  const counters = new Map<string, number>();
  for (const name of names) {
    const kind = kinds.get(name);
    const letter = kind && PREFIX_LETTER[kind];
    if (!letter || assigned[name]) continue;
    let prefix: string;
    do {
      const next = counters.get(letter) ?? 0;
      counters.set(letter, next + 1);
      prefix = letter + base62(next);
    } while (taken.has(prefix));
    taken.add(prefix);
    assigned[name] = prefix;
  }
  return assigned;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(value: number): string {
  return `${DIGITS[Math.floor(value / 62)]}${DIGITS[value % 62]}`;
}
