import { ApiError, type OrgSession } from '../../api/index.ts';
import { nameFieldOf, type FieldDef, type SObjectDef } from '../../metadata/index.ts';

/** One field to read, reached from the record's object through parents: `Owner.Name` → steps `[Owner]`, field `Name`. */
export interface FieldPath {
  /** Canonical, as SOQL selects it. */
  readonly soql: string;
  readonly parents: readonly FieldDef[];
  /** The object that holds the field; undefined for a parent that may be of several kinds, e.g. a case's owner. */
  readonly holder: SObjectDef | undefined;
  readonly field: FieldDef | undefined;
}

/** Resolves `Object.Field` or `Object.Parent.Field`; undefined when the user may not see it or it does not exist. */
export function resolveField(session: OrgSession, object: SObjectDef, qualified: string): FieldPath | undefined {
  const [root, ...names] = qualified.split('.');
  if (root?.toLowerCase() !== object.apiName.toLowerCase() || names.length === 0) return undefined;
  return resolvePath(session, object, names);
}

/** As {@link resolveField}, for names below the object: `Field`, `Parent.Field`. A path that ends at a parent means its name. */
export function resolvePath(session: OrgSession, object: SObjectDef, names: readonly string[]): FieldPath | undefined {
  const { schema } = session.org.source;
  const parents: FieldDef[] = [];
  let holder: SObjectDef | undefined = object;
  for (const [at, name] of names.entries()) {
    if (!holder) return undefined;
    const lookup: FieldDef | undefined = schema.parentRelationship(holder, name);
    const field: FieldDef | undefined = schema.field(holder, name);
    if (at === names.length - 1 && field) return finish(session, parents, holder, field);
    if (!lookup || !session.access.canReadField(holder, lookup)) return undefined;
    parents.push(lookup);
    if (lookup.referenceTo.length !== 1) return finishPolymorphic(parents, names.slice(at + 1));
    holder = schema.object(lookup.referenceTo[0] ?? '');
  }
  const name = holder && nameFieldOf(holder);
  return holder && name ? finish(session, parents, holder, name) : undefined;
}

/** Parents of several kinds have the fields of the platform's `Name` object in common. */
const COMMON = new Set(['Id', 'Name', 'Alias', 'Type']);

function finishPolymorphic(parents: readonly FieldDef[], rest: readonly string[]): FieldPath | undefined {
  const name = rest.length === 0 ? 'Name' : [...COMMON].find((common) => common.toLowerCase() === rest[0]?.toLowerCase());
  if (!name || rest.length > 1) return undefined;
  return { soql: [...parents.map((parent) => parent.relationshipName), name].join('.'), parents, holder: undefined, field: undefined };
}

function finish(session: OrgSession, parents: readonly FieldDef[], holder: SObjectDef, field: FieldDef): FieldPath | undefined {
  const hidden = !session.access.canReadField(holder, field) || (parents.length > 0 && !session.access.canRead(holder));
  if (hidden || field.type === 'Address' || field.type === 'Location') return undefined;
  return { soql: [...parents.map((parent) => parent.relationshipName), field.apiName].join('.'), parents, holder, field };
}

/** @throws ApiError INVALID_FIELD (400) for the first name that cannot be read. */
export function requireFields(session: OrgSession, object: SObjectDef, qualified: readonly string[]): FieldPath[] {
  return qualified.map((name) => {
    const path = resolveField(session, object, name);
    if (!path) throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object.apiName}'`);
    return path;
  });
}

/** Id and name of a parent, which the UI API gives wherever it gives the lookup. */
export function withParentNames(session: OrgSession, object: SObjectDef, field: FieldDef): FieldPath[] {
  const own = resolvePath(session, object, [field.apiName]);
  const relationship = field.relationshipName;
  if (!own || !relationship) return own ? [own] : [];
  const parent = ['Id', undefined].map((name) => resolvePath(session, object, name ? [relationship, name] : [relationship]));
  return [own, ...parent.filter((path) => path !== undefined)];
}
