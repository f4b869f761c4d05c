import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';
import { cachedBuild, type MemoryBuild } from './cache.ts';
import { ComponentBuildError, problemsOf } from './errors.ts';
import { scopedModules } from './scoped-modules.ts';
import { sessionModules } from './session-modules.ts';
import type { Bundle, SourceScan } from './source-scan.ts';

export interface ComponentBuildOptions {
  readonly baseComponents: string;
  /** Modules that the vendor and host builds provide; anything else outside `c/` is an error. */
  readonly provided: ReadonlySet<string>;
  readonly cacheFolder: string;
}

/**
 * Builds the exposed components of the org's source (`c/*`) and whatever they import. TypeScript is stripped, not
 * checked. About a second.
 * @throws ComponentBuildError with file and line.
 */
export async function buildComponents(scan: SourceScan, options: ComponentBuildOptions): Promise<MemoryBuild> {
  const exposed = [...scan.bundles.values()].filter((bundle) => bundle.exposed);
  if (exposed.length === 0) return { hash: 'none', files: new Map(), modules: {} };
  const name = componentsName(scan, options.provided);
  try {
    return await cachedBuild(options.cacheFolder, name, () => build(scan, exposed, options));
  } catch (error) {
    throw new ComponentBuildError(problemsOf(error, 'lwc'));
  }
}

/** Name of the build in the cache. */
export function componentsName(scan: SourceScan, provided: ReadonlySet<string>): string {
  const key = [REVISION, scan.fingerprint, ...[...provided].sort()].join('\n');
  return `components-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

/** Raise when components are built in another way, so that cached builds are not used. */
const REVISION = '1';

async function build(scan: SourceScan, exposed: readonly Bundle[], options: ComponentBuildOptions): Promise<Omit<MemoryBuild, 'hash'>> {
  // Loaded only when there is something to build: the compiler takes most of a second.
  const [{ rollup }, { ignoreWarnings, lwcPlugins, minify }] = await Promise.all([import('rollup'), import('./lwc-plugins.ts')]);
  const first = [
    localComponents(scan.bundles),
    scopedModules(scan),
    sessionModules(options.baseComponents),
    providedModules(options.provided),
  ];
  const bundle = await rollup({
    input: Object.fromEntries(exposed.map(({ name }) => [name, `c/${name}`])),
    onwarn: ignoreWarnings,
    plugins: [...lwcPlugins(first, { rootDir: exposed[0]?.folder ?? '.' }), minify()],
  });
  const { output } = await bundle.generate({ format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' });
  await bundle.close();
  return {
    files: new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : []))),
    modules: Object.fromEntries(exposed.map(({ name }) => [`c/${name}`, `${name}.js`])),
  };
}

/** `c/name` → the bundle's module; the `specifier` query gives LWC the component's namespace, which is not its folder. */
function localComponents(bundles: ReadonlyMap<string, Bundle>): Plugin {
  return {
    name: 'org-local-components',
    resolveId(id, importer) {
      if (!id.startsWith('c/')) return null;
      const bundle = bundles.get(id.slice(2));
      const file = bundle && ['ts', 'js'].map((ext) => join(bundle.folder, `${bundle.name}.${ext}`)).find(existsSync);
      if (!file) this.error(at(importer, `there is no Lightning web component ${id}`));
      return `${file}?specifier=${id}`;
    },
  };
}

/** Imports left to the browser's import map; an unknown module stops the build by name. */
function providedModules(provided: ReadonlySet<string>): Plugin {
  return {
    name: 'org-provided-modules',
    resolveId(id, importer) {
      if (provided.has(id)) return { id, external: true };
      if (/^[a-z]+\//i.test(id) && !importer?.includes('node_modules') && !/^[/.]/.test(id)) {
        this.error(at(importer, `the local org does not provide the module ${id}`));
      }
      return null;
    },
  };
}

function at(
  importer: string | undefined,
  message: string,
): { message: string; id: string; loc: { file: string; line: number; column: number } } {
  const file = importer?.split('?')[0] ?? 'lwc';
  return { message, id: file, loc: { file, line: 1, column: 0 } };
}
