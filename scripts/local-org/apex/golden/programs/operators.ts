import { UNARY } from './literals.ts';
import { inside, PRIMARY, type Expr } from './model.ts';
import { arithmetic, compare, negated, shift, wider } from './numbers.ts';
import { asBoolean, isNumber, ListValue, short, solid, textOf, type Num, type NumberType, type Value } from './values.ts';

const BINDS: Readonly<Record<string, number>> = {
  '*': 12,
  '/': 12,
  '+': 11,
  '-': 11,
  '<': 9,
  '>': 9,
  '<=': 9,
  '>=': 9,
  '==': 8,
  '!=': 8,
  '&&': 4,
  '||': 3,
};
/** Operators whose place among the others is not documented always stand in parentheses. */
const APART = 0;

/** `a op b` on numbers: the left one must be there before the right one is evaluated. */
export function binary(op: string, left: Expr, right: Expr): Expr {
  const isShift = op === '<<' || op === '>>' || op === '>>>';
  const type = isShift ? left.type : wider(left.type as NumberType, right.type as NumberType);
  const binds = BINDS[op] ?? APART;
  return {
    text: `${inside(left, binds || PRIMARY)} ${op} ${inside(right, binds ? binds + 1 : PRIMARY)}`,
    type,
    binds,
    eval(frame) {
      const a = solid(left.eval(frame)) as Num;
      const b = solid(right.eval(frame)) as Num;
      return isShift ? shift(op, a, b) : arithmetic(op, a, b);
    },
  };
}

export function negative(value: Expr): Expr {
  return { text: `-${inside(value, PRIMARY)}`, type: value.type, binds: UNARY, eval: (frame) => negated(solid(value.eval(frame)) as Num) };
}

/** Text and anything: `+` concatenates. */
export function concat(left: Expr, right: Expr): Expr {
  const text = `${inside(left, BINDS['+']!)} + ${inside(right, BINDS['+']! + 1)}`;
  return {
    text,
    type: 'String',
    binds: BINDS['+']!,
    eval(frame) {
      const first = left.eval(frame);
      return short(textOf(first) + textOf(right.eval(frame)));
    },
  };
}

/** `test ? a : b` */
export function conditional(test: Expr, then: Expr, otherwise: Expr): Expr {
  return {
    text: `(${inside(test, 2)} ? ${inside(then, 2)} : ${inside(otherwise, 2)})`,
    type: then.type,
    binds: PRIMARY,
    eval: (frame) => (asBoolean(test.eval(frame)) ? then : otherwise).eval(frame),
  };
}

/** `a ?? b` */
export function coalesce(left: Expr, right: Expr): Expr {
  return {
    text: `(${inside(left, PRIMARY)} ?? ${inside(right, PRIMARY)})`,
    type: left.type,
    binds: PRIMARY,
    eval: (frame) => left.eval(frame) ?? right.eval(frame),
  };
}

/** `&&` and `||`: the right operand is evaluated only where it matters. */
export function logic(op: '&&' | '||', left: Expr, right: Expr): Expr {
  const binds = BINDS[op]!;
  return {
    text: `${inside(left, binds)} ${op} ${inside(right, binds + 1)}`,
    type: 'Boolean',
    binds,
    eval(frame) {
      const first = asBoolean(left.eval(frame));
      return first === (op === '||') ? first : asBoolean(right.eval(frame));
    },
  };
}

export function not(value: Expr): Expr {
  return { text: `!${inside(value, PRIMARY)}`, type: 'Boolean', binds: UNARY, eval: (frame) => !asBoolean(value.eval(frame)) };
}

/** `<` and the like on numbers: false where one is null. */
export function comparison(op: string, left: Expr, right: Expr): Expr {
  return relation(op, left, right, (a, b) => {
    if (!isNumber(a) || !isNumber(b)) return false;
    const order = compare(a, b);
    return op === '<' ? order < 0 : op === '>' ? order > 0 : op === '<=' ? order <= 0 : order >= 0;
  });
}

/** `==` and `!=`: numbers by value whatever their types, texts without regard to case, lists element by element. */
export function equality(op: '==' | '!=', left: Expr, right: Expr): Expr {
  return relation(op, left, right, (a, b) => same(a, b) === (op === '=='));
}

/** An operator that compares: it does not associate, so a comparison within it stands in parentheses. */
function relation(op: string, left: Expr, right: Expr, holds: (a: Value, b: Value) => boolean): Expr {
  const binds = BINDS[op]!;
  return {
    text: `${inside(left, binds + 1)} ${op} ${inside(right, binds + 1)}`,
    type: 'Boolean',
    binds,
    eval(frame) {
      const a = left.eval(frame);
      return holds(a, right.eval(frame));
    },
  };
}

function same(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b)) return compare(a, b) === 0;
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  if (a instanceof ListValue && b instanceof ListValue) {
    return a.items.length === b.items.length && a.items.every((item, i) => same(item, b.items[i]!));
  }
  return a === b;
}
