import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** An archive that cannot be read. */
export class ZipError extends Error {
  readonly code = 'ZIP';
}

export type ZipMethod = 'STORED' | 'DEFLATED';

/** A file of an archive. */
export interface ZipFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method: ZipMethod;
  readonly comment: string;
  /** Wall clock of UTC in epoch milliseconds; archives know it to two seconds. */
  readonly modified: number;
}

/** What an archive says of a file it has. */
export interface ZipItem extends Omit<ZipFile, 'content'> {
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Unpacks it. Throws a ZipError when it is damaged. */
  readonly read: () => Uint8Array;
}

// Signatures and sizes: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x0800;
const METHODS: Readonly<Record<ZipMethod, number>> = { STORED: 0, DEFLATED: 8 };

/** An archive of the files. `level` is that of zlib: 0–9, -1 for its own choice. */
export function writeZip(files: readonly ZipFile[], level = -1): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const comment = Buffer.from(file.comment);
    const data = file.method === 'STORED' ? Buffer.from(file.content) : deflateRawSync(file.content, { level });
    const shared = sharedFields(file, data.length, name.length);
    const local = Buffer.alloc(LOCAL_SIZE);
    local.writeUInt32LE(LOCAL, 0);
    shared.copy(local, 4);
    const central = Buffer.alloc(CENTRAL_SIZE);
    central.writeUInt32LE(CENTRAL, 0);
    central.writeUInt16LE(VERSION, 4);
    shared.copy(central, 6);
    central.writeUInt16LE(comment.length, 32);
    central.writeUInt32LE(offset, 42);
    parts.push(local, name, data);
    directory.push(central, name, comment);
    offset += LOCAL_SIZE + name.length + data.length;
  }
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** What the header of a file and its entry in the directory have in common. */
function sharedFields({ method, modified, content }: ZipFile, packed: number, nameLength: number): Buffer {
  const clock = new Date(Math.max(modified, Date.UTC(1980, 0, 1)));
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(METHODS[method], 4);
  fields.writeUInt16LE((clock.getUTCHours() << 11) | (clock.getUTCMinutes() << 5) | (clock.getUTCSeconds() >> 1), 6);
  fields.writeUInt16LE(((clock.getUTCFullYear() - 1980) << 9) | ((clock.getUTCMonth() + 1) << 5) | clock.getUTCDate(), 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

/** The files of an archive in its order. Throws a ZipError for bytes that are none. */
export function readZip(bytes: Uint8Array): ZipItem[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new ZipError('The archive has no end of central directory');
  try {
    const items: ZipItem[] = [];
    let at = buffer.readUInt32LE(end + 16);
    for (let count = buffer.readUInt16LE(end + 10); count > 0; count--) {
      const item = itemAt(buffer, at);
      items.push(item);
      at += CENTRAL_SIZE + buffer.readUInt16LE(at + 28) + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    }
    return items;
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError('The archive is cut off');
    throw error;
  }
}

function itemAt(buffer: Buffer, at: number): ZipItem {
  if (buffer.readUInt32LE(at) !== CENTRAL) throw new ZipError('The central directory is damaged');
  const code = buffer.readUInt16LE(at + 10);
  const method = (Object.keys(METHODS) as ZipMethod[]).find((name) => METHODS[name] === code);
  if (!method) throw new ZipError(`Unknown compression method ${code}`);
  const [time, date] = [buffer.readUInt16LE(at + 12), buffer.readUInt16LE(at + 14)];
  const nameEnd = at + CENTRAL_SIZE + buffer.readUInt16LE(at + 28);
  const commentAt = nameEnd + buffer.readUInt16LE(at + 30);
  const [crc, compressedSize, size] = [buffer.readUInt32LE(at + 16), buffer.readUInt32LE(at + 20), buffer.readUInt32LE(at + 24)];
  const local = buffer.readUInt32LE(at + 42);
  return {
    name: buffer.toString('utf8', at + CENTRAL_SIZE, nameEnd),
    method,
    comment: buffer.toString('utf8', commentAt, commentAt + buffer.readUInt16LE(at + 32)),
    modified: Date.UTC((date >> 9) + 1980, ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2),
    ...{ crc, compressedSize, size },
    read: () => unpack(buffer, local, { method, crc, compressedSize, size }),
  };
}

function unpack(
  buffer: Buffer,
  local: number,
  { method, crc, compressedSize, size }: Pick<ZipItem, 'method' | 'crc' | 'compressedSize' | 'size'>,
): Uint8Array {
  const start = local + LOCAL_SIZE + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
  const packed = buffer.subarray(start, start + compressedSize);
  let content: Uint8Array = packed;
  try {
    // No more than was announced: a small archive must not fill the memory.
    if (method === 'DEFLATED') content = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new ZipError('The file is damaged');
  }
  if (content.length !== size || crc32(content) !== crc) throw new ZipError('The file is damaged');
  return content;
}
