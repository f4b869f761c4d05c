import { nullPointer } from '../exception.ts';

/**
 * Calls whose arguments do something: these are worked out before the call finds that its object is null. The other
 * calls of generated code check first, which nobody can tell.
 */

/** Calls a method of an object of the source by its JavaScript name. */
export function callMethod(target: Record<string, (...args: unknown[]) => unknown> | null, key: string, ...args: unknown[]): unknown {
  return (target ?? nullPointer())[key]!(...args);
}

/** Calls a method of the library. */
export function callNative(implementation: (...args: unknown[]) => unknown, target: unknown, ...args: unknown[]): unknown {
  return implementation(target ?? nullPointer(), ...args);
}
