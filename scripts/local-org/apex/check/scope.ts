import { isStackOverflow, TOO_DEEP, type ApexProblem, type Expr, type Pos } from '../syntax/index.ts';
import type { Bound, BoundStmt, Local } from './bound.ts';
import { nameProblem } from './rules.ts';
import type { SoqlValidator } from './soqlCheck.ts';
import type { ClassSymbol, FieldSymbol, UnitSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import { UnknownTypeError, type Universe } from './universe.ts';

/** Thrown to leave a statement with an error; caught per statement, so one body reports all its errors. */
export class CheckError extends Error {
  readonly pos: Pos;

  constructor(pos: Pos, message: string) {
    super(message);
    this.pos = pos;
  }
}

/** Thrown for a platform feature the local org lacks: the statement compiles, and says so when it runs. */
export class UnsupportedHere extends Error {
  readonly feature: string;

  constructor(feature: string) {
    super(`Unsupported platform feature: ${feature}`);
    this.feature = feature;
  }
}

/** Reports an error and abandons the current statement. */
export function fail(pos: Pos, message: string): never {
  throw new CheckError(pos, message);
}

/** What is being checked: one method, constructor, accessor, initialiser or script body. */
export class Scope {
  readonly universe: Universe;
  readonly unit: UnitSymbol;
  readonly cls: ClassSymbol | null;
  readonly isStatic: boolean;
  /** Null in constructors, initialisers and scripts. */
  readonly returns: ApexType | null;
  readonly problems: ApexProblem[];
  readonly temps: Local[] = [];
  /** The SObject type of a trigger, for `Trigger.new`. */
  readonly trigger: ApexType | null;
  /** What a constructor or a block in it begins with: the one place for `this(…)` and `super(…)`. */
  first: Expr | null = null;
  readonly isConstructor: boolean;
  /** The target of a plain assignment while it is resolved. */
  written: Expr | null = null;
  /** The arguments of `this(…)` or `super(…)` are checked: there is no instance yet. */
  chaining = false;
  /** The field whose initialiser is checked: others that are declared after it have no value yet. */
  initialized: FieldSymbol | null = null;
  /** Depth of enclosing loops. */
  loops = 0;
  /** True in constructors and initialisers, where final fields may be set. */
  readonly initializing: boolean;
  /** The property whose accessor this is. */
  readonly accessorOf: FieldSymbol | null;
  /** Lower-cased names of the custom labels; null when they are not known. */
  readonly labels: ReadonlySet<string> | null;
  readonly validateSoql: SoqlValidator;
  readonly #frames: Map<string, Local>[] = [new Map<string, Local>()];
  /** By name: the last variable of that name whose block has ended. */
  readonly #ended = new Map<string, Local>();
  #names = 0;

  constructor(options: {
    universe: Universe;
    unit: UnitSymbol;
    cls: ClassSymbol | null;
    isStatic: boolean;
    returns: ApexType | null;
    problems: ApexProblem[];
    trigger?: ApexType | null;
    initializing?: boolean;
    isConstructor?: boolean;
    accessorOf?: FieldSymbol | null;
    labels?: ReadonlySet<string> | null;
    validateSoql: SoqlValidator;
  }) {
    this.universe = options.universe;
    this.unit = options.unit;
    this.cls = options.cls;
    this.isStatic = options.isStatic;
    this.returns = options.returns;
    this.problems = options.problems;
    this.trigger = options.trigger ?? null;
    this.initializing = options.initializing ?? false;
    this.isConstructor = options.isConstructor ?? false;
    this.accessorOf = options.accessorOf ?? null;
    this.labels = options.labels ?? null;
    this.validateSoql = options.validateSoql;
  }

  report(pos: Pos, message: string): void {
    this.problems.push({ file: this.unit.file, line: pos.line, column: pos.column, message });
  }

  /** Runs `work` with its own block of variables. */
  block<T>(work: () => T): T {
    this.#frames.push(new Map());
    try {
      return work();
    } finally {
      for (const [name, local] of this.#frames.pop()!) if (local.outlives) this.#ended.set(name, local);
    }
  }

  declare(pos: Pos, name: string, type: ApexType, final = false, outlives = false): Local {
    const problem = nameProblem(name);
    if (problem !== undefined) this.report(pos, problem);
    if (this.find(name)) fail(pos, `Duplicate variable: ${name}`);
    const local: Local = { name, js: `${name.toLowerCase()}_${++this.#names}`, type, final, sources: [], outlives };
    this.#frames.at(-1)!.set(name.toLowerCase(), local);
    return local;
  }

  /** A temporary for code the source does not show. */
  temp(type: ApexType, source: Bound | null): Local {
    const local: Local = { name: '', js: `t_${++this.#names}`, type, final: false, sources: [source], outlives: false };
    this.temps.push(local);
    return local;
  }

  find(name: string): Local | undefined {
    const key = name.toLowerCase();
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const local = this.#frames[i]!.get(key);
      if (local) return local;
    }
    return undefined;
  }

  /** All visible variables, innermost first. */
  *visible(): Iterable<Local> {
    for (let i = this.#frames.length - 1; i >= 0; i--) yield* this.#frames[i]!.values();
  }

  /** Variables of blocks that have ended, without those that a visible one hides; from now on they live as long as the method. */
  *ended(): Iterable<Local> {
    for (const [name, local] of this.#ended) {
      if (this.find(name)) continue;
      if (!local.hoisted) this.temps.push(local);
      local.hoisted = true;
      yield local;
    }
  }
}

/**
 * Deals with what ended the check of a statement: errors are reported; a feature the local org lacks becomes a statement
 * that throws when it is reached. Anything else is a defect and passes on.
 */
export function reportError(scope: Scope, at: Pos, error: unknown): BoundStmt[] {
  if (error instanceof CheckError) {
    if (error.message !== '') scope.report(error.pos, error.message);
    return [];
  }
  if (isStackOverflow(error)) {
    scope.report(at, TOO_DEEP);
    return [];
  }
  if (!(error instanceof UnknownTypeError) && !(error instanceof UnsupportedHere)) throw error;
  const feature: Bound = { kind: 'const', value: error.feature, type: scope.universe.named('String') };
  const value: Bound = { kind: 'runtime', fn: 'unsupported', args: [feature], type: scope.universe.void, nonNull: true };
  return [{ line: at.line, column: at.column, kind: 'throw', value }];
}

/**
 * Leaves a statement that uses a type nothing is known about: silently when its own error is reported, else it becomes a
 * statement that names the feature when it runs.
 */
export function refuseUnknown(pos: Pos, type: ApexType, member = ''): void {
  if (!type.isUnknown) return;
  if (type.name === 'unknown') throw new CheckError(pos, '');
  throw new UnsupportedHere(member ? `${type.name}.${member}` : type.name);
}
