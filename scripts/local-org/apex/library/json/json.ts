import { throwApex } from '../../runtime/exception.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import type { ApexType } from '../platform/type.ts';
import { createGenerator, generatorType } from './generator.ts';
import { COMPACT, renderPretty, TREE } from './node.ts';
import { parseJson } from './parse.ts';
import { createParser, parserType } from './parser.ts';
import { TypedReader, untyped } from './read.ts';
import { toJson } from './write.ts';

/** What the text must begin with, by the type that is read. */
const OPENINGS: readonly [type: RegExp, bracket: string, message: string][] = [
  [/^(?:List|Set)</i, '[', "Malformed JSON: Expected '[' at the beginning of List/Set"],
  [/^Map</i, '{', "Malformed JSON: Expected '{' at the beginning of object"],
];

/** A text that begins wrongly is refused for that, whatever else is wrong with it. */
function typed(source: string, type: ApexType, strict: boolean): unknown {
  const { name } = type.runtime;
  const first = source.trimStart()[0];
  for (const [types, bracket, message] of OPENINGS) {
    if (types.test(name) && (first === '"' || first === (bracket === '[' ? '{' : '['))) throwApex('System.JSONException', message);
  }
  return new TypedReader(strict).read(parseJson(source), name);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm */
const jsonType: NativeTypeSpec = {
  name: 'System.JSON',
  statics: {
    ...nonNull({
      'createGenerator(Boolean pretty): System.JSONGenerator': createGenerator,
      'createParser(String json): System.JSONParser': createParser,
      'deserialize(String json, System.Type type): Object': (source: string, type: ApexType) => typed(source, type, false),
      'deserializeStrict(String json, System.Type type): Object': (source: string, type: ApexType) => typed(source, type, true),
      'deserializeUntyped(String json): Object': (source: string) => untyped(parseJson(source)),
    }),
    'serialize(Object value): String': (value: unknown) => toJson(value, COMPACT),
    'serialize(Object value, Boolean suppressApexObjectNulls): String': (value: unknown, suppress: boolean | null) =>
      toJson(value, COMPACT, suppress ?? false),
    'serializePretty(Object value): String': (value: unknown) => renderPretty(toJson(value, TREE)),
    'serializePretty(Object value, Boolean suppressApexObjectNulls): String': (value: unknown, suppress: boolean | null) =>
      renderPretty(toJson(value, TREE, suppress ?? false)),
  },
};

export const jsonTypes: readonly NativeTypeSpec[] = [jsonType, generatorType, parserType];
