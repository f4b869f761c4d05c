import { DEFAULT_API_VERSION, type Schema } from '../../metadata/index.ts';
import type { NativeTypeSpec } from '../types.ts';
import { parseApex, type AnonymousDecl, type ApexProblem, type Pos, type TriggerDecl, type TypeDecl, type Unit } from '../syntax/index.ts';
import { checkClass, checkScript, type BodyContext, type CheckedClass } from './bodies.ts';
import type { BoundBody } from './bound.ts';
import { declareMembers, declareType, refuseCircles, resolveHeaders, type Report } from './declare.ts';
import { checkInheritance } from './inheritance.ts';
import { checkDeclarations } from './rules.ts';
import type { SoqlValidator } from './soqlCheck.ts';
import type { ClassSymbol, UnitSymbol } from './symbols.ts';
import { checkTrigger } from './triggers.ts';
import { refuseStatic, shareVariables } from './anonymous.ts';
import { Universe } from './universe.ts';

/** One source file to compile. */
export interface SourceUnit {
  readonly name: string;
  readonly kind: 'class' | 'trigger' | 'anonymous';
  readonly file: string;
  readonly body: string;
  /** Of the `-meta.xml` beside it; anonymous blocks have none. */
  readonly apiVersion?: string;
}

/** A file whose names and types are resolved. */
export interface CheckedUnit {
  readonly source: SourceUnit;
  readonly unit: UnitSymbol;
  readonly top: ClassSymbol;
  readonly trigger: TriggerDecl | null;
  /** What its bodies mean. Asked for once, where code is generated: those of a known file are worked out for that. */
  bodies(): CheckedBodies;
}

export interface CheckedBodies {
  /** The top-level class and its inner classes; for scripts the methods declared in them. */
  readonly classes: readonly CheckedClass[];
  /** Statements of a trigger or anonymous block. */
  readonly script: BoundBody | null;
}

export interface CheckedProgram {
  readonly universe: Universe;
  readonly units: readonly CheckedUnit[];
  readonly problems: readonly ApexProblem[];
}

interface Declared {
  readonly source: SourceUnit;
  readonly symbol: UnitSymbol;
  readonly decl: Unit;
  readonly skippable: boolean;
  readonly top: ClassSymbol;
}

/** A file whose declarations are resolved and whose bodies are not. */
export interface DeclaredUnit {
  readonly source: SourceUnit;
  readonly decl: Unit;
  readonly skippable: boolean;
  /** Unit keys its declarations refer to. */
  readonly uses: ReadonlySet<string>;
}

/** What earlier runs found sound. */
export interface Verdicts {
  /** The file was parsed before, and its bodies need not be parsed again before they are needed. */
  skippable(source: SourceUnit): boolean;
  /** For a program of these declarations: the unit keys a sound file refers to; undefined for a file that must be checked. */
  recall(declared: readonly DeclaredUnit[]): (source: SourceUnit) => readonly string[] | undefined;
  /** Remembers the files that turned out sound in the program given to the last {@link recall}. */
  keep(sound: readonly { readonly source: SourceUnit; readonly uses: readonly string[] }[]): void;
}

export interface CheckOptions {
  /** Checks static queries; none are checked without it. */
  readonly validateSoql?: SoqlValidator;
  /** Bodies of files known to be sound are checked when their code is needed. */
  readonly verdicts?: Verdicts | undefined;
  readonly labels?: ReadonlySet<string> | null;
  /** Types that the platform makes from other metadata. */
  readonly generated?: readonly NativeTypeSpec[];
  /** Classes that are compiled already; new units may refer to them (anonymous blocks). */
  readonly universe?: Universe;
  readonly firstId?: number;
}

/** Parses and checks all sources together. Files with errors are left out of `units`, and so are the files that need them. */
export function checkProgram(schema: Schema, sources: readonly SourceUnit[], options: CheckOptions = {}): CheckedProgram {
  const universe = options.universe ?? new Universe(schema, options.generated);
  const problems: ApexProblem[] = [];
  const report = reportTo(problems);
  const declared = declareAll(universe, sources, problems, report, options);
  for (const { top } of declared) resolveHeaders(universe, top, report);
  for (const { top } of declared) refuseCircles(top, report);
  for (const { top } of declared) declareMembers(universe, top, report);
  const known = options.verdicts?.recall(declared.map((item) => ({ ...item, uses: item.symbol.uses })));
  const kept = new Map(declared.map((item) => [item, known?.(item.source)]));
  const changed = declared.filter((item) => !kept.get(item));
  for (const { top } of changed) checkInheritance(universe, top, report);
  for (const { top, decl } of changed) if (decl.kind !== 'trigger' && decl.kind !== 'anonymous') checkDeclarations(universe, top, report);
  const units = declared.map((item) => {
    const uses = kept.get(item);
    uses?.forEach((name) => item.symbol.uses.add(name));
    return uses ? new SoundUnit(universe, item, options) : checkUnit(universe, item, problems, options);
  });
  const rest = withoutBroken(universe, units, problems);
  options.verdicts?.keep(rest.map(({ source, unit }) => ({ source, uses: [...unit.uses] })));
  return { universe, units: rest, problems };
}

function reportTo(problems: ApexProblem[]): Report {
  return (cls, pos, message) => problems.push({ file: cls.unit.file, line: pos.line, column: pos.column, message });
}

