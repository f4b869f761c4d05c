import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import { ApexDouble } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import type { ApexType } from '../platform/type.ts';
import type { JsonNode } from './node.ts';
import { parseJson } from './parse.ts';
import { TypedReader } from './read.ts';
import { scalarOf } from './scalars.ts';

interface Token {
  readonly type: string;
  readonly text: string;
  /** The value that begins here; absent for names and ends. */
  readonly node: JsonNode | null;
  /** Name of the member the token belongs to. */
  readonly name: string | null;
}

/** The tokens of a document in order, as a streaming parser meets them. */
function* tokens(node: JsonNode, name: string | null): Iterable<Token> {
  if (node.kind === 'object') {
    yield { type: 'START_OBJECT', text: '{', node, name };
    for (const [i, value] of node.values.entries()) {
      const key = node.names[i]!;
      yield { type: 'FIELD_NAME', text: key, node: null, name: key };
      yield* tokens(value, key);
    }
    yield { type: 'END_OBJECT', text: '}', node: null, name };
  } else if (node.kind === 'array') {
    yield { type: 'START_ARRAY', text: '[', node, name };
    for (const item of node.items) yield* tokens(item, null);
    yield { type: 'END_ARRAY', text: ']', node: null, name };
  } else {
    yield { ...scalarToken(node), node, name };
  }
}

function scalarToken(node: JsonNode): { type: string; text: string } {
  if (node.kind === 'string') return { type: 'VALUE_STRING', text: node.text };
  if (node.kind === 'number') return { type: /^-?\d+$/.test(node.text) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', text: node.text };
  if (node.kind === 'boolean') return { type: node.value ? 'VALUE_TRUE' : 'VALUE_FALSE', text: String(node.value) };
  return { type: 'VALUE_NULL', text: 'null' };
}

/** `System.JSONParser`: a place in a list of tokens. */
class JsonParser extends ApexObject {
  private readonly tokens: readonly Token[];
  private at = -1;
  private cleared: Token | null = null;
  private hidden = false;

  constructor(source: string) {
    super();
    this.tokens = [...tokens(parseJson(source), null)];
  }

  override get typeName(): string {
    return 'JSONParser';
  }

  get current(): Token | null {
    return this.hidden ? null : (this.tokens[this.at] ?? null);
  }

  get lastCleared(): Token | null {
    return this.cleared;
  }

  next(): Token | null {
    this.hidden = false;
    if (this.at < this.tokens.length) this.at++;
    return this.current;
  }

  /** As next, past a member's name to its value. */
  nextValue(): Token | null {
    const token = this.next();
    return token?.type === 'FIELD_NAME' ? this.next() : token;
  }

  clear(): void {
    this.cleared = this.current;
    this.hidden = true;
  }

  skipChildren(): void {
    const type = this.current?.type;
    if (type !== 'START_OBJECT' && type !== 'START_ARRAY') return;
    for (let depth = 1; depth > 0;) {
      const next = this.next();
      if (!next) return;
      if (next.type.startsWith('START_')) depth++;
      if (next.type.startsWith('END_')) depth--;
    }
  }

  scalar(type: string): unknown {
    const node = this.current?.node;
    if (!node || node.kind === 'object' || node.kind === 'array') {
      throwApex('System.JSONException', `Current token (${this.current?.type ?? 'null'}) is no value of type ${type}`);
    }
    if (node.kind === 'null') return null;
    const value = scalarOf(node, type);
    return value instanceof ApexDouble ? value.value : value;
  }

  readAs(type: ApexType, strict: boolean): unknown {
    if (this.current === null || this.current.type === 'FIELD_NAME') this.next();
    const node = this.current?.node;
    if (!node) throwApex('System.JSONException', 'No content to map to Object due to end of input');
    const value = new TypedReader(strict).read(node, type.runtime.name);
    this.skipChildren();
    return value;
  }
}

type P = JsonParser;
const token = (found: Token | null): unknown => (found ? platformEnum('System.JSONToken', found.type) : null);

const GETTERS: Record<string, string> = {
  Blob: 'Blob',
  Boolean: 'Boolean',
  DateTime: 'Datetime',
  Date: 'Date',
  Decimal: 'Decimal',
  Double: 'Double',
  Id: 'Id',
  Integer: 'Integer',
  Long: 'Long',
  Time: 'Time',
};

function getters(): Record<string, NativeFn> {
  return Object.fromEntries(
    Object.entries(GETTERS).map(([name, type]) => [`get${name}Value(): ${type}`, (parser: P) => parser.scalar(type)]),
  );
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_JsonParser.htm */
export const parserType: NativeTypeSpec = {
  name: 'System.JSONParser',
  methods: {
    ...getters(),
    'clearCurrentToken(): void': (parser: P) => parser.clear(),
    'getCurrentName(): String': (parser: P) => parser.current?.name ?? null,
    'getCurrentToken(): System.JSONToken': (parser: P) => token(parser.current),
    'getLastClearedToken(): System.JSONToken': (parser: P) => token(parser.lastCleared),
    'getText(): String': (parser: P) => parser.current?.text ?? null,
    'hasCurrentToken(): Boolean': (parser: P) => parser.current !== null,
    'nextToken(): System.JSONToken': (parser: P) => token(parser.next()),
    'nextValue(): System.JSONToken': (parser: P) => token(parser.nextValue()),
    'readValueAs(System.Type type): Object': (parser: P, type: ApexType) => parser.readAs(type, false),
    'readValueAsStrict(System.Type type): Object': (parser: P, type: ApexType) => parser.readAs(type, true),
    'skipChildren(): void': (parser: P) => parser.skipChildren(),
  },
};

export function createParser(source: string): ApexObject {
  return new JsonParser(source);
}
