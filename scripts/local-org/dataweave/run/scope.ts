import { DataWeaveError } from '../errors.ts';
import type { TypeNode } from '../syntax/index.ts';
import type { Namespace, Value } from '../values/value.ts';

/** Names in reach of an expression; those of outer blocks are reached through `parent`. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly #values = new Map<string, Value>();
  readonly #lazy = new Map<string, () => Value>();
  readonly #types = new Map<string, TypeNode>();
  readonly #namespaces = new Map<string, Namespace>();
  readonly #modules = new Map<string, string>();

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  set(name: string, value: Value): this {
    this.#values.set(name, value);
    return this;
  }

  /** A variable that is worked out when it is first used. */
  setLazy(name: string, value: () => Value): void {
    this.#lazy.set(name, value);
  }

  setType(name: string, type: TypeNode): void {
    this.#types.set(name, type);
  }

  setNamespace(namespace: Namespace): void {
    this.#namespaces.set(namespace.prefix, namespace);
  }

  setModule(alias: string, module: string): void {
    this.#modules.set(alias, module);
  }

  /** Undefined for a name that is not known. Throws a DataWeaveError for a variable that needs itself. */
  find(name: string): Value | undefined {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    const lazy = this.#lazy.get(name);
    if (!lazy) return this.parent?.find(name);
    this.#lazy.set(name, () => {
      throw new DataWeaveError(`The variable ${name} refers to itself`);
    });
    const found = lazy();
    this.#values.set(name, found);
    return found;
  }

  readonly type = (name: string): TypeNode | undefined => this.#types.get(name) ?? this.parent?.type(name);

  namespace(prefix: string): Namespace | undefined {
    return this.#namespaces.get(prefix) ?? this.parent?.namespace(prefix);
  }

  module(alias: string): string {
    return this.#modules.get(alias) ?? this.parent?.module(alias) ?? alias;
  }
}
