import { fail } from '../errors.ts';
import { fitting } from '../values/coerce.ts';
import { compare, equal, similar } from '../values/compare.ts';
import { add, divide, isNumber, multiply, subtract, type DwNumber } from '../values/number.ts';
import { Period } from '../values/period.ts';
import { Temporal } from '../values/temporal.ts';
import { notCallable, simpleText } from '../values/text.ts';
import { DwObject, isArray, type Value } from '../values/value.ts';

/** A binary operator. https://docs.mulesoft.com/dataweave/latest/dw-operators */
export function operate(op: string, left: Value, right: Value): Value {
  switch (op) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '~=':
      return similar(left, right);
    case '<':
      return compare(left, right) < 0;
    case '>':
      return compare(left, right) > 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>=':
      return compare(left, right) >= 0;
    case '+':
      return plus(left, right);
    case '-':
      return minus(left, right);
    case '*':
      return multiply(...numbers('*', left, right));
    case '/':
      return divide(...numbers('/', left, right));
    case '<<':
      return isArray(left) ? [...left, right] : notCallable('<<', [left, right]);
    case '>>':
      if (isArray(right)) return [left, ...right];
      return left instanceof Temporal ? inZone(left, right) : notCallable('>>', [left, right]);
    default:
      return fail(`Unknown operator ${op}`);
  }
}

/** `moment >> "UTC"`. */
function inZone(moment: Temporal, zone: Value): Value {
  const name = zone instanceof Temporal ? zone.zone : simpleText(zone);
  if (name === undefined || !moment.hasZone) return notCallable('>>', [moment, zone]);
  try {
    return moment.inZone(name);
  } catch (error) {
    if (error instanceof RangeError) return fail(`Unknown time zone: ${name}`);
    throw error;
  }
}

function plus(left: Value, right: Value): Value {
  if (isArray(left)) return [...left, right];
  if (left instanceof Temporal && right instanceof Period) return right.addTo(left);
  if (left instanceof Period && right instanceof Temporal) return left.addTo(right);
  if (left instanceof Period && right instanceof Period) return sum(left, right);
  return add(...numbers('+', left, right));
}

function sum(left: Period, right: Period): Period {
  return new Period(left.months + right.months, left.days + right.days, left.ms + right.ms);
}

function minus(left: Value, right: Value): Value {
  if (isArray(left)) {
    const place = left.findIndex((item) => equal(item, right));
    return left.filter((_, index) => index !== place);
  }
  if (left instanceof DwObject) return without(left, right);
  if (left instanceof Temporal && right instanceof Period) return right.negated().addTo(left);
  if (left instanceof Temporal && right instanceof Temporal && left.kind === right.kind) return new Period(0, 0, left.epoch - right.epoch);
  if (left instanceof Period && right instanceof Period) return sum(left, right.negated());
  return subtract(...numbers('-', left, right));
}

/** Entries of that name, or those of another object, are left out. */
export function without(object: DwObject, removed: Value): DwObject {
  const gone = removed instanceof DwObject ? removed.entries : undefined;
  const name = gone ? undefined : simpleText(removed);
  return new DwObject(
    object.entries.filter((entry) =>
      gone ? !gone.some((other) => other.key.name === entry.key.name && equal(other.value, entry.value)) : entry.key.name !== name,
    ),
    object.schema,
  );
}

/** Both sides as numbers; text that is a number counts as one. */
function numbers(op: string, left: Value, right: Value): [DwNumber, DwNumber] {
  const [a, b] = [fitting(left, 'Number'), fitting(right, 'Number')];
  return a !== undefined && b !== undefined && isNumber(a) && isNumber(b) ? [a, b] : notCallable(op, [left, right]);
}
