import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../errors.ts';

/** Folder, below the project, of everything a local org keeps. */
export const STATE_FOLDER = '.local-org';

/** How programs of the same user reach a running server and sign in to it without a password. */
export interface ServerFile {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** Exchanged for access tokens at `POST /local/token`. */
  readonly secret: string;
}

/** Writes the file with mode 0600 and gives the function that removes it. */
export function writeServerFile(projectDir: string, content: ServerFile): () => void {
  const folder = join(projectDir, STATE_FOLDER);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `server-${content.port}.json`);
  // Removed first: the mode of an existing file would stay as it was.
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  chmodSync(file, 0o600);
  return () => rmSync(file, { force: true });
}

/**
 * The running server of a project, that on `port` when given.
 * @throws StartError NO_SERVER or SEVERAL_SERVERS, saying what to do.
 */
export function findServer(projectDir: string, port: number | undefined): ServerFile {
  const folder = join(projectDir, STATE_FOLDER);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^server-\d+\.json$/.test(name)) : [];
  const running = names
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ServerFile)
    .filter((server) => isAlive(server.pid));
  const found = running.filter((server) => port === undefined || server.port === port);
  if (found.length > 1) {
    const ports = found.map((server) => server.port).join(', ');
    throw new StartError('SEVERAL_SERVERS', `Several local orgs are running here (ports ${ports}): choose one with --port.`);
  }
  if (found[0]) return found[0];
  const where = port === undefined ? `for ${projectDir}` : `on port ${port} for ${projectDir}`;
  throw new StartError('NO_SERVER', `No local org is running ${where}. Start one with: npm start`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
