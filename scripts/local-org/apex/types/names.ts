/** A type as written, with its arguments: `Map<String, List<T>>`. */
export interface TypeName {
  /** `String`, `Database.SaveResult`, `T`. */
  readonly name: string;
  readonly args: readonly TypeName[];
}

const cache = new Map<string, TypeName>();

/** Parses `Map<Id, List<Account>>` or `Account[]`. Throws a TypeError on malformed text. */
export function parseTypeName(text: string): TypeName {
  const known = cache.get(text);
  if (known) return known;
  const reader = { text, at: 0 };
  const parsed = readTypeName(reader);
  skipSpace(reader);
  if (reader.at !== text.length) throw new TypeError(`Malformed type name '${text}'`);
  cache.set(text, parsed);
  return parsed;
}

/** Canonical text without spaces: `Map<Id,List<Account>>`. */
export function formatTypeName(type: TypeName): string {
  return type.args.length === 0 ? type.name : `${type.name}<${type.args.map(formatTypeName).join(',')}>`;
}

interface Reader {
  readonly text: string;
  at: number;
}

function skipSpace(reader: Reader): void {
  while (reader.text[reader.at] === ' ') reader.at++;
}

function readTypeName(reader: Reader): TypeName {
  skipSpace(reader);
  const match = /^[A-Za-z_][\w.]*/.exec(reader.text.slice(reader.at));
  if (!match) throw new TypeError(`Malformed type name '${reader.text}'`);
  reader.at += match[0].length;
  skipSpace(reader);
  const args: TypeName[] = [];
  if (reader.text[reader.at] === '<') {
    do {
      reader.at++;
      args.push(readTypeName(reader));
      skipSpace(reader);
    } while (reader.text[reader.at] === ',');
    if (reader.text[reader.at] !== '>') throw new TypeError(`Malformed type name '${reader.text}'`);
    reader.at++;
  }
  let type: TypeName = { name: match[0], args };
  while (reader.text.startsWith('[]', reader.at)) {
    reader.at += 2;
    type = { name: 'List', args: [type] };
  }
  return type;
}
