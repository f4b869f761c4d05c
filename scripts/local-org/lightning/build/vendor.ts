import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { corrections } from './corrections.ts';
import { sessionModules } from './session-modules.ts';

const require = createRequire(import.meta.url);

/** Base components that cannot be built: they import modules that are not in the npm package. */
const BROKEN = new Set(['lightning/primitiveFigure', 'lightning/barcodeScanner', 'lightning/overlay', 'lightning/overlayManager']);

/** Raise when the way the vendor modules are built changes, so that old caches are not used. */
const BUILD_REVISION = 5;

/** Module specifier → file below the vendor folder, e.g. `lightning/button` → `lightning/button.js`. */
export interface VendorBuild {
  readonly folder: string;
  readonly modules: Readonly<Record<string, string>>;
}

/**
 * Builds the LWC engine and Salesforce's base components to ES modules, once: about half a minute the first time, read
 * from `cacheFolder` afterwards. The cache key holds the package versions.
 */
export async function vendorBuild(cacheFolder: string, progress: (message: string) => void): Promise<VendorBuild> {
  const baseComponents = packageFolder('lightning-base-components');
  const folder = join(cacheFolder, `vendor-${cacheKey(baseComponents)}`);
  const manifest = join(folder, 'modules.json');
  if (!existsSync(manifest)) {
    progress('Building the Lightning base components (first start only, about half a minute)');
    await buildInto(folder, baseComponents, progress);
  }
  return { folder, modules: JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string> };
}

/** The build from the cache; undefined when it is still to be made. */
export function keptVendor(cacheFolder: string): VendorBuild | undefined {
  const folder = join(cacheFolder, `vendor-${cacheKey(packageFolder('lightning-base-components'))}`);
  const manifest = join(folder, 'modules.json');
  return existsSync(manifest) ? { folder, modules: JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string> } : undefined;
}

async function buildInto(folder: string, baseComponents: string, progress: (message: string) => void): Promise<void> {
  // Loaded only when there is something to build: the compiler takes most of a second.
  const [{ rollup }, { ignoreWarnings, lwcPlugins, minify }] = await Promise.all([import('rollup'), import('./lwc-plugins.ts')]);
  const specifiers = entrySpecifiers(baseComponents);
  let compiled = 0;
  const bundle = await rollup({
    input: Object.fromEntries(specifiers.map((specifier) => [entryName(specifier), specifier])),
    external: ['force/navigation'],
    onwarn: ignoreWarnings,
    plugins: [
      {
        name: 'org-vendor',
        resolveId(id, importer) {
          if (id === '@lwc/synthetic-shadow') return join(packageFolder(id), 'dist/index.js');
          // Resolvers start from the importer (or the working directory), so entries are resolved as imports of the base components.
          return importer === undefined && !id.startsWith('/') ? this.resolve(id, join(baseComponents, 'index.js')) : null;
        },
        moduleParsed() {
          compiled += 1;
          if (compiled % 400 === 0) progress(`Lightning base components: ${compiled} modules`);
        },
      },
      ...lwcPlugins([sessionModules(baseComponents), corrections()], {
        rootDir: baseComponents,
        modules: [{ npm: 'lightning-base-components' }],
      }),
      minify(),
    ],
  });
  const { output } = await bundle.generate({
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minifyInternalExports: true,
  });
  await bundle.close();
  const building = `${folder}.building-${process.pid}`;
  const files = output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const);
  for (const [name, content] of files) {
    mkdirSync(dirname(join(building, name)), { recursive: true });
    writeFileSync(join(building, name), content);
  }
  const modules = Object.fromEntries(specifiers.map((specifier) => [specifier, `${entryName(specifier)}.js`]));
  writeFileSync(join(building, 'modules.json'), JSON.stringify(modules));
  rmSync(folder, { recursive: true, force: true });
  renameSync(building, folder);
}

function entrySpecifiers(baseComponents: string): string[] {
  const manifest = JSON.parse(readFileSync(join(baseComponents, 'package.json'), 'utf8')) as { lwc: { expose: string[] } };
  return [
    'lwc',
    '@lwc/synthetic-shadow',
    ...manifest.lwc.expose.filter((name) => !BROKEN.has(name) && !name.startsWith('lightning/iconSvgTemplates')),
  ];
}

function entryName(specifier: string): string {
  return specifier.replace('@lwc/', '');
}

function cacheKey(baseComponents: string): string {
  const versions = [baseComponents, packageFolder('lwc'), packageFolder('rollup')].map(versionOf);
  return createHash('sha256')
    .update([BUILD_REVISION, ...versions].join('\n'))
    .digest('hex')
    .slice(0, 12);
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Folder of an installed package. */
export function packageFolder(name: string): string {
  const folders = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name));
  const found = folders.find((folder) => existsSync(join(folder, 'package.json')));
  if (!found) throw new Error(`The npm package ${name} is not installed`);
  return found;
}
