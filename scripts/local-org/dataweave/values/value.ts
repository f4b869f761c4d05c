import type { DwNumber } from './number.ts';
import type { Period } from './period.ts';
import type { Temporal } from './temporal.ts';
import type { TypeNode } from '../syntax/index.ts';

export interface Namespace {
  readonly prefix: string;
  readonly uri: string;
}

/** The key of an entry of an object: a name, a namespace and attributes. */
export class Key {
  readonly name: string;
  readonly namespace: Namespace | undefined;
  readonly attributes: DwObject | undefined;

  constructor(name: string, namespace?: Namespace, attributes?: DwObject) {
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
  }
}

export interface Entry {
  readonly key: Key;
  readonly value: Value;
}

/** Values by name that say how another value is meant: `{class: "Contact"}`. */
export type Schema = ReadonlyMap<string, Value>;

/** Entries in order; keys may repeat. */
export class DwObject {
  readonly entries: readonly Entry[];
  readonly schema: Schema | undefined;

  constructor(entries: readonly Entry[], schema?: Schema) {
    this.entries = entries;
    this.schema = schema;
  }

  static of(values: Readonly<Record<string, Value>>): DwObject {
    return new DwObject(Object.entries(values).map(([name, value]) => ({ key: new Key(name), value })));
  }

  /** The value of the first entry of that name; undefined when there is none. */
  get(name: string): Value | undefined {
    return this.entries.find((entry) => entry.key.name === name)?.value;
  }
}

export class Regex {
  readonly source: string;
  #compiled: RegExp | undefined;
  #whole: RegExp | undefined;

  constructor(source: string) {
    this.source = source;
  }

  /** Finds all its places. Throws a SyntaxError for what JavaScript cannot read. */
  get compiled(): RegExp {
    this.#compiled ??= this.#make('g', (pattern) => pattern);
    this.#compiled.lastIndex = 0;
    return this.#compiled;
  }

  /** The text and its groups, null for those that took no part; undefined unless the expression covers all of the text. */
  covering(text: string): (string | null)[] | undefined {
    this.#whole ??= this.#make('y', (pattern) => `(?:${pattern})(?![^])`);
    this.#whole.lastIndex = 0;
    return this.#whole.exec(text)?.map((group: string | undefined) => group ?? null);
  }

  /** Flags stand in front: `(?i)`. */
  #make(flag: string, pattern: (source: string) => string): RegExp {
    const flags = /^\(\?([ims]+)\)/.exec(this.source);
    return new RegExp(pattern(this.source.slice(flags?.[0].length ?? 0)), `${flag}u${flags?.[1] ?? ''}`);
  }
}

export class DwFunction {
  /** Name for messages. */
  readonly name: string;
  /** Number of parameters; of a function of the library the most it takes. */
  readonly arity: number;
  readonly call: (args: readonly Value[]) => Value;
  /** Places of the parameters that take functions, where `$` in an argument makes it one. */
  readonly functionParams: ReadonlySet<number>;
  /** The default value of the second parameter, with which `reduce` starts. */
  readonly initial: (() => Value) | undefined;

  constructor(
    name: string,
    arity: number,
    call: (args: readonly Value[]) => Value,
    functionParams: ReadonlySet<number> = new Set(),
    initial?: () => Value,
  ) {
    this.name = name;
    this.arity = arity;
    this.call = call;
    this.functionParams = functionParams;
    this.initial = initial;
  }
}

export class TypeValue {
  readonly type: TypeNode;

  constructor(type: TypeNode) {
    this.type = type;
  }
}

/** Bytes. */
export class Binary {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** A value that was selected from under a key with attributes, so that `.@name` finds them. */
export class Attributed {
  readonly value: Value;
  readonly attributes: DwObject;

  constructor(value: Value, attributes: DwObject) {
    this.value = value;
    this.attributes = attributes;
  }
}

/** The value without what it was selected from. */
export function plain(value: Value): Value {
  return value instanceof Attributed ? value.value : value;
}

/** The same for the items of an array too. */
export function plainItems(value: Value): Value {
  const bare = plain(value);
  return isArray(bare) && bare.some((item) => item instanceof Attributed) ? bare.map(plain) : bare;
}

export type Value =
  | null
  | boolean
  | string
  | DwNumber
  | readonly Value[]
  | DwObject
  | Key
  | Regex
  | Temporal
  | Period
  | DwFunction
  | TypeValue
  | Binary
  | Attributed;

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
