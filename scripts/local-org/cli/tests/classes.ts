import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Names of the classes below the folders that look like tests, with the wanted names of each; all when no names are given. */
export function testClasses(dirs: readonly string[], names: readonly string[]): Map<string, string[]> {
  const wanted = new Map<string, string[]>();
  for (const name of names) {
    const cls = name.split('.')[0]!.toLowerCase();
    wanted.set(cls, [...(wanted.get(cls) ?? []), name]);
  }
  const found = new Map<string, string[]>();
  for (const file of dirs.flatMap((dir) => globSync('**/*.cls', { cwd: dir }).map((path) => join(dir, path)))) {
    const name = basename(file, '.cls');
    const chosen = names.length === 0 ? [name] : wanted.get(name.toLowerCase());
    if (chosen && /@istest|testmethod/i.test(readFileSync(file, 'utf8'))) found.set(name, chosen);
  }
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b)));
}
