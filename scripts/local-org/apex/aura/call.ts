import { annotationValue, hasAnnotation, type MethodSymbol, type Universe } from '../check/index.ts';
import { staticKey } from '../emit/index.ts';
import type { ApexRuntime } from '../runtime.ts';
import { ApexException } from '../runtime/exception.ts';
import { readJson } from './read.ts';
import { writeJson } from './write.ts';

/** There is no such `@AuraEnabled` method. */
export class AuraMethodError extends Error {
  readonly code = 'NO_SUCH_METHOD';
}

/** An `@AuraEnabled` static method. */
export interface AuraMethod {
  readonly symbol: MethodSymbol;
  /** `@AuraEnabled(cacheable=true)`: may be wired, must not change data. */
  readonly cacheable: boolean;
}

/** The `@AuraEnabled` method of a class, ignoring case; undefined when there is none. */
export function auraMethod(universe: Universe, className: string, method: string): AuraMethod | undefined {
  const symbol = universe.classes
    .get(className.toLowerCase())
    ?.methods.get(method.toLowerCase())
    ?.find((one) => one.isStatic && hasAnnotation(one.decl.modifiers, 'auraenabled'));
  if (!symbol) return undefined;
  return { symbol, cacheable: annotationValue(symbol.decl.modifiers, 'auraenabled', 'cacheable') === true };
}

/**
 * Calls a method by name with named parameters as JSON and gives the result as JSON. Parameters that are not given are
 * null. Throws AuraMethodError, ParameterError, or what the method leaves uncaught.
 */
export function callAura(runtime: ApexRuntime, className: string, method: string, parameters: Readonly<Record<string, unknown>>): unknown {
  const { universe } = runtime.compiled.program;
  const found = auraMethod(universe, className, method);
  if (!found) throw new AuraMethodError(`No Apex action available for ${className}.${method}`);
  const { symbol } = found;
  const names = new Map(Object.keys(parameters).map((name) => [name.toLowerCase(), name]));
  const args = symbol.decl.params.map((param, i) => {
    const name = names.get(param.name.toLowerCase());
    return readJson(universe, name === undefined ? null : parameters[name], symbol.params[i]!);
  });
  const holder = runtime.loader.holderOf(symbol.cls);
  holder.init();
  // A class without a sharing declaration enforces sharing when a component calls it.
  runtime.setSharing(true);
  try {
    return writeJson(holder.st[staticKey(symbol)]!(...args));
  } catch (error) {
    throw withText(error);
  }
}

/** An AuraHandledException with the text for the component: that of setMessage, else that of its constructor. */
function withText(error: unknown): unknown {
  if (error instanceof ApexException && error.typeName === 'System.AuraHandledException' && typeof error.details === 'string') {
    error.apexMessage ??= error.details;
  }
  return error;
}
