import { createRequire } from 'node:module';
import type { DataWeaveScript, Output } from '../../../dataweave/index.ts';
import type { SourceTree } from '../../../metadata/index.ts';
import type { ApexMap } from '../../runtime/collections/index.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { textOf } from '../../runtime/text/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import type * as Execution from './execute.ts';

const RESOURCE = 'DataWeaveScriptResource';

let loaded: typeof Execution | undefined;

/** The language is loaded with the first script: most code has none. */
function execution(): typeof Execution {
  return (loaded ??= createRequire(import.meta.url)('./execute.ts') as typeof Execution);
}

/** `DataWeave.Script`, and the class of each script. */
class Script extends ApexObject {
  readonly script: DataWeaveScript;
  readonly #name: string;
  readonly #generated: boolean;

  constructor(name: string, generated: boolean) {
    super();
    this.#name = name;
    this.#generated = generated;
    this.script = execution().loadScript(name);
  }

  override get typeName(): string {
    return this.#generated ? `${RESOURCE}.${this.#name}` : 'DataWeave.Script';
  }

  override apexToString(): string {
    return this.#name;
  }
}

/** `DataWeave.Result`. */
class Result extends ApexObject {
  readonly output: Output;

  constructor(output: Output) {
    super();
    this.output = output;
  }

  override get typeName(): string {
    return 'DataWeave.Result';
  }
}

function execute({ script }: Script, args: ApexMap<string, unknown> | null): Result {
  return args === null ? nullPointer() : new Result(execution().runScript(script, args));
}

function createScript(namespace: string | null, name: string | null): Script {
  if (name === null) return nullPointer();
  if (namespace !== null && namespace !== '' && namespace !== 'c') {
    throwApex('System.DataWeaveScriptException', `DataWeave script not found: ${namespace}.${name}`);
  }
  return new Script(name, false);
}

/** The classes of the scripts of a source tree: `DataWeaveScriptResource.Name`. */
export function scriptTypes(source: SourceTree): readonly NativeTypeSpec[] {
  return (source.components.get('DataWeaveResource') ?? []).map(({ fullName }) => ({
    name: `${RESOURCE}.${fullName}`,
    extends: 'DataWeave.Script',
    constructors: { '()': () => new Script(fullName, true) },
  }));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_dataweave.htm */
export const dataWeaveTypes: readonly NativeTypeSpec[] = [
  {
    name: 'DataWeave.Script',
    statics: {
      'createScript(String name): DataWeave.Script': (name: string | null) => createScript(null, name),
      'createScript(String namespace, String name): DataWeave.Script': createScript,
    },
    methods: { 'execute(Map<String, Object> parameters): DataWeave.Result': execute },
  },
  {
    name: 'DataWeave.Result',
    methods: {
      'getValue(): Object': ({ output }: Result) => execution().resultOf(output),
      'getValueAsString(): String': ({ output }: Result) => textOf(execution().resultOf(output)),
    },
  },
];
