import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** The build of that name from the cache folder, or made and kept there. `name` must change whenever its input does. */
export async function cachedBuild(folder: string, name: string, make: () => Promise<Omit<MemoryBuild, 'hash'>>): Promise<MemoryBuild> {
  const path = join(folder, `${name}.json`);
  const hash = name.slice(name.lastIndexOf('-') + 1);
  if (existsSync(path)) {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { files: [string, string][]; modules: Record<string, string> };
    return { hash, files: new Map(kept.files), modules: kept.modules };
  }
  const { files, modules } = await make();
  mkdirSync(folder, { recursive: true });
  const writing = `${path}.${process.pid}`;
  writeFileSync(writing, JSON.stringify({ files: [...files], modules }));
  renameSync(writing, path);
  return { hash, files, modules };
}
