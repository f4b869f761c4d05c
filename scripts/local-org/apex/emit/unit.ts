import { withInner, type CheckedClass, type CheckedUnit, type ClassSymbol } from '../check/index.ts';
import { emitClass, emitScript } from './classes.ts';
import { Writer, type Constant, type EmitOptions, type LineInfo } from './writer.ts';

/** Generated code of one source file. */
export interface EmittedUnit {
  readonly name: string;
  /** Body of `function (R, K, T, N, c)`: runtime, line counters, tick counter, null check, constants. */
  readonly code: string;
  readonly constants: readonly Constant[];
  /** Origin of each line of `code`. */
  readonly origins: readonly (LineInfo | undefined)[];
  /** Apex line of each counter. */
  readonly counters: readonly number[];
  readonly classes: readonly ClassSymbol[];
}

/** Generates JavaScript for a checked file when it is first asked for. */
export function emitUnit(checked: CheckedUnit, options: EmitOptions = {}): EmittedUnit {
  return new LazyUnit(checked, options);
}

class LazyUnit implements EmittedUnit {
  readonly name: string;
  readonly classes: readonly ClassSymbol[];
  readonly #options: EmitOptions;
  /** The source before there is code, then the code: the resolved source is larger and not needed any more. */
  #state: { readonly checked: CheckedUnit } | { readonly checked: null; readonly generated: Generated };

  constructor(checked: CheckedUnit, options: EmitOptions) {
    this.name = checked.source.name;
    this.classes = withInner(checked.top);
    this.#options = options;
    this.#state = { checked };
  }

  get code(): string {
    return this.#all.code;
  }

  get constants(): readonly Constant[] {
    return this.#all.constants;
  }

  get origins(): readonly (LineInfo | undefined)[] {
    return this.#all.origins;
  }

  get counters(): readonly number[] {
    return this.#all.counters;
  }

  get #all(): Generated {
    if (this.#state.checked) this.#state = { checked: null, generated: generate(this.#state.checked, this.#options) };
    return this.#state.generated;
  }
}

type Generated = Pick<EmittedUnit, 'code' | 'constants' | 'origins' | 'counters'>;

function generate(checked: CheckedUnit, options: EmitOptions): Generated {
  const writer = new Writer(options);
  const { source, top } = checked;
  const { classes, script } = checked.bodies();
  const isClass = source.kind === 'class';
  const label = source.kind === 'anonymous' ? 'AnonymousBlock' : `${isClass ? 'Class' : 'Trigger'}.${top.name}`;
  for (const item of inheritanceOrder(classes)) {
    const name = item.cls === top ? label : `Class.${item.cls.name}`;
    emitClass(writer, item, name, !isClass && item.cls === top);
  }
  if (script) {
    emitScript(writer, top, script, label);
    writer.write('return script;');
  }
  const names = writer.constants.map((_, i) => `c${i}=c[${i}]`);
  const prologue = names.length > 0 ? `"use strict";const ${names.join(',')};` : '"use strict";';
  return {
    code: [prologue, ...writer.lines].join('\n'),
    constants: writer.constants,
    origins: [undefined, ...writer.origins],
    counters: [...writer.counters.keys()],
  };
}

/** Super classes of the same file first: a JavaScript class needs its parent when it is made. */
function inheritanceOrder(classes: readonly CheckedClass[]): CheckedClass[] {
  const depth = (cls: ClassSymbol | null): number => (cls ? 1 + depth(cls.parent) : 0);
  return [...classes].sort((a, b) => depth(a.cls) - depth(b.cls));
}
