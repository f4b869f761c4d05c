import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** ES modules held in memory. */
export interface MemoryBuild {
  /** Part of the URL, so that browsers may cache for ever. */
  readonly hash: string;
  /** File name → source. */
  readonly files: ReadonlyMap<string, string>;
  /** Module specifier → file name. */
  readonly modules: Readonly<Record<string, string>>;
}

/** The build of that name from the cache folder; undefined when it is not there. */
export function keptBuild(folder: string, name: string): MemoryBuild | undefined {
  const path = join(folder, `${name}.json`);
  if (!existsSync(path)) return undefined;
  const kept = JSON.parse(readFileSync(path, 'utf8')) as { files: [string, string][]; modules: Record<string, string> };
  return { hash: hashOf(name), files: new Map(kept.files), modules: kept.modules };
}

/** The build of that name from the cache folder, or made and kept there. `name` must change whenever its input does. */
export async function cachedBuild(folder: string, name: string, make: () => Promise<Omit<MemoryBuild, 'hash'>>): Promise<MemoryBuild> {
  const kept = keptBuild(folder, name);
  if (kept) return kept;
  const { files, modules } = await make();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  // renamed into place, so that another process never reads half a file
  const writing = `${path}.${process.pid}`;
  writeFileSync(writing, JSON.stringify({ files: [...files], modules }));
  renameSync(writing, path);
  forgetOld(folder, name.slice(0, name.lastIndexOf('-') + 1));
  return { hash: hashOf(name), files, modules };
}

function hashOf(name: string): string {
  return name.slice(name.lastIndexOf('-') + 1);
}

/** Builds of one kind that are kept: going back and forth between two states of the source should not build again. */
const KEPT = 8;

function forgetOld(folder: string, prefix: string): void {
  const paths = readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
    .map((name) => join(folder, name));
  const aged = paths.map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 })).sort((a, b) => b.at - a.at);
  for (const { path } of aged.slice(KEPT)) rmSync(path, { force: true });
}
