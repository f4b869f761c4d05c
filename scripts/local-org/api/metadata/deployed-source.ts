import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { scan } from '../../metadata/source/scan.ts';

/**
 * What was deployed over the API, as a folder beside the data file. It begins as a copy of the folders the org was
 * started with. There are two places: a deployment fills the one that is not in use and then the data file names it, so
 * a deployment that fails leaves nothing behind, and a fresh data file knows of none.
 */
export type Place = 'a' | 'b';

/** Setting of the data file: place and running number of the deployment in force, e.g. `b 7`. */
export const DEPLOYED_SETTING = 'deployed source';

const SOURCE = 'source';
const COPIED = 'copied.json';

/** Relative place in the copy and version of every file that was copied from the folders the org was started with. */
type CopiedFiles = Record<string, { readonly to: string; readonly version: string }>;

/** The folders the org's source is read from: those given, or the deployed source once something was deployed. */
export function currentSourceDirs(dataFile: string, startDirs: readonly string[]): readonly string[] {
  const place = placeOf(readDeployedSetting(dataFile));
  if (place === undefined) return startDirs;
  const folder = placeFolder(dataFile, place);
  if (!existsSync(join(folder, SOURCE))) return startDirs;
  takeChanges(folder, startDirs);
  return [join(folder, SOURCE)];
}

/** Where retrieved and deployed archives are unpacked, and the places. */
export function deployFolder(dataFile: string): string {
  return `${dataFile}-source`;
}

/**
 * Fills the place that is not in use with the org's source as it is now.
 * @returns the place, the folder with `sfdx-project.json`, and the source folder in it
 */
export function fillOtherPlace(dataFile: string, startDirs: readonly string[], deployed: string | undefined): FilledPlace {
  const current = placeOf(deployed);
  const place: Place = current === 'a' ? 'b' : 'a';
  const root = placeFolder(dataFile, place);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, SOURCE), { recursive: true });
  const from = current === undefined ? undefined : placeFolder(dataFile, current);
  if (from !== undefined && existsSync(join(from, SOURCE))) {
    cpSync(join(from, SOURCE), join(root, SOURCE), { recursive: true, preserveTimestamps: true });
    cpSync(join(from, COPIED), join(root, COPIED));
  } else {
    writeFileSync(join(root, COPIED), JSON.stringify(copyFiles(startDirs, root, {})));
  }
  // The library that merges components looks for the project they belong to.
  const project = { packageDirectories: [{ path: SOURCE, default: true }], sourceApiVersion: '65.0' };
  writeFileSync(join(root, 'sfdx-project.json'), JSON.stringify(project));
  return { place, root, source: join(root, SOURCE) };
}

export interface FilledPlace {
  readonly place: Place;
  readonly root: string;
  readonly source: string;
}

/** The setting that puts a place in force. */
export function nextSetting(place: Place, deployed: string | undefined): string {
  return `${place} ${Number(deployed?.split(' ')[1] ?? 0) + 1}`;
}

export function placeOf(setting: string | undefined): Place | undefined {
  const place = setting?.split(' ')[0];
  return place === 'a' || place === 'b' ? place : undefined;
}

function placeFolder(dataFile: string, place: Place): string {
  return join(deployFolder(dataFile), place);
}

/** A file of the folders the org was started with that was written, added or removed since counts as deployed again. */
function takeChanges(folder: string, startDirs: readonly string[]): void {
  const file = join(folder, COPIED);
  const before = JSON.parse(readFileSync(file, 'utf8')) as CopiedFiles;
  const after = copyFiles(startDirs, folder, before);
  const text = JSON.stringify(after);
  if (text === JSON.stringify(before)) return;
  for (const [path, { to }] of Object.entries(before)) if (!after[path]) rmSync(join(folder, to), { force: true });
  writeFileSync(file, text);
}

/** Copies what is not known in this version yet. */
function copyFiles(startDirs: readonly string[], folder: string, known: CopiedFiles): CopiedFiles {
  const copied: CopiedFiles = {};
  startDirs.forEach((dir, index) => {
    const root = resolve(dir);
    for (const { path, size, modified } of scan([root])) {
      const to = join(SOURCE, `${index}-${basename(root)}`, relative(root, path));
      const version = `${size} ${modified}`;
      copied[path] = { to, version };
      if (known[path]?.version === version) continue;
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      cpSync(path, join(folder, to), { preserveTimestamps: true });
    }
  });
  return copied;
}

/** Read before the org is open: its schema comes from the source that the setting names. */
export function readDeployedSetting(dataFile: string): string | undefined {
  return readSetting(dataFile, DEPLOYED_SETTING);
}

/** A setting of a data file that may be open elsewhere, or none of a local org yet. */
export function readSetting(dataFile: string, name: string): string | undefined {
  if (dataFile === ':memory:' || !existsSync(dataFile) || statSync(dataFile).size === 0) return undefined;
  if (!existsSync(deployFolder(dataFile))) return undefined;
  const db = new DatabaseSync(dataFile, { readOnly: true });
  try {
    const row = db.prepare('SELECT value FROM "local setting" WHERE key = ?').get(`user ${name}`);
    return row?.['value'] as string | undefined;
  } catch {
    // Not a data file of a local org: opening it says so.
    return undefined;
  } finally {
    db.close();
  }
}
