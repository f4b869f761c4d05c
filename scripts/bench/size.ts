import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { transform } from 'esbuild';

import type { Benchmark } from './measure.ts';

const limitKilobytes = 25;

/** The package's own component code as a browser would load it, without engine and base components. */
export const sizeBenchmark: Benchmark = {
  name: 'size',
  about: 'the package’s own component code, minified and gzipped',
  async run() {
    const files = globSync('force-app/main/**/lwc/*/*.{ts,html,css}').filter((file) => !file.endsWith('.d.ts'));
    const parts = await Promise.all(files.map(minified));
    const kilobytes = gzipSync(parts.join('\n'), { level: 9 }).length / 1024;
    return [{ metric: `own component code (${files.length} files)`, ours: kilobytes, unit: 'kB', limit: limitKilobytes }];
  },
};

async function minified(file: string): Promise<string> {
  const source = readFileSync(file, 'utf8');
  if (file.endsWith('.html')) return source.replace(/\s+/g, ' ');
  const loader = file.endsWith('.css') ? 'css' : 'ts';
  const options = { tsconfigRaw: { compilerOptions: { target: 'ESNext', useDefineForClassFields: true } } } as const;
  return (await transform(source, { loader, minify: true, target: 'esnext', ...options })).code;
}
