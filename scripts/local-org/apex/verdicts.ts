import { createHash } from 'node:crypto';
import type { FileCache } from '../cache/file-cache.ts';
import type { SourceTree } from '../metadata/index.ts';
import { declaredText, schemaText, type DeclaredUnit, type SourceUnit, type Verdicts } from './check/index.ts';

interface KeptFile {
  readonly hash: string;
  /** Hash of what it declares. */
  readonly declared: string;
  readonly skippable: boolean;
  /** For a sound file the unit keys it refers to, and the classes of the program that its text names at all. */
  readonly sound: { readonly uses: readonly string[]; readonly names: readonly string[] } | null;
}

interface Kept {
  /** Hash of what concerns every file: the schema, the labels, the names of the classes. */
  readonly world: string;
  readonly files: ReadonlyMap<string, KeptFile>;
}

const NOTHING: Kept = { world: '', files: new Map() };

/**
 * Remembers between starts which files of a source tree were sound. A file counts as sound while these stay as they were:
 * its text, the declarations it can reach through the names in it, the schema, the names of labels and scripts, the set of classes, the engine.
 */
export function rememberedVerdicts(cache: FileCache, source: SourceTree, names: readonly string[]): Verdicts {
  const name = `apex ${source.roots.join(' ')}`;
  const before = (cache.read(name, '') as Kept | undefined) ?? NOTHING;
  const hashes = new Map([...source.classes, ...source.triggers].map((unit) => [unit.file, hashOfUnit(unit)]));
  const classes = new Set(source.classes.map((cls) => cls.name.toLowerCase()));
  const same = ({ file }: SourceUnit): KeptFile | undefined => {
    const kept = before.files.get(file);
    return kept?.hash === hashes.get(file) ? kept : undefined;
  };
  let world = '';
  let declarations = new Map<string, Pick<KeptFile, 'declared' | 'skippable'>>();
  return {
    skippable: (unit) => same(unit)?.skippable ?? false,
    recall(declared) {
      world = hashOf(`${schemaText(source.schema)}\n${source.schema.namespace}\n${names.join(' ')}\n${[...classes].sort().join(' ')}`);
      declarations = new Map(
        declared.map(({ source: unit, decl, skippable }) => [
          unit.file,
          { skippable, declared: same(unit)?.declared ?? hashOf(`${unit.apiVersion ?? ''}\n${declaredText(decl)}`) },
        ]),
      );
      if (world !== before.world) return () => undefined;
      const changed = changedUnits(classes, declared, ({ file }) => before.files.get(file)?.declared === declarations.get(file)?.declared);
      return (unit) => {
        const sound = same(unit)?.sound;
        return sound?.names.some((one) => changed.has(one)) ? undefined : sound?.uses;
      };
    },
    keep(sound) {
      const uses = new Map(sound.map((unit) => [unit.source.file, unit]));
      const files = new Map<string, KeptFile>();
      for (const [file, declaration] of declarations) {
        const kept = before.files.get(file);
        const hash = hashes.get(file)!;
        const unit = uses.get(file);
        const names = unit && ((kept?.hash === hash && world === before.world && kept.sound?.names) || namesIn(unit.source.body, classes));
        files.set(file, { ...declaration, hash, sound: unit && names ? { uses: unit.uses, names } : null });
      }
      if (!isKept(before, world, files)) cache.write(name, '', { world, files } satisfies Kept);
    },
  };
}

/**
 * Keys of the classes whose declarations, or those they are made of, are not what they were.
 * @param classes keys of all class files, also of those that could not be read
 */
function changedUnits(
  classes: ReadonlySet<string>,
  declared: readonly DeclaredUnit[],
  isUnchanged: (source: SourceUnit) => boolean,
): ReadonlySet<string> {
  const missing = new Set(classes);
  const changed = new Set<string>();
  const usedBy = new Map<string, string[]>();
  for (const { source, uses } of declared) {
    const key = source.name.toLowerCase();
    if (source.kind !== 'class') continue;
    missing.delete(key);
    if (!isUnchanged(source)) changed.add(key);
    for (const used of uses) {
      const users = usedBy.get(used);
      if (users) users.push(key);
      else usedBy.set(used, [key]);
    }
  }
  for (const key of missing) changed.add(key);
  // Grows while it is walked.
  for (const key of changed) for (const user of usedBy.get(key) ?? []) changed.add(user);
  return changed;
}

/** Those of the names that occur as words in a text. */
function namesIn(text: string, names: ReadonlySet<string>): string[] {
  const words = new Set(text.toLowerCase().match(/[a-z_]\w*/g));
  return [...words].filter((word) => names.has(word));
}

function isKept(before: Kept, world: string, files: ReadonlyMap<string, KeptFile>): boolean {
  if (before.world !== world || before.files.size !== files.size) return false;
  return [...files].every(([file, { hash, sound }]) => {
    const kept = before.files.get(file);
    return kept?.hash === hash && (kept.sound === null) === (sound === null);
  });
}

function hashOfUnit({ body, apiVersion }: Pick<SourceUnit, 'body' | 'apiVersion'>): string {
  return hashOf(`${apiVersion ?? ''}\n${body}`);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
