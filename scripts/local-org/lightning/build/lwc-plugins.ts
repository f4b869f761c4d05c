import lwc from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import { transform } from 'esbuild';
import type { Plugin, RollupLog } from 'rollup';

/** API version the components are compiled for; decides compiler behaviour, not the data API. */
export const COMPONENT_API_VERSION = 65;

export interface LwcPluginOptions {
  readonly rootDir: string;
  /** Module records for `@lwc/module-resolver`, e.g. `{ npm: 'lightning-base-components' }`. */
  readonly modules?: readonly Record<string, string>[];
}

/** The LWC compiler and what it needs around it. `first` come before it, because they resolve what it cannot. */
export function lwcPlugins(first: readonly Plugin[], options: LwcPluginOptions): Plugin[] {
  return [
    ...first,
    typescript(),
    // The packages' types describe CommonJS default exports; at run time these are plain functions.
    (lwc as unknown as (options: object) => Plugin)({
      rootDir: options.rootDir,
      modules: options.modules ?? [],
      apiVersion: COMPONENT_API_VERSION,
      // Base components use ElementInternals, which the synthetic shadow otherwise refuses.
      enableSyntheticElementInternals: true,
      enableDynamicComponents: true,
      enableLwcOn: true,
      // Plain modules need no component compiler, and may import dynamically, which it forbids.
      exclude: [/\0/, /node_modules\/(?!lightning-base-components)/, /\/lightning\/(?:host\/(?:boot|main|lib)|shims\/data)/],
    }),
    nodeResolve({ browser: true }),
    (replace as unknown as (options: object) => Plugin)({
      'import.meta.env.SSR': 'false',
      'process.env.NODE_ENV': '"production"',
      preventAssignment: true,
    }),
  ];
}

/** Strips types before the LWC compiler, which reads JavaScript only. Decorators must survive: target ESNext. */
function typescript(): Plugin {
  return {
    name: 'org-typescript',
    async transform(code, id) {
      const [file = ''] = id.split('?');
      if (!file.endsWith('.ts')) return null;
      const result = await transform(code, {
        loader: 'ts',
        target: 'esnext',
        sourcefile: file,
        sourcemap: true,
        tsconfigRaw: { compilerOptions: { target: 'ESNext', useDefineForClassFields: true, verbatimModuleSyntax: true } },
      });
      return { code: result.code, map: result.map };
    },
  };
}

/** Minifies each chunk. */
export function minify(): Plugin {
  return {
    name: 'org-minify',
    async renderChunk(code) {
      const result = await transform(code, { minify: true, target: 'es2022', format: 'esm' });
      return { code: result.code, map: null };
    },
  };
}

/** Compiler notes about the base components are not ours to act on; errors still throw. */
export function ignoreWarnings(_warning: RollupLog): void {}
