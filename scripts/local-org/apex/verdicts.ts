import { createHash } from 'node:crypto';
import type { FileCache } from '../cache/file-cache.ts';
import type { SourceTree } from '../metadata/index.ts';
import { declaredText, schemaText, type SourceUnit, type Verdicts } from './check/index.ts';

/** File → hash of its source and the unit keys its bodies refer to. */
type Kept = Map<string, { readonly hash: string; readonly uses: readonly string[] }>;

/**
 * Remembers between starts which files of a source tree were sound. A file counts as sound while its text, the
 * declarations of all files, the schema, the labels and the engine stay as they were.
 */
export function rememberedVerdicts(cache: FileCache, source: SourceTree, labels: ReadonlySet<string>): Verdicts {
  const name = `apex ${source.roots.join(' ')}`;
  let key = '';
  let known: Kept = new Map();
  return {
    recall(declared) {
      key = hashOf(`${declaredText(declared)}\n${schemaText(source.schema)}\n${[...labels].join(' ')}`);
      known = (cache.read(name, key) as Kept | undefined) ?? (new Map() as Kept);
      return (unit: SourceUnit) => {
        const kept = known.get(unit.file);
        return kept?.hash === hashOfUnit(unit) ? kept.uses : undefined;
      };
    },
    keep(sound) {
      const next: Kept = new Map(sound.map(({ source, uses }) => [source.file, { hash: hashOfUnit(source), uses }]));
      const same = next.size === known.size && [...next].every(([file, { hash }]) => known.get(file)?.hash === hash);
      if (!same) cache.write(name, key, next);
    },
  };
}

function hashOfUnit({ body, apiVersion }: SourceUnit): string {
  return hashOf(`${apiVersion ?? ''}\n${body}`);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
