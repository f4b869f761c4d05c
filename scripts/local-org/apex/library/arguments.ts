import { throwApex } from '../runtime/exception.ts';
import type { NativeFn } from '../types.ts';

type Implementation = (...args: unknown[]) => unknown;

function check(args: readonly unknown[]): void {
  for (const arg of args) given(arg);
}

/** An argument that must not be null. Throws System.NullPointerException. */
export function given<T>(value: T | null): T {
  if (value === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  return value;
}

/** How many arguments an instance method of that signature is called with, the receiver included; statics get one fewer. */
function mostArguments(signature: string): number {
  const params = signature.slice(signature.indexOf('(') + 1, signature.lastIndexOf(')')).trim();
  return params === '' ? 1 : params.split(',').length + 1;
}

function guarded(fn: Implementation, args: number): Implementation {
  switch (args) {
    case 1:
      return (a) => {
        if (a === null) check([a]);
        return fn(a);
      };
    case 2:
      return (a, b) => {
        if (a === null || b === null) check([a, b]);
        return fn(a, b);
      };
    case 3:
      return (a, b, c) => {
        if (a === null || b === null || c === null) check([a, b, c]);
        return fn(a, b, c);
      };
    default:
      return (...args) => {
        check(args);
        return fn(...args);
      };
  }
}

/** The same implementations, each throwing System.NullPointerException when an argument is null. */
export function nonNull(members: Readonly<Record<string, NativeFn>>): Record<string, NativeFn> {
  return Object.fromEntries(
    Object.entries(members).map(([signature, fn]) => [signature, guarded(fn as Implementation, mostArguments(signature)) as NativeFn]),
  );
}
