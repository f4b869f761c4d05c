import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

import { transform } from 'esbuild';

import type { Benchmark, Figure } from './measure.ts';

/** What the record page of a task loads at first; nothing else has a limit of its own. */
const recordPage = { bundle: 'callDesk', limitKilobytes: 25 };

interface Bundle {
  readonly files: readonly string[];
  readonly code: string;
  /** Bundles loaded together with this one. */
  readonly needs: readonly string[];
  /** Bundles it asks for when they are first wanted. */
  readonly later: readonly string[];
}

/** The package's own component code as a browser would load it, without engine and base components. */
export const sizeBenchmark: Benchmark = {
  name: 'size',
  about: 'the package’s own component code, minified and gzipped: the record page, and what is loaded later or elsewhere',
  async run() {
    const bundles = await readBundles();
    const first = together(bundles, [recordPage.bundle]);
    const figures = [figure(bundles, 'record page', first, recordPage.limitKilobytes)];
    const later = new Set([...first].flatMap((name) => bundles.get(name)!.later));
    for (const name of later) figures.push(figure(bundles, `${name}, loaded when first wanted`, without(together(bundles, [name]), first)));
    const seen = together(bundles, [recordPage.bundle, ...later]);
    const others = pages(bundles).filter((name) => !seen.has(name));
    for (const name of others) figures.push(figure(bundles, `${name}, a page of its own`, together(bundles, [name])));
    return figures;
  },
};

function figure(bundles: ReadonlyMap<string, Bundle>, title: string, names: ReadonlySet<string>, limit = Infinity): Figure {
  const chosen = [...names].sort().map((name) => bundles.get(name)!);
  const files = chosen.reduce((sum, bundle) => sum + bundle.files.length, 0);
  const bytes = gzipSync(chosen.map((bundle) => bundle.code).join('\n'), { level: 9 }).length;
  return { metric: `${title} (${chosen.length} components, ${files} files)`, ours: bytes / 1024, unit: 'kB', limit };
}

/** The bundles and everything they load together with themselves. */
function together(bundles: ReadonlyMap<string, Bundle>, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const bundle = bundles.get(name);
    if (!bundle || found.has(name)) return;
    found.add(name);
    bundle.needs.forEach(visit);
  };
  names.forEach(visit);
  return found;
}

const without = (names: ReadonlySet<string>, known: ReadonlySet<string>): Set<string> =>
  new Set([...names].filter((name) => !known.has(name)));

/** Bundles that an administrator can put on a page. */
function pages(bundles: ReadonlyMap<string, Bundle>): string[] {
  const exposed = globSync('force-app/main/*/lwc/*/*.js-meta.xml').filter((file) =>
    readFileSync(file, 'utf8').includes('<isExposed>true</isExposed>'),
  );
  return exposed.map((file) => basename(dirname(file))).filter((name) => bundles.has(name));
}

async function readBundles(): Promise<Map<string, Bundle>> {
  const files = globSync('force-app/main/*/lwc/*/*.{ts,html,css}').filter((file) => !file.endsWith('.d.ts'));
  const byBundle = Map.groupBy(files.sort(), (file) => basename(dirname(file)));
  const read = [...byBundle].map(async ([name, own]): Promise<[string, Bundle]> => {
    const code = (await Promise.all(own.map(minified))).join('\n');
    const tags = [...code.matchAll(/<c-([a-z-]+)/g)].map(([, tag]) =>
      tag!.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    );
    const imported = [...code.matchAll(/(?:from|import)\s*"c\/(\w+)"/g)].map(([, module]) => module!);
    const later = [...code.matchAll(/import\("c\/(\w+)"\)/g)].map(([, module]) => module!);
    return [name, { files: own, code, needs: [...new Set([...tags, ...imported])], later: [...new Set(later)] }];
  });
  return new Map(await Promise.all(read));
}

/** Types are gone, so that an import which remains is one that a browser makes. */
async function minified(file: string): Promise<string> {
  const source = readFileSync(file, 'utf8');
  if (file.endsWith('.html')) return source.replace(/\s+/g, ' ');
  const loader = file.endsWith('.css') ? 'css' : 'ts';
  const options = { tsconfigRaw: { compilerOptions: { target: 'ESNext', useDefineForClassFields: true } } } as const;
  return (await transform(source, { loader, minify: true, target: 'esnext', ...options })).code;
}
