import { readZip, writeZip, ZipError, type ZipItem, type ZipMethod } from '../../../zip/index.ts';
import { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import { ApexBlob, ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** Levels as zlib counts them. */
const LEVELS: Readonly<Record<string, number>> = { BEST_COMPRESSION: 9, BEST_SPEED: 1, DEFAULT_LEVEL: -1, NO_COMPRESSION: 0 };

/** `Compression.ZipEntry`. */
class ZipEntry extends ApexObject {
  readonly name: string;
  content: ApexBlob | null;
  method: ZipMethod;
  comment: string | null;
  modified: ApexDatetime;
  /** Of an entry that was read. */
  readonly item: ZipItem | undefined;

  constructor(name: string, content: ApexBlob | null, method: ZipMethod, item?: ZipItem) {
    super();
    this.name = name;
    this.content = content;
    this.method = method;
    this.item = item;
    this.comment = item?.comment || null;
    this.modified = new ApexDatetime(item?.modified ?? current().host.now());
  }

  override get typeName(): string {
    return 'Compression.ZipEntry';
  }

  override apexToString(): string {
    return this.name;
  }

  get bytes(): ApexBlob | null {
    const { item } = this;
    return this.content ?? (item ? guarded(() => new ApexBlob(item.read())) : null);
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ZipError) throwApex('Compression.ZipException', error.message);
    throw error;
  }
}

/** `Compression.ZipWriter`. */
class ZipWriter extends ApexObject {
  readonly entries = new Map<string, ZipEntry>();
  level = 'DEFAULT_LEVEL';
  method: ZipMethod = 'DEFLATED';

  override get typeName(): string {
    return 'Compression.ZipWriter';
  }

  add(entry: ZipEntry): ZipEntry {
    if (this.entries.has(entry.name)) throwApex('Compression.ZipException', `duplicate entry: ${entry.name}`);
    this.entries.set(entry.name, entry);
    return entry;
  }

  archive(): ApexBlob {
    const files = [...this.entries.values()].map((entry) => ({
      name: entry.name,
      content: entry.bytes?.bytes ?? new Uint8Array(),
      method: entry.method,
      comment: entry.comment ?? '',
      modified: entry.modified.ms,
    }));
    return new ApexBlob(writeZip(files, LEVELS[this.level]));
  }
}

/** `Compression.ZipReader`. */
class ZipReader extends ApexObject {
  readonly entries: ReadonlyMap<string, ZipEntry>;

  constructor(archive: ApexBlob | null) {
    super();
    const items = guarded(() => readZip((archive ?? nullPointer()).bytes));
    this.entries = new Map(items.map((item) => [item.name, new ZipEntry(item.name, null, item.method, item)]));
  }

  override get typeName(): string {
    return 'Compression.ZipReader';
  }

  extract(name: string | null): ApexBlob | null {
    const entry = this.entries.get(name ?? nullPointer()) ?? throwApex('Compression.ZipException', `Entry not found: ${name}`);
    return entry.bytes;
  }
}

type Archive = ZipReader | ZipWriter;

const methodOf = (value: ApexEnum | null): ZipMethod => (value ?? nullPointer()).name as ZipMethod;
const methodEnum = (method: ZipMethod): ApexEnum => platformEnum('Compression.Method', method);
const entryList = ({ entries }: Archive): ApexList<ZipEntry> => new ApexList('Compression.ZipEntry', [...entries.values()]);
const entryNamed = ({ entries }: Archive, name: string | null): ZipEntry | null => entries.get(name ?? '') ?? null;

function entryMap({ entries }: ZipReader): ApexMap<string, ZipEntry> {
  const map = new ApexMap<string, ZipEntry>('String', 'Compression.ZipEntry');
  for (const [name, entry] of entries) map.put(name, entry);
  return map;
}

/** Gives the object itself, as setters do that are called in a chain. */
function chained<T, V>(set: (self: T, value: V) => void): (self: T, value: V) => T {
  return (self, value) => {
    set(self, value);
    return self;
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_compression.htm */
export const compressionTypes: readonly NativeTypeSpec[] = [
  { name: 'Compression.ZipException', kind: 'exception' },
  {
    name: 'Compression.ZipEntry',
    methods: {
      'getComment(): String': (entry: ZipEntry) => entry.comment,
      'getCompressedSize(): Long': (entry: ZipEntry) => (entry.item ? BigInt(entry.item.compressedSize) : null),
      'getContent(): Blob': (entry: ZipEntry) => entry.bytes,
      'getCrc(): Long': (entry: ZipEntry) => (entry.item ? BigInt(entry.item.crc) : null),
      'getLastModifiedTime(): Datetime': (entry: ZipEntry) => entry.modified,
      'getMethod(): Compression.Method': (entry: ZipEntry) => methodEnum(entry.method),
      'getName(): String': (entry: ZipEntry) => entry.name,
      'getUncompressedSize(): Long': (entry: ZipEntry) => {
        const size = entry.item?.size ?? entry.content?.bytes.length;
        return size === undefined ? null : BigInt(size);
      },
      'setComment(String comment): Compression.ZipEntry': chained(
        (entry: ZipEntry, comment: string | null) => void (entry.comment = comment),
      ),
      'setContent(Blob content): Compression.ZipEntry': chained(
        (entry: ZipEntry, content: ApexBlob | null) => void (entry.content = content),
      ),
      'setLastModifiedTime(Datetime time): Compression.ZipEntry': chained(
        (entry: ZipEntry, time: ApexDatetime | null) => void (entry.modified = time ?? nullPointer()),
      ),
      'setMethod(Compression.Method method): Compression.ZipEntry': chained(
        (entry: ZipEntry, method: ApexEnum | null) => void (entry.method = methodOf(method)),
      ),
    },
  },
  {
    name: 'Compression.ZipWriter',
    constructors: { '()': () => new ZipWriter() },
    methods: {
      'addEntry(String name, Blob data): Compression.ZipEntry': (writer: ZipWriter, name: string | null, data: ApexBlob | null) =>
        writer.add(new ZipEntry(name ?? nullPointer(), data ?? nullPointer(), writer.method)),
      'addEntry(Compression.ZipEntry entry): Compression.ZipEntry': (writer: ZipWriter, entry: ZipEntry | null) =>
        writer.add(entry ?? nullPointer()),
      'getArchive(): Blob': (writer: ZipWriter) => writer.archive(),
      'getEntries(): List<Compression.ZipEntry>': entryList,
      'getEntry(String name): Compression.ZipEntry': entryNamed,
      'getLevel(): Compression.Level': (writer: ZipWriter) => platformEnum('Compression.Level', writer.level),
      'getMethod(): Compression.Method': (writer: ZipWriter) => methodEnum(writer.method),
      'removeEntry(String name): void': (writer: ZipWriter, name: string | null) => void writer.entries.delete(name ?? ''),
      'setLevel(Compression.Level level): Compression.ZipWriter': chained(
        (writer: ZipWriter, level: ApexEnum | null) => void (writer.level = (level ?? nullPointer()).name),
      ),
      'setMethod(Compression.Method method): Compression.ZipWriter': chained(
        (writer: ZipWriter, method: ApexEnum | null) => void (writer.method = methodOf(method)),
      ),
    },
  },
  {
    name: 'Compression.ZipReader',
    constructors: { '(Blob archive)': (archive: ApexBlob | null) => new ZipReader(archive) },
    methods: {
      'extract(String name): Blob': (reader: ZipReader, name: string | null) => reader.extract(name),
      'extract(Compression.ZipEntry entry): Blob': (reader: ZipReader, entry: ZipEntry | null) =>
        reader.extract((entry ?? nullPointer()).name),
      'getEntries(): List<Compression.ZipEntry>': entryList,
      'getEntriesMap(): Map<String, Compression.ZipEntry>': entryMap,
      'getEntry(String name): Compression.ZipEntry': entryNamed,
      'getEntryNames(): List<String>': ({ entries }: ZipReader) => new ApexList('String', [...entries.keys()]),
    },
  },
];
