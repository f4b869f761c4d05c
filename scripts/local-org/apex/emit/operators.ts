import type { Bound } from '../check/index.ts';
import { emitExpr } from './expressions.ts';
import { isNonNull } from './nullness.ts';
import type { EmitContext } from './context.ts';

/** The value, or a NullPointerException. */
export function nonNull(context: EmitContext, value: Bound): string {
  const text = emitExpr(context, value);
  return isNonNull(value) ? text : `(${text}??N())`;
}

const DECIMAL: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply' };

export function emitArith(context: EmitContext, value: Bound & { kind: 'arith' }): string {
  const { op, domain } = value;
  const left = nonNull(context, value.left);
  const right = nonNull(context, value.right);
  switch (domain) {
    case 'int':
      if (op === '*') return `Math.imul(${left},${right})`;
      if (op === '/') return `R.idiv(${left},${right})`;
      return `(${left}${op}${right}|0)`;
    case 'long':
      if (op === '/') return `R.ldiv(${left},${right})`;
      if (op === '>>>') return `R.lshr(${left},${right})`;
      if (op === '<<' || op === '>>') return `BigInt.asIntN(64,${left}${op}(${right}&63n))`;
      return `BigInt.asIntN(64,${left}${op}${right})`;
    case 'double':
      return op === '/' ? `R.fdiv(${left},${right})` : `(${left}${op}${right})`;
    case 'decimal':
      return op === '/' ? `R.ddiv(${left},${right})` : `${left}.${DECIMAL[op]!}(${right})`;
    default:
      return `(((${left}?1:0)${op}(${right}?1:0))===1)`;
  }
}

export function emitNegate(context: EmitContext, value: Bound & { kind: 'negate' | 'complement' }): string {
  const operand = nonNull(context, value.value);
  if (value.kind === 'complement') return `(~${operand})`;
  switch (value.domain) {
    case 'int':
      return `(-${operand}|0)`;
    case 'long':
      return `BigInt.asIntN(64,-${operand})`;
    case 'decimal':
      return `${operand}.negate()`;
    default:
      return `(-${operand})`;
  }
}

/** Text concatenation: null prints as `null`, as JavaScript does too. */
export function emitConcat(context: EmitContext, value: Bound & { kind: 'concat' }): string {
  const parts: Bound[] = [];
  const flatten = (part: Bound): void => {
    if (part.kind === 'concat') {
      flatten(part.left);
      flatten(part.right);
    } else parts.push(part);
  };
  flatten(value);
  const texts = parts.map((part) => (isPlainText(part) ? emitExpr(context, part) : `R.str(${emitExpr(context, part)})`));
  // Starting with a text makes every + a concatenation.
  return `(""+${texts.join('+')})`;
}

function isPlainText(value: Bound): boolean {
  return value.type.is('string', 'id', 'integer', 'long', 'boolean') || value.type.isNull;
}

export function emitCompare(context: EmitContext, value: Bound & { kind: 'compare' }): string {
  const { op, domain, left, right } = value;
  const both = isNonNull(left) && isNonNull(right);
  const [a, b] = [emitExpr(context, left), emitExpr(context, right)];
  switch (domain) {
    case 'int':
    case 'long':
    case 'double':
      return both ? `(${a}${op}${b})` : `R.${NUMBERS[op]!}(${a},${b})`;
    case 'string':
      return `(R.compareText(${a},${b})${op}0)`;
    default:
      return `R.compareValues(${a},${b},${JSON.stringify(op)})`;
  }
}

const NUMBERS: Readonly<Record<string, string>> = { '<': 'lt', '>': 'gt', '<=': 'le', '>=': 'ge' };

export function emitEqual(context: EmitContext, value: Bound & { kind: 'equal' }): string {
  const { domain, negate } = value;
  const [a, b] = [emitExpr(context, value.left), emitExpr(context, value.right)];
  const not = negate ? '!' : '';
  switch (domain) {
    case 'string':
      return `${not}R.textEqual(${a},${b})`;
    case 'id':
      return `${not}R.idEqual(${a},${b})`;
    case 'decimal':
    case 'object':
      return `${not}R.equal(${a},${b})`;
    default:
      return `(${a}${negate ? '!==' : '==='}${b})`;
  }
}
