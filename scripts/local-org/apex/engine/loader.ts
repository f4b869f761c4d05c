import type { ClassSymbol, Universe } from '../check/index.ts';
import type { Constant, EmittedUnit } from '../emit/index.ts';
import { nullPointer, setFrameResolver, type ApexFrame } from '../runtime/exception.ts';
import { enumValues, type ClassInfo } from '../runtime/object.ts';
import { FieldSite, RecordSite } from '../runtime/sobject/index.ts';
import { ApexDecimal } from '../runtime/values/index.ts';
import { ClassHolder } from './holder.ts';
import { classInfo } from './info.ts';

/** Lines that `new Function` puts before the code it is given. */
const HEADER_LINES = 2;
/** Deep enough for the stack traces of Apex tests. */
const STACK_FRAMES = 100;

/** Code of each loaded file by its URL, for stack traces, until its loader is closed. Per thread: several orgs may live in one process. */
const loaded = new Map<string, EmittedUnit>();
let urls = 0;

setFrameResolver((url, line) => {
  const origin = loaded.get(url)?.origins[line - HEADER_LINES - 1];
  return origin && origin.label !== '' ? ({ label: origin.label, line: origin.line, column: 1 } satisfies ApexFrame) : undefined;
});

/** The tick counter generated code counts down. */
export interface Ticks {
  n: number;
}

/** A file's code in memory. */
export interface LoadedUnit {
  readonly emitted: EmittedUnit;
  /** Executions per counter; empty without coverage. */
  readonly hits: Uint32Array;
  /** Statements of a trigger or anonymous block. */
  readonly script: (() => void) | undefined;
}

type UnitFactory = (
  runtime: object,
  hits: Uint32Array,
  ticks: Ticks,
  nullCheck: () => never,
  constants: unknown[],
) => (() => void) | undefined;

/** Turns generated code into JavaScript classes on first use and keeps the links between them. */
export class Loader {
  readonly universe: Universe;
  readonly ticks: Ticks = { n: 0 };
  /** Classes whose statics are alive in the running transaction. */
  readonly started = new Set<ClassHolder>();
  readonly #runtime: object;
  readonly #units = new Map<string, EmittedUnit>();
  readonly #loaded = new Map<EmittedUnit, LoadedUnit>();
  readonly #urls = new Map<EmittedUnit, string>();
  readonly #holders = new Map<number, ClassHolder>();
  readonly #byName = new Map<string, ClassHolder>();

  constructor(universe: Universe, runtime: object) {
    this.universe = universe;
    this.#runtime = runtime;
    if (Error.stackTraceLimit < STACK_FRAMES) Error.stackTraceLimit = STACK_FRAMES;
  }

  /** Makes a file's classes known; its code runs when one of them is used. */
  add(unit: EmittedUnit): void {
    this.#units.set(unit.name.toLowerCase(), unit);
    for (const cls of unit.classes) this.#addClass(cls, unit);
  }

  holder(name: string): ClassHolder | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  holderOf(cls: ClassSymbol): ClassHolder {
    const holder = this.#holders.get(cls.id);
    if (!holder) throw new TypeError(`Class ${cls.name} is not loaded`);
    return holder;
  }

  loadedUnits(): Iterable<LoadedUnit> {
    return this.#loaded.values();
  }

  units(): Iterable<EmittedUnit> {
    return this.#units.values();
  }

  /** Runs the code of a file, once. */
  load(unit: EmittedUnit): LoadedUnit {
    const known = this.#loaded.get(unit);
    if (known) return known;
    const url = `apex:${++urls}/${unit.name}`;
    loaded.set(url, unit);
    this.#urls.set(unit, url);
    const hits = new Uint32Array(unit.counters.length);
    // Marked as loaded before it runs: the classes of one file may need each other.
    const entry = { emitted: unit, hits, script: undefined as (() => void) | undefined };
    this.#loaded.set(unit, entry);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running generated code is the purpose; it comes from a checked syntax tree only
    const factory = new Function('R', 'K', 'T', 'N', 'c', `${unit.code}\n//# sourceURL=${url}`) as UnitFactory;
    const constants = unit.constants.map((constant) => this.#constant(constant));
    entry.script = factory(this.#runtime, hits, this.ticks, nullPointer, constants);
    for (const cls of unit.classes) {
      const holder = this.holderOf(cls);
      if (holder.ctor) Object.defineProperty(holder.ctor.prototype, '$class', { value: holder.info });
    }
    return entry;
  }

  /** Forgets a file that ran once, such as an anonymous block. Traces through it must have been read. */
  forget(unit: EmittedUnit): void {
    const url = this.#urls.get(unit);
    if (url) loaded.delete(url);
    this.#units.delete(unit.name.toLowerCase());
    this.#loaded.delete(unit);
    this.#urls.delete(unit);
    for (const cls of unit.classes) {
      this.#holders.delete(cls.id);
      this.#byName.delete(cls.key);
    }
  }

  /** Forgets all files, also where stack traces are read: a server opens its org anew for every deployment. */
  close(): void {
    for (const url of this.#urls.values()) loaded.delete(url);
    this.#urls.clear();
    this.#loaded.clear();
    this.started.clear();
  }

  /** Forgets all static fields: the next transaction initialises its classes anew. */
  resetStatics(): void {
    for (const holder of this.started) {
      holder.ready = false;
      holder.reset();
    }
    this.started.clear();
  }

  #addClass(cls: ClassSymbol, unit: EmittedUnit): void {
    const info = this.#info(cls);
    const values = enumValues(
      cls.name,
      cls.decl.enumValues.map((value) => value.name),
    );
    const holder = new ClassHolder(cls, info, values, {
      loadUnit: () => void this.load(unit),
      started: this.started,
      parents: () => [cls.parent, cls.outer].flatMap((parent) => (parent ? [this.holderOf(parent)] : [])),
    });
    this.#holders.set(cls.id, holder);
    this.#byName.set(cls.key, holder);
  }

  readonly #infos = new Map<ClassSymbol, ClassInfo>();

  #info(cls: ClassSymbol): ClassInfo {
    let info = this.#infos.get(cls);
    if (!info) this.#infos.set(cls, (info = classInfo(this.universe, cls, (parent) => this.#info(parent))));
    return info;
  }

  #constant(constant: Constant): unknown {
    switch (constant.kind) {
      case 'native':
        return constant.fn;
      case 'decimal':
        return ApexDecimal.parse(constant.text);
      case 'fieldSite':
        return new FieldSite(constant.name);
      case 'recordSite':
        return new RecordSite(this.universe.schema.object(constant.object)!, constant.names);
      case 'holder': {
        const holder = this.#holders.get(constant.id);
        if (!holder) throw new TypeError(`Class number ${constant.id} is not loaded`);
        return holder;
      }
    }
  }
}
