import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup, type Plugin } from 'rollup';
import type { MemoryBuild } from './components.ts';
import { ComponentBuildError, problemsOf } from './errors.ts';
import { ignoreWarnings, lwcPlugins, minify } from './lwc-plugins.ts';
import { sessionModules } from './session-modules.ts';

const SHIMS = fileURLToPath(new URL('../shims/', import.meta.url));
const HOST = fileURLToPath(new URL('../host/', import.meta.url));

/**
 * Builds the Lightning host's own modules: the shell (`host/*`) and the platform modules that the npm base components
 * lack (`lightning/uiRecordApi`, `force/navigation`, `@salesforce/apex`, …).
 * @throws ComponentBuildError
 */
export async function buildHost(vendorModules: ReadonlySet<string>, baseComponents: string): Promise<MemoryBuild> {
  const shims = shimModules();
  const entries: Record<string, string> = { boot: join(HOST, 'boot.ts'), main: join(HOST, 'main.ts') };
  for (const [specifier, file] of shims) entries[entryName(specifier)] = `${file}?specifier=${aliasOf(specifier)}`;
  try {
    const bundle = await rollup({
      input: entries,
      onwarn: ignoreWarnings,
      external: (id) => vendorModules.has(id) || id === 'host/main' || id.startsWith('c/'),
      plugins: [...lwcPlugins([hostModules(shims), sessionModules(baseComponents)], { rootDir: HOST }), minify()],
    });
    const { output } = await bundle.generate({ format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' });
    await bundle.close();
    const files = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])));
    const hash = createHash('sha256')
      .update(JSON.stringify([...files]))
      .digest('hex')
      .slice(0, 12);
    const modules = Object.fromEntries([...shims.keys()].map((specifier) => [specifier, `${entryName(specifier)}.js`]));
    return { hash, files, modules: { ...modules, 'host/main': 'main.js', 'host/boot': 'boot.js' } };
  } catch (error) {
    throw new ComponentBuildError(problemsOf(error, HOST));
  }
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
