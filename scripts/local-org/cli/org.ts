import { currentSourceDirs, lockDataFile, openOrg, StartError, type OpenedOrg, type OrgSession } from '../api/index.ts';
import { dataFile, fromCaller, sourceDirs } from './project.ts';

// Commands import this module only when they need an org in their own process: it loads the engine.
export { rowToJson } from '../api/index.ts';
export { describeProblem } from '../metadata/index.ts';

export interface LocalOrgFlags {
  readonly sourceDir?: string[];
  readonly definitionFile?: string;
  /** Data file, or `:memory:`. */
  readonly data: string;
  readonly admin: string;
  readonly user?: string;
  readonly problems?: 'refuse' | 'report';
  readonly coverage?: boolean;
}

/**
 * Opens an org in this process for the length of `work`, with the data file locked. `session` must be called inside a
 * transaction.
 * @throws StartError when the source or the data file cannot be used, or there is no such user
 */
export function withOrg<T>(options: LocalOrgFlags, work: (org: OpenedOrg, session: () => OrgSession) => T): T {
  const inMemory = options.data === ':memory:';
  const file = inMemory ? options.data : dataFile(options.data);
  const dirs = sourceDirs(options.sourceDir);
  const lock = inMemory ? undefined : lockDataFile(file);
  try {
    const org = openOrg({
      sourceDirs: currentSourceDirs(file, dirs),
      definitionFile: fromCaller(options.definitionFile),
      dataFile: file,
      adminUsername: options.admin,
      problems: options.problems,
      coverage: options.coverage,
    });
    try {
      return work(org, () => org.session(userId(org, options.user)));
    } finally {
      org.close();
    }
  } finally {
    lock?.release();
  }
}

function userId(org: OpenedOrg, username: string | undefined): string {
  if (username === undefined) return org.adminId;
  const id = org.findUser(username);
  if (id === undefined) throw new StartError('NO_USER', `There is no active user ${username}`);
  return id;
}
