import { DataWeaveError } from '../errors.ts';
import type { Case, Expr, Pattern } from '../syntax/index.ts';
import { equal } from '../values/compare.ts';
import { shown, simpleText } from '../values/text.ts';
import { isOfType } from '../values/types.ts';
import { DwObject, isArray, plain, plainItems, Regex, type Value } from '../values/value.ts';
import { Scope } from './scope.ts';

type Run = (expr: Expr, scope: Scope) => Value;

/** The body of the first case that fits. Throws a DataWeaveError when none does. */
export function matchCase(cases: readonly Case[], from: Value, scope: Scope, run: Run): Value {
  const value = plainItems(from);
  for (const { variable, pattern, guard, body } of cases) {
    const inner = new Scope(scope);
    inner.set('$', from);
    // Inside conditions the name is known already.
    if (variable !== undefined) inner.set(variable, from);
    const found = fits(pattern, value, inner, run);
    if (found === undefined) continue;
    if (found !== value) inner.set('$', found).set(variable ?? '$', found);
    if (guard && plain(run(guard, inner)) !== true) continue;
    return run(body, inner);
  }
  throw new DataWeaveError(`There is no case for ${shown(value)}`);
}

/** What `$` is in the case; undefined when the pattern does not fit. */
function fits(pattern: Pattern, value: Value, scope: Scope, run: Run): Value | undefined {
  switch (pattern.kind) {
    case 'any':
      return value;
    case 'value': {
      const wanted = plain(run(pattern.value, scope));
      return equal(wanted, value) ? value : undefined;
    }
    case 'type':
      return isOfType(value, pattern.type, scope.type) ? value : undefined;
    case 'regex':
      return groupsOf(plain(run(pattern.value, scope)), value);
    case 'if':
      return plain(run(pattern.condition, scope)) === true ? value : undefined;
    case 'array':
      return arrayFits(pattern, value, scope) ? value : undefined;
    case 'object':
      return objectFits(pattern, value, scope) ? value : undefined;
  }
}

/** The whole text and its groups, when the expression covers all of it. */
function groupsOf(pattern: Value, value: Value): Value | undefined {
  const text = simpleText(value);
  return pattern instanceof Regex && text !== undefined ? pattern.covering(text) : undefined;
}

function arrayFits({ items, rest }: Pattern & { kind: 'array' }, value: Value, scope: Scope): boolean {
  if (!isArray(value) || (rest === undefined ? value.length !== items.length : value.length < items.length)) return false;
  items.forEach((name, index) => scope.set(name, value[index]!));
  if (rest !== undefined) scope.set(rest, value.slice(items.length));
  return true;
}

function objectFits({ key, value: name, rest }: Pattern & { kind: 'object' }, value: Value, scope: Scope): boolean {
  if (!(value instanceof DwObject)) return false;
  const [first, ...others] = value.entries;
  if (key === undefined) return value.entries.length === 0;
  if (!first || (rest === undefined && others.length > 0)) return false;
  scope.set(key, first.key).set(name!, first.value);
  if (rest !== undefined) scope.set(rest, new DwObject(others));
  return true;
}
