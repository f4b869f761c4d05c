import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import type { ApexType } from '../platform/type.ts';
import { createGenerator, generatorType } from './generator.ts';
import { renderCompact, renderPretty } from './node.ts';
import { parseJson } from './parse.ts';
import { createParser, parserType } from './parser.ts';
import { TypedReader, untyped } from './read.ts';
import { toJson } from './write.ts';

const typed = (source: string, type: ApexType, strict: boolean): unknown =>
  new TypedReader(strict).read(parseJson(source), type.runtime.name);

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
    'serialize(Object value): String': (value: unknown) => renderCompact(toJson(value)),
    'serialize(Object value, Boolean suppressApexObjectNulls): String': (value: unknown, suppress: boolean | null) =>
      renderCompact(toJson(value, suppress ?? false)),
    'serializePretty(Object value): String': (value: unknown) => renderPretty(toJson(value)),
    'serializePretty(Object value, Boolean suppressApexObjectNulls): String': (value: unknown, suppress: boolean | null) =>
      renderPretty(toJson(value, suppress ?? false)),
  },
};

export const jsonTypes: readonly NativeTypeSpec[] = [jsonType, generatorType, parserType];
