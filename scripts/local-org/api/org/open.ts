import { engineCache } from '../../cache/file-cache.ts';
import { describeProblem, loadSource, SourceError, type SourceProblem } from '../../metadata/index.ts';
import { openStore } from '../../store/index.ts';
import { checkSource } from './check-source.ts';
import { deploy } from './deploy.ts';
import { LocalOrg } from './local-org.ts';
import { pointNamedCredentials } from './named-credentials.ts';
import type { OpenedOrg } from './types.ts';

export interface OpenOrgOptions {
  /** SFDX source folders. */
  readonly sourceDirs: readonly string[];
  /** The caller holds its lock; `:memory:` for an org that lives as long as the process. */
  readonly dataFile: string;
  /** Scratch org definition that says which features the org has; that of the project when left out. */
  readonly definitionFile?: string | undefined;
  /** Username of the administrator that a new org is created with. */
  readonly adminUsername: string;
  /**
   * `refuse` (default): a source with problems does not open, as an org refuses a deployment. `report`: what is sound is
   * loaded; the problems are in `source.problems`, and tests of what is not sound fail.
   */
  readonly problems?: 'refuse' | 'report';
  /** Count executed lines, for test coverage; code runs slower. */
  readonly coverage?: boolean;
  /** Addresses by name of the named credential, instead of those in the source. */
  readonly namedCredentials?: Readonly<Record<string, string>>;
  onProgress?(message: string): void;
  /** What the org has taken and cannot bring into force. */
  onWarning?(problem: SourceProblem): void;
}

/**
 * Puts an org together: source, data file, security, custom metadata, Apex. One org is used by one thread; several may
 * have the same data file open.
 * @throws SourceError listing every problem of metadata, formulas and Apex with file and line; StoreError
 */
export function openOrg(options: OpenOrgOptions): OpenedOrg {
  const progress = (message: string) => options.onProgress?.(message);
  progress(`Reading ${options.sourceDirs.join(', ')}`);
  const cache = engineCache();
  const source = loadSource(options.sourceDirs, cache, options.definitionFile);
  progress(`Compiling ${source.classes.length} classes and ${source.triggers.length} triggers`);
  const checked = checkSource(source, { coverage: options.coverage ?? false, cache });
  if (options.problems !== 'report' && checked.problems.length > 0) throw new SourceError(checked.problems);
  pointNamedCredentials(source, options.namedCredentials ?? {});
  progress(`Opening ${options.dataFile}`);
  const store = openStore({ file: options.dataFile, schema: source.schema });
  try {
    const deployed = deploy(store, source, options.adminUsername);
    for (const problem of [...checked.unsupported, ...deployed.problems]) {
      progress(`Warning: ${describeProblem(problem)}`);
      options.onWarning?.({ ...problem, unsupported: true });
    }
    return new LocalOrg({ ...source, problems: checked.metadata }, store, deployed, checked, options.dataFile);
  } catch (error) {
    store.close();
    throw error;
  }
}
