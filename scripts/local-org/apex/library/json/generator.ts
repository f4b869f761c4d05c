import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { ApexDouble } from '../../runtime/values/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { COMPACT, formed, NULL_NODE, renderPretty, textNode, TREE, type JsonNode } from './node.ts';
import { toJson } from './write.ts';

/** An object or array that is not closed yet. */
interface Open {
  readonly kind: 'object' | 'array';
  readonly names: string[];
  readonly values: JsonNode[];
  /** Name of the member whose value is next. */
  name: string | null;
}

/** `System.JSONGenerator`: builds one JSON value piece by piece. */
class JsonGenerator extends ApexObject {
  readonly pretty: boolean;
  private readonly open: Open[] = [];
  private root: JsonNode | null = null;
  closed = false;

  constructor(pretty: boolean) {
    super();
    this.pretty = pretty;
  }

  override get typeName(): string {
    return 'JSONGenerator';
  }

  put(node: JsonNode): void {
    if (this.closed) throwApex('System.JSONException', 'The generator is closed');
    const top = this.open.at(-1);
    if (!top) {
      if (this.root) throwApex('System.JSONException', 'Can not write a second value');
      this.root = node;
    } else {
      if (top.kind === 'object') {
        if (top.name === null) throwApex('System.JSONException', 'Can not write value, expecting field name');
        top.names.push(top.name);
        top.name = null;
      }
      top.values.push(node);
    }
  }

  field(name: string, node: JsonNode): void {
    this.name(name);
    this.put(node);
  }

  name(name: string): void {
    const top = this.open.at(-1);
    if (top?.kind !== 'object' || top.name !== null) {
      throwApex('System.JSONException', 'Can not write a field name, expecting a value');
    }
    top.name = name;
  }

  start(kind: 'object' | 'array'): void {
    const [names, values]: [string[], JsonNode[]] = [[], []];
    this.put(kind === 'object' ? { kind, names, values } : { kind, items: values });
    this.open.push({ kind, names, values, name: null });
  }

  end(kind: 'object' | 'array'): void {
    if (this.open.at(-1)?.kind !== kind)
      throwApex('System.JSONException', `Current context not an ${kind} but ${this.open.at(-1)?.kind ?? 'root'}`);
    this.open.pop();
  }

  text(): string {
    this.closed = true;
    if (!this.root) return '';
    return this.pretty ? renderPretty(this.root) : formed(this.root, COMPACT);
  }
}

type G = JsonGenerator;

const tree = (value: unknown): JsonNode => toJson(value, TREE);

/** Method name → type of its value → how it becomes JSON. */
const VALUES: [name: string, type: string, convert: (value: never) => JsonNode][] = [
  ['Blob', 'Blob', tree],
  ['Boolean', 'Boolean', tree],
  ['Date', 'Date', tree],
  ['DateTime', 'Datetime', tree],
  ['Id', 'Id', tree],
  ['Number', 'Decimal', tree],
  ['Number', 'Double', (value: number | null) => tree(value === null ? null : new ApexDouble(value))],
  ['Number', 'Integer', tree],
  ['Number', 'Long', tree],
  ['Object', 'Object', tree],
  ['String', 'String', (value: string | null) => (value === null ? NULL_NODE : textNode(value))],
  ['Time', 'Time', tree],
];

function writers(): Record<string, NativeFn> {
  const methods: Record<string, NativeFn> = {};
  for (const [name, type, convert] of VALUES) {
    methods[`write${name}(${type} value): void`] = (generator: G, value: never) => generator.put(convert(value));
    methods[`write${name}Field(String name, ${type} value): void`] = (generator: G, field: string, value: never) =>
      generator.field(field, convert(value));
  }
  return methods;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_JsonGenerator.htm */
export const generatorType: NativeTypeSpec = {
  name: 'System.JSONGenerator',
  methods: {
    ...writers(),
    'close(): void': (generator: G) => {
      generator.closed = true;
    },
    'getAsString(): String': (generator: G) => generator.text(),
    'isClosed(): Boolean': (generator: G) => generator.closed,
    'writeEndArray(): void': (generator: G) => generator.end('array'),
    'writeEndObject(): void': (generator: G) => generator.end('object'),
    'writeFieldName(String name): void': (generator: G, name: string) => generator.name(name),
    'writeNull(): void': (generator: G) => generator.put(NULL_NODE),
    'writeNullField(String name): void': (generator: G, name: string) => generator.field(name, NULL_NODE),
    'writeStartArray(): void': (generator: G) => generator.start('array'),
    'writeStartObject(): void': (generator: G) => generator.start('object'),
  },
};

export function createGenerator(pretty: boolean): ApexObject {
  return new JsonGenerator(pretty);
}
