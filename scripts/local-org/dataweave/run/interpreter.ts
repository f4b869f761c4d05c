import { fail, scriptError } from '../errors.ts';
import type { Declarations, Expr, KeyNode, ObjectItem, SchemaNode } from '../syntax/index.ts';
import { coerce } from '../values/coerce.ts';
import { isNumber, negate, parseNumber, toDouble } from '../values/number.ts';
import { Period } from '../values/period.ts';
import { parseIso } from '../values/temporal.ts';
import { shown, simpleText, textOf } from '../values/text.ts';
import { isOfType } from '../values/types.ts';
import type { DwFunction } from '../values/value.ts';
import { DwObject, isArray, Key, plain, plainItems, Regex, TypeValue, type Entry, type Schema, type Value } from '../values/value.ts';
import { Calls } from './calls.ts';
import type { Library } from './library.ts';
import { matchCase } from './match.ts';
import { operate } from './operators.ts';
import { Scope } from './scope.ts';
import { at, select, slice } from './selectors.ts';
import { update } from './update.ts';

/** Works out the value of expressions. */
export class Interpreter {
  readonly #library: Library;
  readonly #calls: Calls;

  constructor(library: Library) {
    this.#library = library;
    this.#calls = new Calls(this.run);
  }

  /** Throws a DataWeaveError with the place of the innermost expression that failed. */
  readonly run = (expr: Expr, scope: Scope): Value => {
    try {
      return this.#evaluate(expr, scope);
    } catch (error) {
      throw scriptError(error, expr.pos);
    }
  };