function declareAll(
  universe: Universe,
  sources: readonly SourceUnit[],
  problems: ApexProblem[],
  report: Report,
  options: CheckOptions,
): Declared[] {
  let id = options.firstId ?? 0;
  const declared: Declared[] = [];
  for (const source of sources) {
    const parsed = parseApex(source.kind, source.file, source.body, options.verdicts?.skippable(source));
    problems.push(...parsed.problems);
    if (!parsed.unit) continue;
    const decl = parsed.unit.kind === 'anonymous' ? shareVariables(parsed.unit) : parsed.unit;
    const apiVersion = Number(source.apiVersion ?? DEFAULT_API_VERSION);
    const symbol: UnitSymbol = { name: source.name, file: source.file, kind: source.kind, apiVersion, uses: new Set() };
    const type = decl.kind === 'trigger' || decl.kind === 'anonymous' ? scriptClass(decl, source.name) : decl;
    const top = declareType(symbol, type, null, () => id++, report);
    if (decl.kind === 'anonymous') refuseStatic(top, decl, report);
    declared.push({ source, symbol, decl, skippable: parsed.skippable, top });
    if (type !== decl) continue;
    if (top.key !== source.name.toLowerCase()) report(top, decl, `File name mismatch with class name: ${top.name}`);
    if (universe.classes.has(top.key)) report(top, decl, `Duplicate class name: ${top.name}`);
    else universe.classes.set(top.key, top);
  }
  return declared;
}

/** Methods and classes declared in a script live in a class of their own. */
function scriptClass(decl: TriggerDecl | AnonymousDecl, name: string): TypeDecl {
  const words = new Set(['static']);
  const members = decl.members.map((member) =>
    member.kind === 'method'
      ? { ...member, modifiers: { ...member.modifiers, words: new Set([...member.modifiers.words, ...words]) } }
      : member,
  );
  const at: Pos = { line: decl.line, column: decl.column };
  return {
    ...at,
    kind: 'class',
    modifiers: { words: new Set(), annotations: [] },
    name,
    superType: null,
    interfaces: [],
    members,
    enumValues: [],
  };
}

function checkUnit(universe: Universe, item: Declared, problems: ApexProblem[], options: CheckOptions): CheckedUnit {
  const { source, symbol, decl, top } = item;
  const trigger = decl.kind === 'trigger' ? decl : null;
  const object = trigger && universe.schema.object(trigger.object);
  if (trigger) {
    checkTrigger(trigger, object ?? undefined, ({ line, column }, message) => problems.push({ file: source.file, line, column, message }));
  }
  const context: BodyContext = {
    universe,
    unit: symbol,
    problems,
    labels: options.labels ?? null,
    trigger: object ? universe.ofSObject(object) : null,
    validateSoql: options.validateSoql ?? (() => undefined),
  };
  const script = decl.kind === 'trigger' || decl.kind === 'anonymous' ? checkScript(context, top, decl.body) : null;
  const classes = withInner(top).map((cls) => checkClass(context, cls));
  return { source, unit: symbol, top, trigger, bodies: () => ({ classes, script }) };
}

/** A class and its inner classes. */
export function withInner(cls: ClassSymbol): ClassSymbol[] {
  return [cls, ...[...cls.inner.values()].flatMap(withInner)];
}

/** A file that is known to be sound: its bodies are resolved when somebody needs them. */
class SoundUnit implements CheckedUnit {
  readonly source: SourceUnit;
  readonly unit: UnitSymbol;
  readonly top: ClassSymbol;
  readonly trigger: TriggerDecl | null;
  readonly #check: () => CheckedUnit;

  constructor(universe: Universe, item: Declared, options: CheckOptions) {
    this.source = item.source;
    this.unit = item.symbol;
    this.top = item.top;
    this.trigger = item.decl.kind === 'trigger' ? item.decl : null;
    this.#check = () => {
      const problems: ApexProblem[] = [];
      // Code needs what this finds: the methods that go by the name of another one.
      checkInheritance(universe, item.top, reportTo(problems));
      // Its queries are known to be sound too.
      const checked = checkUnit(universe, item, problems, { labels: options.labels ?? null });
      if (problems.length > 0) throw new TypeError(`${item.source.file} was taken for sound: ${problems[0]!.message}`);
      return checked;
    };
  }

  bodies(): CheckedBodies {
    return this.#check().bodies();
  }
}

/** Drops files with errors; a file that uses a dropped one gets the platform's dependency error and is dropped too. */
function withoutBroken(universe: Universe, units: readonly CheckedUnit[], problems: ApexProblem[]): CheckedUnit[] {
  const broken = new Map<string, ApexProblem>();
  const files = new Set(problems.map((problem) => problem.file));
  let rest = units.filter((unit) => {
    if (!files.has(unit.source.file)) return true;
    broken.set(
      unit.top.key,
      problems.find((problem) => problem.file === unit.source.file)!,
    );
    return false;
  });
  for (;;) {
    const next = rest.filter((unit) => {
      const used = [...unit.unit.uses].find((name) => broken.has(name));
      if (used === undefined) return true;
      const cause = broken.get(used)!;
      const message = `Dependent class is invalid and needs recompilation: Class ${universe.classes.get(used)?.name ?? used} : ${cause.message}`;
      const problem = { file: unit.source.file, line: unit.top.decl.line, column: unit.top.decl.column, message };
      problems.push(problem);
      broken.set(unit.top.key, cause);
      return false;
    });
    if (next.length === rest.length) break;
    rest = next;
  }
  for (const name of broken.keys()) universe.classes.delete(name);
  return rest;
}
