import type { FileCache } from '../cache/file-cache.ts';
import { UnsupportedFeatureError, type Schema, type SourceTree } from '../metadata/index.ts';
import { parseSoql, SoqlError, validateQuery, validateSearch } from '../soql/index.ts';
import { checkProgram, type CheckedProgram, type SoqlValidator, type SourceUnit } from './check/index.ts';
import { emitUnit, type EmitOptions, type EmittedUnit } from './emit/index.ts';
import { flowTypes } from './library/automation/interview.ts';
import { sourceComponentTypes } from './library/web/components.ts';
import { scriptTypes } from './library/dataweave/script.ts';
import { nativeTypes } from './library/index.ts';
import type { ApexProblem } from './syntax/index.ts';
import { registerNativeTypes } from './types/registry.ts';
import { rememberedVerdicts } from './verdicts.ts';

export interface CompileOptions extends EmitOptions {
  /** Remembers between runs which files are sound; those are checked and translated only when their code is needed. */
  readonly cache?: FileCache;
}

/** Compiled Apex of a source tree: what compiles runs, the rest is reported. */
export interface CompiledApex {
  readonly program: CheckedProgram;
  readonly units: readonly EmittedUnit[];
  /** Compile errors of all files, in the order of the files. */
  readonly problems: readonly ApexProblem[];
  readonly options: CompileOptions;
  /** Files given and files without errors. */
  readonly files: number;
  readonly filesCompiled: number;
}

registerNativeTypes(nativeTypes);

/**
 * Compiles all classes and triggers together. Never throws for bad source: errors are in `problems`, with file, line and
 * column, in the platform's wording; files that do not compile, and those that need them, are left out.
 */
export function compileApex(source: SourceTree, options: CompileOptions = {}): CompiledApex {
  const sources: SourceUnit[] = [...source.classes, ...source.triggers].map(({ name, kind, file, body, apiVersion }) => ({
    name,
    kind,
    file,
    body,
    apiVersion,
  }));
  const labels = labelNames(source);
  const generated = [...scriptTypes(source), ...flowTypes(source), ...sourceComponentTypes(source)];
  const program = checkProgram(source.schema, sources, {
    labels,
    generated,
    validateSoql: validatorFor(source.schema),
    verdicts:
      options.cache &&
      rememberedVerdicts(options.cache, source, [
        ...labels,
        ...generated.flatMap(({ name, properties = {} }) => [name, ...Object.keys(properties)]),
      ]),
  });
  const units = program.units.map((unit) => emitUnit(unit, options));
  return { program, units, problems: program.problems, options, files: sources.length, filesCompiled: units.length };
}

/** The same program, with code that counts executed lines. What is resolved and checked is shared, not done again. */
export function countingLines(compiled: CompiledApex): CompiledApex {
  if (compiled.options.coverage) return compiled;
  return emitAgain(compiled, { coverage: true });
}

/** The same program, with code that tells the debug log of calls, statements and variables. See {@link countingLines}. */
export function loggingCalls(compiled: CompiledApex): CompiledApex {
  return compiled.options.logging ? compiled : emitAgain(compiled, { logging: true });
}

function emitAgain(compiled: CompiledApex, changes: EmitOptions): CompiledApex {
  const options = { ...compiled.options, ...changes };
  return { ...compiled, units: compiled.program.units.map((unit) => emitUnit(unit, options)), options };
}

/** Compiles an anonymous block against a compiled program. */
export function compileAnonymous(
  compiled: CompiledApex,
  body: string,
  firstId: number,
): { unit: EmittedUnit | null; problems: readonly ApexProblem[] } {
  const { universe } = compiled.program;
  const source: SourceUnit = { name: 'AnonymousBlock', kind: 'anonymous', file: 'AnonymousBlock', body };
  const program = checkProgram(universe.schema, [source], { universe, firstId, validateSoql: validatorFor(universe.schema) });
  const [unit] = program.units;
  return { unit: unit ? emitUnit(unit, { logging: compiled.options.logging ?? false }) : null, problems: program.problems };
}

/** Lower-cased names of the custom labels. */
function labelNames(source: SourceTree): ReadonlySet<string> {
  const names = (source.components.get('CustomLabel') ?? []).map((label) => label.fullName.toLowerCase());
  return new Set(names);
}

/** Checks static queries against a schema. */
function validatorFor(schema: Schema): SoqlValidator {
  return (text, kind) => {
    try {
      const problems = kind === 'sosl' ? validateSearch(text, schema) : validateQuery(parseSoql(text), schema).problems;
      return problems[0]?.message;
    } catch (error) {
      if (error instanceof SoqlError) return error.message;
      // What the query engine lacks fails where the query runs, so the rest of the class stays usable.
      if (error instanceof UnsupportedFeatureError) return undefined;
      throw error;
    }
  };
}
