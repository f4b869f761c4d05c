import type { Expr, UpdateCase, UpdateStep } from '../syntax/index.ts';
import { isNumber, toDouble } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import { DwObject, isArray, Key, plain, type Value } from '../values/value.ts';
import { Scope } from './scope.ts';

type Run = (expr: Expr, scope: Scope) => Value;

/** A copy of the value in which the parts the cases name are replaced. */
export function update(value: Value, cases: readonly UpdateCase[], scope: Scope, run: Run): Value {
  return cases.reduce((now, node) => replaced(now, node.path, node, scope, run), value);
}

function replaced(value: Value, path: readonly UpdateStep[], node: UpdateCase, scope: Scope, run: Run): Value {
  const [step, ...rest] = path;
  if (!step) {
    const inner = new Scope(scope).set('$', value).set(node.variable, value);
    return node.condition && plain(run(node.condition, inner)) !== true ? value : plain(run(node.body, inner));
  }
  const next = (item: Value): Value => replaced(item, rest, node, scope, run);
  if (step.kind === 'index') {
    const place = plain(run(step.index, scope));
    if (!isArray(value) || !isNumber(place)) return value;
    const index = toDouble(place) < 0 ? value.length + toDouble(place) : toDouble(place);
    return value.map((item, at) => (at === index ? next(item) : item));
  }
  const name = textOf(plain(run(step.name, scope)));
  if (isArray(value)) return value.map((item) => replaced(item, path, node, scope, run));
  const object = value === null && node.upsert ? new DwObject([]) : value;
  if (!(object instanceof DwObject)) return value;
  return step.kind === 'field' ? field(object, name, node.upsert, next) : attribute(object, name, next);
}

function field(object: DwObject, name: string, upsert: boolean, next: (value: Value) => Value): DwObject {
  const entries = object.entries.map((entry) => (entry.key.name === name ? { key: entry.key, value: next(entry.value) } : entry));
  const isNew = upsert && !object.entries.some((entry) => entry.key.name === name);
  return new DwObject(isNew ? [...entries, { key: new Key(name), value: next(null) }] : entries, object.schema);
}

/** Attributes of the keys of an object. */
function attribute(object: DwObject, name: string, next: (value: Value) => Value): DwObject {
  const entries = object.entries.map((entry) => {
    const { attributes } = entry.key;
    return attributes
      ? { key: new Key(entry.key.name, entry.key.namespace, field(attributes, name, false, next)), value: entry.value }
      : entry;
  });
  return new DwObject(entries, object.schema);
}
