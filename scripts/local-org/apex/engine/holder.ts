import type { ClassSymbol } from '../check/index.ts';
import type { ApexEnum, ClassInfo } from '../runtime/object.ts';

/** JavaScript class of an Apex class as generated code makes it. */
export type ApexConstructor = (new (...args: unknown[]) => Record<string, unknown>) & { readonly prototype: Record<string, unknown> };

export type StaticMethods = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * Link between generated files: one per Apex class. Generated code fills in the class when its file is loaded, and asks
 * for the static initialiser before the first use in a transaction.
 */
export class ClassHolder {
  readonly symbol: ClassSymbol;
  readonly info: ClassInfo;
  /** Values of an enum. */
  readonly values: readonly ApexEnum[];
  /** The static initialiser of this transaction has run, or is running. */
  ready = false;
  ctor: ApexConstructor | null = null;
  /** Static methods by generated name. */
  st: StaticMethods = {};
  /** Static fields by slot. */
  s: Record<string, unknown> = {};
  clinit: () => void = () => {};
  reset: () => void = () => {};
  readonly #loadUnit: () => void;
  readonly #started: Set<ClassHolder>;
  readonly #parents: () => readonly ClassHolder[];

  constructor(
    symbol: ClassSymbol,
    info: ClassInfo,
    values: readonly ApexEnum[],
    links: { loadUnit: () => void; started: Set<ClassHolder>; parents: () => readonly ClassHolder[] },
  ) {
    this.symbol = symbol;
    this.info = info;
    this.values = values;
    this.#loadUnit = links.loadUnit;
    this.#started = links.started;
    this.#parents = links.parents;
  }

  /** The JavaScript class, loading its file on first use. */
  load(): ApexConstructor {
    this.#loadUnit();
    if (!this.ctor) throw new TypeError(`Class ${this.symbol.name} cannot be loaded while it is being loaded`);
    return this.ctor;
  }

  /** Runs the static initialiser, after those of the super class and the outer class. */
  init(): void {
    if (this.ready) return;
    this.ready = true;
    this.#started.add(this);
    this.#loadUnit();
    this.reset();
    for (const parent of this.#parents()) if (!parent.ready) parent.init();
    this.clinit();
  }
}
