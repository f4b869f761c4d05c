import { UnsupportedFeatureError, type FieldDef, type Schema, type SObjectDef } from '../metadata/index.ts';
import { noSuchColumn, noSuchObject, noSuchRelationship, SoqlError, type Position } from './errors.ts';
import type { FieldRef, SoqlQuery } from './syntax/ast.ts';

/** One step from a record to its parent. */
export interface Step {
  readonly object: SObjectDef;
  readonly lookup: FieldDef;
  readonly parent: SObjectDef;
}

/** What a field path means in the schema. `names` are the canonical names from the first object on. */
export type Resolved =
  | {
      readonly kind: 'column';
      readonly steps: readonly Step[];
      readonly object: SObjectDef;
      readonly field: FieldDef;
      readonly names: readonly string[];
    }
  | {
      /** The path crosses a lookup to several objects: the rest of it is resolved for each of them. */
      readonly kind: 'polymorphic';
      readonly steps: readonly Step[];
      readonly object: SObjectDef;
      readonly lookup: FieldDef;
      /** The targets that have the rest of the path. Empty for `Type`. */
      readonly branches: ReadonlyMap<SObjectDef, Resolved>;
      readonly field: FieldDef;
      readonly names: readonly string[];
    };

/** Sees every object and field a query touches; throws to refuse it, at once or when all are seen. */
export interface NameChecks {
  object(object: SObjectDef, position: Position): void;
  field(object: SObjectDef, field: FieldDef, position: Position): void;
  /** Does work that the query can do without: refusals are thrown at once and do not count for the query. */
  attempt<T>(work: () => T): T;
  /** Whether nothing is refused, without a word. @param field one of the object's; none asks for the object itself */
  allows(object: SObjectDef, field?: FieldDef): boolean;
}

/**
 * What can be read through a lookup to several objects: the fields of the object Name.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_name.htm
 */
const NAME_FIELDS = new Set(
  'id name firstname lastname alias email phone title username isactive profileid userroleid recordtypeid type developername profile userrole recordtype'.split(
    ' ',
  ),
);

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_query_limits.htm */
const MOST_PARENTS = 5;

const TYPE_FIELD: FieldDef = {
  apiName: 'Type',
  label: 'Type',
  type: 'Text',
  custom: false,
  required: false,
  unique: false,
  externalId: false,
  caseSensitive: false,
  referenceTo: [],
  createable: false,
  updateable: false,
  nillable: true,
  system: true,
  nameField: false,
};

/** The names a query may use for its objects. */
export interface NameScope {
  readonly object: SObjectDef;
  /** Lower-cased alias → relationship path from the object; the object's own alias has an empty path. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

export class Names {
  readonly schema: Schema;
  readonly checks: NameChecks | undefined;

  constructor(schema: Schema, checks?: NameChecks) {
    this.schema = schema;
    this.checks = checks;
  }

  /** The object of a query's FROM, with the aliases it declares. */
  scope(query: SoqlQuery): NameScope {
    const name = query.from.path.join('.');
    const object = query.from.path.length === 1 ? this.schema.object(name) : undefined;
    // Name describes what polymorphic lookups lead to; it has no records of its own.
    if (!object || object.apiName === 'Name') throw noSuchObject(name, query.from.position);
    return this.scopeOver(object, query);
  }

  /** The names of a query over an object that is known already, such as a child of a relationship. */
  scopeOver(object: SObjectDef, query: SoqlQuery): NameScope {
    this.checks?.object(object, query.from.position);
    const aliases = new Map<string, readonly string[]>([[object.apiName.toLowerCase(), []]]);
    aliases.set((query.from.path.at(-1) ?? '').toLowerCase(), []);
    if (query.from.alias) aliases.set(query.from.alias.toLowerCase(), []);
    for (const { path, alias, position } of query.joins) {
      const base = aliases.get((path[0] ?? '').toLowerCase());
      if (!base || path.length < 2) throw noSuchObject(path.join('.'), position);
      aliases.set((alias ?? path.at(-1) ?? '').toLowerCase(), [...base, ...path.slice(1)]);
    }
    return { object, aliases };
  }

  /** Resolves a field path of a query. Throws SoqlError INVALID_FIELD in the platform's wording. */
  resolve(scope: NameScope, ref: FieldRef): Resolved {
    return this.path(scope.object, this.withoutAlias(scope, ref.path, ref.position), ref.position);
  }

