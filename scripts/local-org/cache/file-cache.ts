import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';

const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/local-org/', import.meta.url));
const DIGEST_BYTES = 32;

/** Values that are dear to compute, kept between starts. Whatever is wrong with an entry, the value is computed again. */
export class FileCache {
  readonly #folder: string;
  readonly #version: string;

  /** Values written under another version are not found. */
  constructor(version: string, folder = FOLDER) {
    this.#folder = folder;
    this.#version = version;
  }

  /** The value kept under that name when it was kept for this very key. */
  read(name: string, key: string): unknown {
    let content: Buffer;
    try {
      content = readFileSync(this.#path(name));
    } catch {
      return undefined;
    }
    const body = content.subarray(DIGEST_BYTES);
    if (!digest(body).equals(content.subarray(0, DIGEST_BYTES))) return undefined;
    const entry = deserialize(body) as { version: string; key: string; value: unknown };
    return entry.version === this.#version && entry.key === key ? entry.value : undefined;
  }

  /** Keeps a value in place of the former one of that name. Several processes may do so at once: the last one stays. */
  write(name: string, key: string, value: unknown): void {
    const body = serialize({ version: this.#version, key, value });
    const path = this.#path(name);
    const writing = `${path}.${randomUUID()}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(writing, Buffer.concat([digest(body), body]));
      renameSync(writing, path);
    } catch {
      // A folder that cannot be written only costs time on the next start.
      if (existsSync(writing)) rmSync(writing);
    }
  }

  #path(name: string): string {
    return join(this.#folder, `${digest(Buffer.from(name)).toString('hex').slice(0, 24)}.bin`);
  }
}

function digest(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

/** Rooms whose code decides what is sound and how metadata is read. */
const ROOMS = ['apex', 'cache', 'dml', 'metadata', 'soql'];

/** The cache of this engine: nothing in it outlives a change of the engine's own code. */
export function engineCache(): FileCache {
  return new FileCache(engineVersion(ROOMS));
}

/** Changes with any file of the local org's rooms of these names, so that nothing is remembered across a change of the engine. */
export function engineVersion(rooms: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const room of rooms) {
    const folder = fileURLToPath(new URL(`../${room}/`, import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file));
    for (const file of files.sort()) {
      const { size, mtimeMs } = statSync(join(folder, file));
      hash.update(`${room}/${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 32);
}
