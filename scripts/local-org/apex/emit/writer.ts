import type { NativeFn } from '../types.ts';

/** Place in Apex that a line of generated code belongs to. */
export interface LineInfo {
  readonly line: number;
  /** `Class.Outer.Inner.method` */
  readonly label: string;
}

/** A constant the generated code refers to by name. */
export type Constant =
  | { readonly kind: 'native'; readonly fn: NativeFn }
  | { readonly kind: 'decimal'; readonly text: string }
  | { readonly kind: 'holder'; readonly id: number }
  | { readonly kind: 'fieldSite'; readonly name: string }
  | { readonly kind: 'recordSite'; readonly object: string; readonly names: readonly string[] };

/** What generated code does besides what the source says; nothing of it costs anything unless it is asked for. */
export interface EmitOptions {
  /** Counts executed lines. */
  readonly coverage?: boolean;
  /** Tells the debug log of calls, statements and variables. */
  readonly logging?: boolean;
}

/** Collects the lines of one unit's generated code with their origin in Apex, its constants and its coverable lines. */
export class Writer {
  readonly lines: string[] = [];
  readonly origins: (LineInfo | undefined)[] = [];
  readonly constants: Constant[] = [];
  /** Apex line → index of its counter. */
  readonly counters = new Map<number, number>();
  readonly #options: EmitOptions;
  #names = new Map<string, string>();
  #natives = new Map<NativeFn, string>();
  #label = '';
  #line = 0;

  constructor(options: EmitOptions) {
    this.#options = options;
  }

  /** Whether the debug log is told of calls, statements and variables. */
  get logging(): boolean {
    return this.#options.logging ?? false;
  }

  /** Sets the method that the next lines belong to. */
  enter(label: string, line: number): void {
    this.#label = label;
    this.#line = line;
  }

  at(line: number): void {
    this.#line = line;
  }

  /** Writes a line that stack traces leave out: the code it calls belongs to the same method in Apex. */
  writeHidden(text: string): void {
    this.lines.push(text);
    this.origins.push(undefined);
  }

  write(text: string): void {
    this.lines.push(text);
    this.origins.push({ line: this.#line, label: this.#label });
  }

  /** What is to be done before a statement of that Apex line: its execution is counted, and logged. */
  count(line: number): string {
    const logged = this.logging ? `R.logging.line(${line});` : '';
    if (!this.#options.coverage) return logged;
    let index = this.counters.get(line);
    if (index === undefined) this.counters.set(line, (index = this.counters.size));
    return `K[${index}]++;${logged}`;
  }

  native(fn: NativeFn): string {
    let name = this.#natives.get(fn);
    if (!name) this.#natives.set(fn, (name = this.#constant({ kind: 'native', fn })));
    return name;
  }

  decimal(text: string): string {
    return this.#named(`decimal ${text}`, { kind: 'decimal', text });
  }

  /** Each place has one of its own. */
  fieldSite(name: string): string {
    return this.#constant({ kind: 'fieldSite', name });
  }

  recordSite(object: string, names: readonly string[]): string {
    return this.#constant({ kind: 'recordSite', object, names });
  }

  holder(id: number): string {
    return this.#named(`holder ${id}`, { kind: 'holder', id });
  }

  #named(key: string, constant: Constant): string {
    let name = this.#names.get(key);
    if (!name) this.#names.set(key, (name = this.#constant(constant)));
    return name;
  }

  #constant(constant: Constant): string {
    this.constants.push(constant);
    return `c${this.constants.length - 1}`;
  }
}
