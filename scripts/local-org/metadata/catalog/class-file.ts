/** A field of a Java class: its name and type descriptor, e.g. `Lcom/example/Thing;`, arrays with a leading `[`. */
export interface JavaField {
  readonly name: string;
  readonly descriptor: string;
}

const MAGIC = 0xcafebabe;
const UTF8 = 1;
/** Bytes of the other constants by their tag; long and double take two places. */
const CONSTANT_SIZE: Readonly<Record<number, number>> = {
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 2,
  8: 2,
  9: 4,
  10: 4,
  11: 4,
  12: 4,
  15: 3,
  16: 2,
  17: 4,
  18: 4,
  19: 2,
  20: 2,
};
const STATIC = 0x0008;

/**
 * Instance fields of a compiled Java class in declaration order. Throws a TypeError when the bytes are no class file.
 * https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html
 */
export function readFields(bytes: Buffer): JavaField[] {
  if (bytes.length < 10 || bytes.readUInt32BE(0) !== MAGIC) throw new TypeError('Not a Java class file');
  const texts = new Map<number, string>();
  let at = 10;
  const constants = bytes.readUInt16BE(8);
  for (let index = 1; index < constants; index++) {
    const tag = bytes.readUInt8(at++);
    if (tag === UTF8) {
      const length = bytes.readUInt16BE(at);
      texts.set(index, bytes.toString('utf8', at + 2, at + 2 + length));
      at += 2 + length;
      continue;
    }
    const size = CONSTANT_SIZE[tag];
    if (size === undefined) throw new TypeError(`Not a Java class file: constant ${index} has tag ${tag}`);
    at += size;
    if (size === 8) index++;
  }
  at += 6;
  at += 2 + 2 * bytes.readUInt16BE(at);
  const count = bytes.readUInt16BE(at);
  at += 2;
  const fields: JavaField[] = [];
  for (let field = 0; field < count; field++) {
    const flags = bytes.readUInt16BE(at);
    const name = texts.get(bytes.readUInt16BE(at + 2)) ?? '';
    const descriptor = texts.get(bytes.readUInt16BE(at + 4)) ?? '';
    if ((flags & STATIC) === 0) fields.push({ name, descriptor });
    const attributes = bytes.readUInt16BE(at + 6);
    at += 8;
    for (let attribute = 0; attribute < attributes; attribute++) at += 6 + bytes.readUInt32BE(at + 2);
  }
  return fields;
}
