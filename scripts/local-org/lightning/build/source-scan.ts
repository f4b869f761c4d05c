import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceNames } from './scoped-modules.ts';

/** One Lightning web component bundle of the source folders. */
export interface Bundle {
  readonly name: string;
  readonly folder: string;
  /** May be placed on pages (`<isExposed>true</isExposed>`). */
  readonly exposed: boolean;
}

export interface SourceScan extends SourceNames {
  readonly bundles: ReadonlyMap<string, Bundle>;
  /** Changes when a file of a bundle, or the set of names, changes. */
  readonly fingerprint: string;
  /** Static resource name → its content file or folder. */
  readonly staticResourceFiles: ReadonlyMap<string, string>;
}

/** Finds what components may refer to. It reads file names and times only, except label files and bundle metadata, so it is quick enough to run per page load. */
export function scanSource(sourceDirs: readonly string[]): SourceScan {
  const bundles = new Map<string, Bundle>();
  const classes = new Set<string>();
  const labels = new Set<string>();
  const staticResourceFiles = new Map<string, string>();
  const messageChannels = new Set<string>();
  const stamps: string[] = [];
  for (const file of sourceDirs.flatMap((dir) => [...filesBelow(dir)])) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const folder = file.slice(0, -name.length - 1);
    if (folder.endsWith('/__tests__') || folder.includes('/__')) continue;
    if (name.endsWith('.cls')) classes.add(name.slice(0, -'.cls'.length).toLowerCase());
    else if (name.endsWith('.labels-meta.xml')) {
      for (const match of readFileSync(file, 'utf8').matchAll(/<fullName>\s*([^<\s]+)\s*<\/fullName>/g)) labels.add(match[1] ?? '');
    } else if (name.endsWith('.resource-meta.xml')) {
      staticResourceFiles.set(...staticResource(folder, name.slice(0, -'.resource-meta.xml'.length)));
    } else if (name.endsWith('.messageChannel-meta.xml')) messageChannels.add(name.slice(0, -'.messageChannel-meta.xml'.length));
    if (!folder.includes('/lwc/')) continue;
    stamps.push(`${file}:${statSync(file).mtimeMs}`);
    if (name.endsWith('.js-meta.xml')) {
      const exposed = /<isExposed>\s*true\s*<\/isExposed>/.test(readFileSync(file, 'utf8'));
      const bundle = name.slice(0, -'.js-meta.xml'.length);
      bundles.set(bundle, { name: bundle, folder, exposed });
    }
  }
  return {
    bundles,
    classes,
    labels,
    staticResources: new Set(staticResourceFiles.keys()),
    staticResourceFiles,
    messageChannels,
    fingerprint: [...stamps.sort(), [...labels].sort().join(), [...classes].sort().join()].join('\n'),
  };
}

function staticResource(folder: string, name: string): [string, string] {
  const content = readdirSync(folder).find((entry) => entry === name || (entry.startsWith(`${name}.`) && !entry.endsWith('-meta.xml')));
  return [name, join(folder, content ?? name)];
}

function* filesBelow(dir: string): Generator<string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const path = join(dir, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}