  /**
   * The path from the object, with a leading alias replaced. A relationship of that name comes first.
   * @throws SoqlError MALFORMED_QUERY beyond five levels of parents
   */
  withoutAlias(scope: NameScope, path: readonly string[], position: Position): readonly string[] {
    const full = this.#fromObject(scope, path);
    if (full.length > MOST_PARENTS + 1) {
      throw new SoqlError('MALFORMED_QUERY', `${full.join('.')} goes through more than ${MOST_PARENTS} levels of parents`, position);
    }
    return full;
  }

  #fromObject(scope: NameScope, path: readonly string[]): readonly string[] {
    const [first = '', ...rest] = path;
    if (rest.length === 0 || this.schema.parentRelationship(scope.object, first)) return path;
    const base = scope.aliases.get(first.toLowerCase());
    return base ? [...base, ...rest] : path;
  }

  path(object: SObjectDef, path: readonly string[], position: Position): Resolved {
    const steps: Step[] = [];
    const names: string[] = [];
    let current = object;
    for (const [index, segment] of path.slice(0, -1).entries()) {
      // Formulas narrow a lookup to several objects like this: Owner:User.Name
      const [relationship = '', narrowed] = segment.split(':');
      const lookup = this.schema.parentRelationship(current, relationship);
      if (!lookup) throw noSuchRelationship(relationship, position);
      this.checks?.field(current, lookup, position);
      names.push(lookup.relationshipName ?? relationship);
      const targets = this.targets(lookup, narrowed);
      const [parent] = targets;
      if (targets.length > 1) return this.polymorphic(steps, current, lookup, path.slice(index + 1), names, position);
      if (!parent) throw new UnsupportedFeatureError(`SOQL: the relationship ${current.apiName}.${segment}`);
      this.checks?.object(parent, position);
      steps.push({ object: current, lookup, parent });
      current = parent;
    }
    const last = path.at(-1) ?? '';
    const field = this.schema.field(current, last);
    if (!field) throw noSuchColumn(last, current.apiName, position);
    this.checks?.field(current, field, position);
    return { kind: 'column', steps, object: current, field, names: [...names, field.apiName] };
  }

  /** The objects a lookup points to; `Queue` stands for the groups among them. */
  targets(lookup: FieldDef, narrowed?: string): SObjectDef[] {
    const wanted = narrowed?.toLowerCase() === 'queue' ? 'group' : narrowed?.toLowerCase();
    return lookup.referenceTo
      .map((name) => this.schema.object(name))
      .filter((target): target is SObjectDef => target !== undefined && (wanted === undefined || target.apiName.toLowerCase() === wanted));
  }

  private polymorphic(
    steps: readonly Step[],
    object: SObjectDef,
    lookup: FieldDef,
    rest: readonly string[],
    names: readonly string[],
    position: Position,
  ): Resolved {
    const first = (rest[0] ?? '').toLowerCase();
    if (!NAME_FIELDS.has(first)) throw noSuchColumn(rest[0] ?? '', 'Name', position);
    if (rest.length === 1 && first === 'type') {
      return { kind: 'polymorphic', steps, object, lookup, branches: new Map(), field: TYPE_FIELD, names: [...names, 'Type'] };
    }
    const branches = new Map<SObjectDef, Resolved>();
    for (const target of this.targets(lookup)) {
      try {
        const resolve = (): Resolved => this.path(target, rest, position);
        branches.set(target, this.checks ? this.checks.attempt(resolve) : resolve());
      } catch (error) {
        // A target without that field has no value there; refused only when none has it.
        if (!(error instanceof SoqlError)) throw error;
      }
    }
    const [branch] = branches.values();
    if (!branch) {
      // Name has the field, none of the targets: there is no value.
      const own = rest.length === 1 ? this.schema.object('Name')?.fields.get(first) : undefined;
      if (!own) throw noSuchColumn(rest[0] ?? '', 'Name', position);
      return { kind: 'polymorphic', steps, object, lookup, branches, field: own, names: [...names, own.apiName] };
    }
    return { kind: 'polymorphic', steps, object, lookup, branches, field: branch.field, names: [...names, ...branch.names] };
  }
}