  /** Makes the names of a header known in the scope. */
  declare({ declarations, imports }: Declarations, scope: Scope): void {
    for (const node of imports) this.#library.import(node, scope);
    const functions = new Map<string, DwFunction[]>();
    for (const node of declarations) {
      if (node.kind === 'type') scope.setType(node.name, node.type);
      else if (node.kind === 'ns') scope.setNamespace({ prefix: node.prefix, uri: node.uri });
      else if (node.kind === 'var') scope.setLazy(node.name, () => this.run(node.value, scope));
      else {
        const overloads = functions.get(node.name) ?? [];
        const fn = this.#calls.lambda(node.params, node.body, scope, node.name);
        overloads.push(fn);
        functions.set(node.name, overloads);
        scope.set(node.name, overloads.length === 1 ? fn : this.#calls.overloaded(node.name, declarations, overloads, scope));
      }
    }
  }

  #evaluate(expr: Expr, scope: Scope): Value {
    switch (expr.kind) {
      case 'literal':
        return expr.value;
      case 'number':
        return parseNumber(expr.text)!;
      case 'text':
        return expr.parts.map((part) => (typeof part === 'string' ? part : this.#inserted(part, scope))).join('');
      case 'regex':
        return new Regex(expr.source);
      case 'temporal':
        return parseIso(expr.text) ?? Period.parse(expr.text) ?? fail(`Invalid date expression: |${expr.text}|`);
      case 'name':
        return this.#name(expr.name, scope);
      case 'member':
        return this.#library.member(scope.module(expr.module), expr.name);
      case 'array':
        return expr.items.flatMap(({ value, condition }) =>
          !condition || this.#truth(condition, scope) ? [plain(this.run(value, scope))] : [],
        );
      case 'object':
        return new DwObject(expr.items.flatMap((item) => this.#entries(item, scope)));
      case 'lambda':
        return this.#calls.lambda(expr.params, expr.body, scope, 'function');
      case 'call':
        return this.#calls.call(expr, scope);
      case 'binary':
        return this.#binary(expr, scope);
      case 'unary':
        return this.#unary(expr, scope);
      case 'select': {
        const { name, prefix } = expr.selector;
        const target = this.run(expr.target, scope);
        const selected = typeof name === 'string' ? name : plain(this.run(name, scope));
        if (isNumber(selected)) return at(plain(target), selected);
        return select(target, expr.how, {
          name: textOf(selected),
          namespace: prefix === undefined ? undefined : namespace(prefix, scope).uri,
        });
      }
      case 'index':
        return at(plain(this.run(expr.target, scope)), plain(this.run(expr.index, scope)));
      case 'slice':
        return slice(plain(this.run(expr.target, scope)), plain(this.run(expr.from, scope)), plain(this.run(expr.to, scope)));
      case 'filter':
        return this.#filter(plain(this.run(expr.target, scope)), expr.condition, scope);
      case 'exists':
        return this.#exists(expr.target, scope);
      case 'assert': {
        const found = this.run(expr.target, scope);
        if (plain(found) !== null) return found;
        const key = expr.target.kind === 'select' ? expr.target.selector.name : '';
        return fail(`There is no key named '${typeof key === 'string' ? key : ''}'`);
      }
      case 'if':
        return this.run(this.#truth(expr.condition, scope) ? expr.yes : expr.no, scope);
      case 'as':
        return coerce(plain(this.run(expr.value, scope)), expr.type, scope.type, this.#schema(expr.schema, scope));
      case 'is':
        return isOfType(plainItems(this.run(expr.value, scope)), expr.type, scope.type);
      case 'match':
        return matchCase(expr.cases, this.run(expr.value, scope), scope, this.run);
      case 'update':
        return update(plain(this.run(expr.value, scope)), expr.cases, scope, this.run);
      case 'do': {
        const inner = new Scope(scope);
        this.declare(expr.header, inner);
        return this.run(expr.body, inner);
      }
    }
  }

  #name(name: string, scope: Scope): Value {
    const value = scope.find(name);
    if (value !== undefined) return value;
    const type = scope.type(name);
    return type ? new TypeValue(type) : (this.#library.find(name) ?? fail(`Unable to resolve reference of: \`${name}\`.`));
  }

  #inserted(part: Expr, scope: Scope): string {
    const value = plain(this.run(part, scope));
    return value === null ? '' : textOf(value);
  }

  #truth(expr: Expr, scope: Scope): boolean {
    const value = plain(this.run(expr, scope));
    if (typeof value === 'boolean') return value;
    const text = simpleText(value);
    return text === 'true' || (text === 'false' ? false : fail(`Cannot coerce ${shown(value)} to Boolean`));
  }

  #schema(nodes: SchemaNode, scope: Scope): Schema {
    return new Map(nodes.map(([name, value]) => [name, plain(this.run(value, scope))]));
  }

  #entries(item: ObjectItem, scope: Scope): readonly Entry[] {
    if (item.condition && !this.#truth(item.condition, scope)) return [];
    if (item.kind === 'pair') return [{ key: this.#key(item.key, scope), value: plainItems(this.run(item.value, scope)) }];
    const value = plainItems(this.run(item.value, scope));
    if (value === null) return [];
    const objects = isArray(value) ? value : [value];
    return objects.flatMap((object) => (object instanceof DwObject ? object.entries : fail(`Cannot coerce ${shown(object)} to Object`)));
  }

  #key({ name, prefix, attributes }: KeyNode, scope: Scope): Key {
    const given = typeof name === 'string' ? name : plain(this.run(name, scope));
    if (given === null) fail('Cannot coerce Null to Key');
    const known = attributes && plain(this.run(attributes, scope));
    const space = prefix === undefined ? undefined : namespace(prefix, scope);
    if (given instanceof Key && !space && !known) return given;
    return new Key(
      textOf(given),
      space ?? (given instanceof Key ? given.namespace : undefined),
      known instanceof DwObject ? known : undefined,
    );
  }

  #binary({ op, left, right }: Expr & { kind: 'binary' }, scope: Scope): Value {
    if (op === 'and') return this.#truth(left, scope) && this.#truth(right, scope);
    if (op === 'or') return this.#truth(left, scope) || this.#truth(right, scope);
    const first = this.run(left, scope);
    if (op === 'default') return plain(first) === null ? this.run(right, scope) : first;
    return operate(op, plainItems(first), plainItems(this.run(right, scope)));
  }

  #unary({ op, value }: Expr & { kind: 'unary' }, scope: Scope): Value {
    if (op === 'not') return !this.#truth(value, scope);
    const number = plain(this.run(value, scope));
    return isNumber(number) ? negate(number) : operate('*', number, -1);
  }

  /** `[?(condition)]`; null when nothing fits. */
  #filter(target: Value, condition: Expr, scope: Scope): Value {
    const holds = (...args: Value[]): boolean => plain(this.#calls.implicit(condition, scope).call(args)) === true;
    if (target === null) return null;
    if (target instanceof DwObject) {
      const entries = target.entries.filter(({ key, value }, index) => holds(value, key, index));
      return entries.length === 0 ? null : new DwObject(entries);
    }
    if (!isArray(target)) return fail(`Cannot filter ${shown(target)}`);
    const items = target.filter((item, index) => holds(item, index));
    return items.length === 0 ? null : items;
  }

  /** `a.b?`: the key is there, whatever its value. */
  #exists(target: Expr, scope: Scope): boolean {
    if (target.kind === 'select' && target.how === 'value' && typeof target.selector.name === 'string') {
      const owner = plainItems(this.run(target.target, scope));
      const { name } = target.selector;
      const has = (value: Value): boolean => value instanceof DwObject && value.entries.some((entry) => entry.key.name === name);
      return isArray(owner) ? owner.some(has) : has(owner);
    }
    if (target.kind === 'index') {
      const [owner, index] = [plain(this.run(target.target, scope)), plain(this.run(target.index, scope))];
      if (isArray(owner) && isNumber(index)) return owner.at(toDouble(index)) !== undefined;
    }
    return plain(this.run(target, scope)) !== null;
  }
}

function namespace(prefix: string, scope: Scope): { prefix: string; uri: string } {
  return scope.namespace(prefix) ?? fail(`Unable to resolve reference of namespace: \`${prefix}\`.`);
}
