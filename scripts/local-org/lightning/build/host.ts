import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rollup';
import { cachedBuild, type MemoryBuild } from './cache.ts';
import { ComponentBuildError, problemsOf } from './errors.ts';
import { sessionModules } from './session-modules.ts';
import type { VendorBuild } from './vendor.ts';

const SHIMS = fileURLToPath(new URL('../shims/', import.meta.url));
const HOST = fileURLToPath(new URL('../host/', import.meta.url));

/**
 * Builds the Lightning host's own modules: the shell (`host/*`) and the platform modules that the npm base components
 * lack (`lightning/uiRecordApi`, `force/navigation`, `@salesforce/apex`, …).
 * @throws ComponentBuildError
 */
export async function buildHost(vendor: VendorBuild, baseComponents: string, cacheFolder: string): Promise<MemoryBuild> {
  const name = hostName(vendor);
  try {
    return await cachedBuild(cacheFolder, name, () => build(new Set(Object.keys(vendor.modules)), baseComponents));
  } catch (error) {
    throw new ComponentBuildError(problemsOf(error, HOST));
  }
}

/** Name of the build in the cache. */
export function hostName(vendor: VendorBuild): string {
  return `host-${fingerprint(vendor)}`;
}

/** Changes with any file of the host and with the base components. */
function fingerprint(vendor: VendorBuild): string {
  const hash = createHash('sha256').update(vendor.folder);
  for (const folder of [SHIMS, HOST, fileURLToPath(new URL('.', import.meta.url))]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

async function build(vendorModules: ReadonlySet<string>, baseComponents: string): Promise<Omit<MemoryBuild, 'hash'>> {
  // Loaded only when there is something to build: the compiler takes most of a second.
  const [{ rollup }, { ignoreWarnings, lwcPlugins, minify }] = await Promise.all([import('rollup'), import('./lwc-plugins.ts')]);
  const shims = shimModules();
  const entries: Record<string, string> = { boot: join(HOST, 'boot.ts'), main: join(HOST, 'main.ts') };
  for (const [specifier, file] of shims) entries[entryName(specifier)] = `${file}?specifier=${aliasOf(specifier)}`;
  const bundle = await rollup({
    input: entries,
    onwarn: ignoreWarnings,
    external: (id) => vendorModules.has(id) || id === 'host/main' || id.startsWith('c/'),
    plugins: [...lwcPlugins([hostModules(shims), sessionModules(baseComponents)], { rootDir: HOST }), minify()],
  });
  const { output } = await bundle.generate({ format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' });
  await bundle.close();
  const modules = Object.fromEntries([...shims.keys()].map((specifier) => [specifier, `${entryName(specifier)}.js`]));
  return {
    files: new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : []))),
    modules: { ...modules, 'host/main': 'main.js', 'host/boot': 'boot.js' },
  };
}

/** Module specifier → file of every platform module below `shims/`. */
function shimModules(): Map<string, string> {
  const modules = new Map([['@salesforce/apex', join(SHIMS, 'salesforce/apex/apex.ts')]]);
  for (const namespace of ['lightning', 'force']) {
    for (const entry of readdirSync(join(SHIMS, namespace), { withFileTypes: true })) {
      if (entry.isDirectory()) modules.set(`${namespace}/${entry.name}`, join(SHIMS, namespace, entry.name, `${entry.name}.ts`));
    }
  }
  return modules;
}

function hostModules(shims: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'org-host-modules',
    resolveId(id) {
      const shim = shims.get(id);
      if (shim) return `${shim}?specifier=${aliasOf(id)}`;
      if (!id.startsWith('host/')) return null;
      const name = id.slice('host/'.length);
      const file = join(HOST, 'modules', name, `${name}.ts`);
      return existsSync(file) ? `${file}?specifier=${id}` : null;
    },
    // With a specifier the LWC plugin loads the file itself, TypeScript included; entries need the same.
    load: (id) => (id.includes('?specifier=') ? readFileSync(id.split('?')[0] ?? id, 'utf8') : null),
  };
}

function aliasOf(specifier: string): string {
  return specifier === '@salesforce/apex' ? 'salesforce/apex' : specifier;
}

function entryName(specifier: string): string {
  return specifier.replace('@', '').replaceAll('/', '-');
}
