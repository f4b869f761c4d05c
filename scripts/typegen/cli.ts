import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TypegenError } from './errors.ts';
import { generate, OUTPUT_FOLDER } from './generate.ts';

/** `npm run typegen [-- --check]`: writes the typed contract, or with --check only says whether the written one is current. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, root: { type: 'string' } } });
  const root = resolve(values.root ?? join(import.meta.dirname, '../..'));
  const files = await generate(root);
  const stale: string[] = [];
  for (const [path, text] of files) {
    const before = await readFile(join(root, path), 'utf8').catch(() => undefined);
    if (before !== text) stale.push(path);
  }
  if (values.check && stale.length > 0)
    throw new TypegenError('STALE', `${stale.join(', ')}: run \`npm run typegen\` and commit the result`);
  await mkdir(join(root, OUTPUT_FOLDER), { recursive: true });
  for (const path of stale) await writeFile(join(root, path), files.get(path)!);
  process.stdout.write(stale.length > 0 ? `typegen: wrote ${stale.join(', ')}\n` : 'typegen: up to date\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`typegen: ${error instanceof TypegenError ? `${error.code}: ${error.message}` : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
