import type { ApexMap } from '../../runtime/collections/index.ts';
import { ApexMap as Outputs } from '../../runtime/collections/index.ts';
import type { ApexEnum } from '../../runtime/object.ts';
import { definePlatformEnum } from '../../runtime/platformEnums.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { dataClass, DataObject } from '../dataClass.ts';

const DESCRIBE = 'Process.PluginDescribeResult';
const TYPE = `${DESCRIBE}.ParameterType`;
const TYPES = ['BOOLEAN', 'DATE', 'DATETIME', 'DECIMAL', 'DOUBLE', 'FLOAT', 'ID', 'INTEGER', 'LONG', 'STRING', 'TIME'];
definePlatformEnum(TYPE, TYPES);

function made(name: string, values: Readonly<Record<string, unknown>>): DataObject {
  const object = new DataObject(name);
  for (const [property, value] of Object.entries(values)) object.values.set(property, value);
  return object;
}

const INPUT = `${DESCRIBE}.InputParameter`;
const OUTPUT = `${DESCRIBE}.OutputParameter`;
const PARAMETER = { name: 'String', description: 'String', parameterType: TYPE };

function withConstructors(spec: NativeTypeSpec, constructors: Readonly<Record<string, NativeFn>>): NativeTypeSpec {
  return { ...spec, constructors };
}

const withProperties = (name: string, properties: Readonly<Record<string, string>>): NativeTypeSpec =>
  dataClass(name, { creatable: true, properties });

/**
 * Legacy Apex actions of flows. Apex may implement, describe and call them itself.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_Process_Plugin.htm
 */
export const pluginTypes: readonly NativeTypeSpec[] = [
  { name: TYPE, kind: 'enum', enumValues: TYPES },
  {
    name: 'Process.Plugin',
    kind: 'interface',
    abstractMethods: [`describe(): ${DESCRIBE}`, 'invoke(Process.PluginRequest request): Process.PluginResult'],
  },
  withConstructors(withProperties('Process.PluginRequest', { inputParameters: 'Map<String, Object>' }), {
    '(Map<String, Object> inputs)': (inputParameters: ApexMap<string, unknown>) => made('Process.PluginRequest', { inputParameters }),
  }),
  withConstructors(withProperties('Process.PluginResult', { outputParameters: 'Map<String, Object>' }), {
    '(Map<String, Object> outputs)': (outputParameters: ApexMap<string, unknown>) => made('Process.PluginResult', { outputParameters }),
    '(String name, Object value)': (name: string, value: unknown) => {
      const outputParameters = new Outputs<string, unknown>('String', 'Object');
      outputParameters.put(name, value);
      return made('Process.PluginResult', { outputParameters });
    },
  }),
  withProperties(DESCRIBE, {
    name: 'String',
    description: 'String',
    tag: 'String',
    inputParameters: `List<${INPUT}>`,
    outputParameters: `List<${OUTPUT}>`,
  }),
  withConstructors(withProperties(INPUT, { ...PARAMETER, required: 'Boolean' }), {
    [`(String name, ${TYPE} type, Boolean required)`]: (name: string, parameterType: ApexEnum, required: boolean) =>
      made(INPUT, { name, parameterType, required }),
    [`(String name, String description, ${TYPE} type, Boolean required)`]: (
      name: string,
      description: string,
      parameterType: ApexEnum,
      required: boolean,
    ) => made(INPUT, { name, description, parameterType, required }),
  }),
  withConstructors(withProperties(OUTPUT, PARAMETER), {
    [`(String name, ${TYPE} type)`]: (name: string, parameterType: ApexEnum) => made(OUTPUT, { name, parameterType }),
    [`(String name, String description, ${TYPE} type)`]: (name: string, description: string, parameterType: ApexEnum) =>
      made(OUTPUT, { name, description, parameterType }),
  }),
];
