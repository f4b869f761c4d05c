import type { FieldDef, SObjectDef } from '../metadata/index.ts';
import { notPolymorphic, noSuchObject, noSuchRelationship, SoqlError, type Position } from './errors.ts';
import type { Names, Resolved } from './names.ts';
import type { ParentNode, RecordNode, Node } from './rows.ts';
import type { Expressions } from './sql/expression.ts';
import type { Fragment } from './sql/fragment.ts';
import type { Expression, FieldRef, SelectItem, SoqlQuery, TypeOf } from './syntax/ast.ts';
import { fieldsOf } from './fields-function.ts';

interface Hop {
  readonly relationship: string;
  readonly lookup: FieldDef;
  readonly object: SObjectDef | undefined;
  readonly targets: readonly SObjectDef[];
}

/** The columns of a query's SELECT and the tree its rows are read with. */
export class Selection {
  readonly columns: Fragment[] = [];
  readonly root: RecordNode = { entries: new Map() };
  readonly childQueries: SoqlQuery[] = [];
  readonly #expressions: Expressions;
  readonly #names: Names;
  readonly #columnOf = new Map<string, number>();
  readonly #seen = new Set<string>();

  constructor(expressions: Expressions) {
    this.#expressions = expressions;
    this.#names = expressions.names;
  }

  add(item: SelectItem, query: SoqlQuery): void {
    switch (item.kind) {
      case 'expression':
        this.#addExpression(item.expression, item.alias, item.position);
        break;
      case 'fields':
        for (const field of fieldsOf(this.#expressions, item, query)) {
          this.#once(field.apiName, item.position);
          this.#addPath(this.root, [field.apiName], item.position);
        }
        break;
      case 'typeof':
        this.#addTypeOf(item);
        break;
      case 'children': {
        const name = item.query.from.path.at(-1) ?? '';
        const relation = this.#names.schema.childRelationship(this.#expressions.scope.object, name);
        this.root.entries.set(relation?.name ?? name, { kind: 'children', index: this.childQueries.length });
        this.childQueries.push(item.query);
        break;
      }
    }
  }

  /** Selects an expression, and gives the place of its column; the same expression twice is one column. */
  column(fragment: Fragment): number {
    const key = `${fragment.sql}|${JSON.stringify(fragment.params)}`;
    let place = this.#columnOf.get(key);
    if (place === undefined) {
      place = this.columns.length;
      this.columns.push(fragment);
      this.#columnOf.set(key, place);
    }
    return place;
  }

  #addExpression(expression: Expression, alias: string | undefined, position: Position): void {
    if (expression.kind === 'field') {
      if (alias !== undefined) throw new SoqlError('MALFORMED_QUERY', 'only aggregate expressions use field aliasing', position);
      const path = this.#names.withoutAlias(this.#expressions.scope, expression.path, position);
      this.#once(path.join('.'), position);
      this.#addPath(this.root, path, position);
      return;
    }
    const { value, read, names } = this.#expressions.translate(expression);
    const node: Node = { kind: 'value', column: this.column(value), read };
    const name = alias ?? names?.join('.');
    if (name !== undefined) this.#once(name, position);
    if (alias === undefined && names && names.length > 1 && expression.kind === 'function') {
      const ref = innermostField(expression);
      if (ref) this.#parentOf(this.root, ref.path, position).entries.set(names.at(-1) ?? '', node);
      return;
    }
    this.root.entries.set(alias ?? names?.at(-1) ?? 'expr0', node);
  }

  /** Neither a field nor an alias may stand twice in a row. */
  #once(name: string, position: Position): void {
    const key = name.toLowerCase();
    if (this.#seen.has(key)) throw new SoqlError('INVALID_FIELD', `duplicate field selected: ${name}`, position);
    this.#seen.add(key);
  }

