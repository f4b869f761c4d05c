import { fail, scriptError } from '../errors.ts';
import type { ImportNode } from '../syntax/index.ts';
import { plain, plainItems, DwFunction, type Value } from '../values/value.ts';
import type { Scope } from './scope.ts';

/** What a script gets from the world around it. */
export interface Host {
  /** Epoch milliseconds of the clock. */
  now(): number;
  /** A number from 0 to 1, without 1. */
  random(): number;
  /** Takes what `log` writes. */
  log(text: string): void;
}

/** What functions of the library may ask of the world around a script. */
export interface Surroundings extends Host {
  /** Reads text of a format, for `read`. */
  read(text: Value, mimeType: string, properties: ReadonlyMap<string, Value>): Value;
  /** Writes a value in a format, for `write`. */
  write(value: Value, mimeType: string, properties: ReadonlyMap<string, Value>): Value;
}

export type Call = (fn: Value, ...args: Value[]) => Value;

/** A function of the library. `args` never has fewer than `least` values; `call` calls a function that was passed in. */
export interface NativeFunction {
  readonly least: number;
  readonly most: number;
  /** Places of parameters that take functions. */
  readonly functions: readonly number[];
  /** Answers null when the first argument is null. */
  readonly nullable: boolean;
  readonly run: (args: readonly Value[], call: Call, surroundings: Surroundings) => Value;
}

export type Module = Readonly<Record<string, NativeFunction>>;

const call: Call = (fn, ...args) => {
  if (!(fn instanceof DwFunction)) return fail('A function was expected');
  return plain(fn.call(args.slice(0, fn.arity)));
};

/** The modules a script can import; the core one needs no import. */
export class Library {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #surroundings: Surroundings;
  readonly #functions = new Map<NativeFunction, DwFunction>();

  constructor(modules: ReadonlyMap<string, Module>, surroundings: Surroundings) {
    this.#modules = modules;
    this.#surroundings = surroundings;
  }

  /** A function of the core; undefined when there is none of that name. */
  find(name: string): DwFunction | undefined {
    return this.#function('dw::Core', name);
  }

  /** A function of a module. Throws a DataWeaveError when either is not known. */
  member(module: string, name: string): DwFunction {
    this.#module(module);
    return this.#function(module, name) ?? fail(`Unable to resolve reference of: \`${module}::${name}\`.`);
  }

  /** Makes what a directive imports known. Throws a DataWeaveError for what there is not. */
  import(node: ImportNode, scope: Scope): void {
    try {
      const module = this.#module(node.module);
      if (node.names === undefined) scope.setModule(node.alias ?? node.module.split('::').at(-1)!, node.module);
      const names = node.names === '*' ? Object.keys(module).map((name) => [name, name] as const) : (node.names ?? []);
      for (const [name, alias] of names) scope.set(alias, this.member(node.module, name));
    } catch (error) {
      throw scriptError(error, node.pos);
    }
  }

  #module(name: string): Module {
    return this.#modules.get(name) ?? fail(`Unable to resolve module with identifier ${name}.`);
  }

  #function(moduleName: string, name: string): DwFunction | undefined {
    const module = this.#modules.get(moduleName);
    const native = module && Object.hasOwn(module, name) ? module[name] : undefined;
    if (!native) return undefined;
    let fn = this.#functions.get(native);
    if (!fn) this.#functions.set(native, (fn = this.#wrap(name, native)));
    return fn;
  }

  #wrap(name: string, native: NativeFunction): DwFunction {
    const { least, most, nullable } = native;
    const higher = native.functions.length > 0;
    const run = (given: readonly Value[]): Value => {
      if (given.length < least || given.length > most) {
        fail(`Wrong number of arguments for ${name}: expected ${least === most ? least : `${least} to ${most}`}, got ${given.length}`);
      }
      const args = given.map((arg, index) => (higher && index === 0 ? plain(arg) : plainItems(arg)));
      return nullable && args[0] === null ? null : native.run(args, call, this.#surroundings);
    };
    return new DwFunction(name, most, run, new Set(native.functions));
  }
}

interface Options {
  readonly least?: number;
  readonly functions?: readonly number[];
  readonly nullable?: boolean;
}

/** Declares a function that takes `count` values; null as the first one is answered with null unless `nullable` is false. */
export function native(
  count: number,
  run: NativeFunction['run'],
  { least = count, functions = [], nullable = true }: Options = {},
): NativeFunction {
  return { least, most: count, functions, nullable, run };
}

/** Declares a function that takes a value and a function. */
export function higher(run: (value: Value, fn: (...args: Value[]) => Value) => Value, nullable = true): NativeFunction {
  return native(2, ([value, fn], callFn) => run(value!, (...args) => callFn(fn!, ...args)), { functions: [1], nullable });
}
