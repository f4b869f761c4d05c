import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

interface Entry {
  readonly offset: number;
  readonly compressed: number;
  readonly method: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 30;
const STORED = 0;

/** Reads single files of a zip archive (a jar), without unpacking the rest. */
export class Archive {
  readonly #path: string;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** Throws the file system's error when there is no such file, a TypeError when it is no archive. */
  constructor(path: string) {
    this.#path = path;
    this.#entries = withFile(path, (fd) => readDirectory(fd, path));
  }

  names(): Iterable<string> {
    return this.#entries.keys();
  }

  /** Content of a file of the archive; undefined when it has none of that name. */
  read(name: string): Buffer | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    return withFile(this.#path, (fd) => {
      const header = readAt(fd, entry.offset, LOCAL_HEADER);
      const start = entry.offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
      const data = readAt(fd, start, entry.compressed);
      return entry.method === STORED ? data : inflateRawSync(data);
    });
  }
}

function withFile<T>(path: string, work: (fd: number) => T): T {
  const fd = openSync(path, 'r');
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

function readAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(fd, buffer, 0, length, position);
  return buffer;
}

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT section 4.3 */
function readDirectory(fd: number, path: string): Map<string, Entry> {
  const { size } = fstatSync(fd);
  const tail = readAt(fd, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new TypeError(`${path} is no zip archive`);
  const directory = readAt(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = new Map<string, Entry>();
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [number, number, number];
    entries.set(directory.toString('utf8', at + 46, at + 46 + name), {
      offset: directory.readUInt32LE(at + 42),
      compressed: directory.readUInt32LE(at + 20),
      method: directory.readUInt16LE(at + 10),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}
