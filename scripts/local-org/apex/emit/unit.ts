import type { CheckedUnit, ClassSymbol } from '../check/index.ts';
import { emitClass, emitScript } from './classes.ts';
import { Writer, type Constant, type LineInfo } from './writer.ts';

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

/** Generates JavaScript for a checked file; with `coverage` it counts executed lines. */
export function emitUnit(checked: CheckedUnit, coverage: boolean): EmittedUnit {
  const writer = new Writer(coverage);
  const { source, top, script } = checked;
  const isClass = source.kind === 'class';
  const label = source.kind === 'anonymous' ? 'AnonymousBlock' : `${isClass ? 'Class' : 'Trigger'}.${top.name}`;
  for (const item of inheritanceOrder(checked.classes)) {
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
    name: source.name,
    code: [prologue, ...writer.lines].join('\n'),
    constants: writer.constants,
    origins: [undefined, ...writer.origins],
    counters: [...writer.counters.keys()],
    classes: checked.classes.map((item) => item.cls),
  };
}

/** Super classes of the same file first: a JavaScript class needs its parent when it is made. */
function inheritanceOrder(classes: CheckedUnit['classes']): CheckedUnit['classes'][number][] {
  const depth = (cls: ClassSymbol | null): number => (cls ? 1 + depth(cls.parent) : 0);
  return [...classes].sort((a, b) => depth(a.cls) - depth(b.cls));
}
