import { compileApex, type CompiledApex } from '../../apex/index.ts';
import type { FileCache } from '../../cache/file-cache.ts';
import { checkFormulas } from '../../dml/index.ts';
import type { SourceProblem, SourceTree } from '../../metadata/index.ts';

export interface CheckedSource {
  readonly compiled: CompiledApex;
  /** Time that Apex took to compile. */
  readonly compileMs: number;
  /** Problems of metadata and formulas. */
  readonly metadata: readonly SourceProblem[];
  /** Everything an org would refuse, of all files: metadata, formulas, Apex. */
  readonly problems: readonly SourceProblem[];
  /** What an org would take and the local org cannot bring into force. */
  readonly unsupported: readonly SourceProblem[];
}

/** Checks the whole source, so that everything that is wrong is known at once and before data is touched. */
export function checkSource(source: SourceTree, options: { readonly coverage: boolean; readonly cache: FileCache }): CheckedSource {
  const started = performance.now();
  const compiled = compileApex(source, options);
  const compileMs = performance.now() - started;
  const found = [...source.problems, ...formulaProblems(source, options.cache)];
  const metadata = found.filter((problem) => !isUnsupported(problem));
  return { compiled, compileMs, metadata, problems: [...metadata, ...compiled.problems], unsupported: found.filter(isUnsupported) };
}

function isUnsupported(problem: SourceProblem): boolean {
  return problem.unsupported === true;
}

/** Problems of formulas; asked once as long as the source stays the same. */
function formulaProblems(source: SourceTree, cache: FileCache): readonly SourceProblem[] {
  const name = `formulas ${source.roots.join(' ')}`;
  const kept = cache.read(name, source.fingerprint) as readonly SourceProblem[] | undefined;
  if (kept) return kept;
  const problems = checkFormulas(source.schema);
  cache.write(name, source.fingerprint, problems);
  return problems;
}
