import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

/** Folders that hold no metadata, whatever their place. */
const IGNORED_FOLDERS = new Set(['node_modules', '.git', '.sfdx', '.sf', '__tests__', '__mocks__']);

/** Every file below the folders, in path order. Throws the file system's error when a folder does not exist. */
export function scan(dirs: readonly string[]): SourceFile[] {
  const files: SourceFile[] = [];
  const seen = new Set<string>();
  for (const dir of dirs) walk(resolve(dir), files, seen);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(dir: string, files: SourceFile[], seen: Set<string>): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    const stats = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : undefined;
    const isFolder = stats ? stats.isDirectory() : entry.isDirectory();
    if (isFolder) {
      if (!IGNORED_FOLDERS.has(entry.name)) walk(path, files, seen);
    } else if (!seen.has(path)) {
      seen.add(path);
      const { size, mtimeMs } = stats ?? statSync(path);
      files.push({ path, size, modified: mtimeMs });
    }
  }
}

/** Changes when a file is added, removed or written: cheap enough to compute on every start. */
export function fingerprint(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\0${file.size}\0${file.modified}\n`);
  return hash.digest('hex').slice(0, 32);
}