  #addPath(root: RecordNode, path: readonly string[], position: Position, resolve = this.#resolver(position)): void {
    const resolved = resolve(path);
    const node = this.#walk(root, path, resolved, resolve);
    const { field } = resolved;
    const value = (target: Resolved): Fragment => this.#expressions.source.value(target);
    if (field.type === 'Address' || field.type === 'Location') {
      const parts = new Map<string, number>();
      for (const [part, name] of compoundParts(field)) {
        const partPath = [...path.slice(0, -1), name];
        parts.set(part, this.column(value(resolve(partPath))));
      }
      node.entries.set(field.apiName, { kind: 'compound', type: field.type, parts });
      return;
    }
    const read = this.#expressions.reader(field);
    node.entries.set(field.apiName, { kind: 'value', column: this.column(value(resolved)), read });
  }

  #resolver(position: Position): (path: readonly string[]) => Resolved {
    const { object } = this.#expressions.scope;
    return (path) => this.#names.path(object, path, position);
  }

  #parentOf(root: RecordNode, path: readonly string[], position: Position): RecordNode {
    const resolve = this.#resolver(position);
    const plain = this.#names.withoutAlias(this.#expressions.scope, path, position);
    return this.#walk(root, plain, resolve(plain), resolve);
  }

  /** The node of the record that the path's last name is a field of. */
  #walk(root: RecordNode, path: readonly string[], resolved: Resolved, resolve: (path: readonly string[]) => Resolved): RecordNode {
    let node = root;
    hopsOf(resolved, this.#names).forEach((hop, index) => {
      const known = node.entries.get(hop.relationship);
      if (known?.kind === 'parent') {
        node = known.parent;
        return;
      }
      const key = resolve([...path.slice(0, index), hop.lookup.apiName]);
      const column = this.column(this.#expressions.source.value(key));
      const parent: ParentNode = { entries: new Map(), column, object: hop.object, targets: hop.targets };
      node.entries.set(hop.relationship, { kind: 'parent', parent });
      node = parent;
    });
    return node;
  }

  #addTypeOf(item: TypeOf): void {
    const { object } = this.#expressions.scope;
    const relationship = item.relationship.path.at(-1) ?? '';
    const lookup = item.relationship.path.length === 1 ? this.#names.schema.parentRelationship(object, relationship) : undefined;
    if (!lookup) throw noSuchRelationship(item.relationship.path.join('.'), item.position);
    if (lookup.referenceTo.length === 1) throw notPolymorphic(relationship, item.position);
    const key = this.#resolver(item.position)([lookup.apiName]);
    const branches = new Map<string, RecordNode>();
    for (const when of item.when) {
      const target = this.#names.targets(lookup, when.object)[0];
      if (!target) throw noSuchObject(when.object, when.position);
      const node: RecordNode = { entries: new Map() };
      const through = (path: readonly string[]): Resolved => {
        const branch = this.#names.path(target, path, when.position);
        return {
          kind: 'polymorphic',
          steps: [],
          object,
          lookup,
          branches: new Map([[target, branch]]),
          field: branch.field,
          names: branch.names,
        };
      };
      for (const field of when.fields) this.#addTypeOfPath(node, field, through, target);
      branches.set(`${target.keyPrefix} ${target.apiName}`, node);
    }
    let otherwise: RecordNode | undefined;
    if (item.otherwise.length > 0) {
      otherwise = { entries: new Map() };
      const through = (path: readonly string[]): Resolved => this.#names.path(object, [relationship, ...path], item.position);
      for (const field of item.otherwise) this.#addTypeOfPath(otherwise, field, through);
    }
    const column = this.column(this.#expressions.source.value(key));
    this.root.entries.set(lookup.relationshipName ?? relationship, { kind: 'typeof', column, branches, otherwise });
  }

  #addTypeOfPath(node: RecordNode, ref: FieldRef, through: (path: readonly string[]) => Resolved, target?: SObjectDef): void {
    const resolved = through(ref.path);
    const branch = target && resolved.kind === 'polymorphic' ? resolved.branches.get(target) : undefined;
    const owner = branch ? this.#walkTypeOf(node, ref.path, branch, through) : node;
    const read = this.#expressions.reader(resolved.field);
    owner.entries.set(resolved.field.apiName, { kind: 'value', column: this.column(this.#expressions.source.value(resolved)), read });
  }

  #walkTypeOf(node: RecordNode, path: readonly string[], branch: Resolved, through: (path: readonly string[]) => Resolved): RecordNode {
    return this.#walk(node, path, branch, through);
  }
}

/** The relationships a path goes through. */
function hopsOf(resolved: Resolved, names: Names): Hop[] {
  const hops: Hop[] = resolved.steps.map(({ lookup, parent }) => ({
    relationship: lookup.relationshipName ?? '',
    lookup,
    object: parent,
    targets: [parent],
  }));
  if (resolved.kind === 'column') return hops;
  const { lookup } = resolved;
  hops.push({ relationship: lookup.relationshipName ?? '', lookup, object: undefined, targets: names.targets(lookup) });
  const [branch] = resolved.branches.values();
  return branch ? [...hops, ...hopsOf(branch, names)] : hops;
}

function innermostField(expression: Expression): FieldRef | undefined {
  if (expression.kind === 'field') return expression;
  return expression.kind === 'function' && expression.argument ? innermostField(expression.argument) : undefined;
}

/** Part of a compound value → field that holds it. */
function compoundParts(field: FieldDef): [string, string][] {
  if (field.type === 'Location') {
    const base = field.apiName.replace(/__c$/, '');
    return [
      ['latitude', `${base}__Latitude__s`],
      ['longitude', `${base}__Longitude__s`],
    ];
  }
  const base = field.apiName.replace(/Address$/, '');
  return ['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude'].map((part) => [
    part.charAt(0).toLowerCase() + part.slice(1),
    base + part,
  ]);
}
