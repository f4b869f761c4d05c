import { readFileSync } from 'node:fs';
import { DataWeaveError, DataWeaveScript, describeError, type Input, type Output } from '../../../dataweave/index.ts';
import type { MetadataComponent } from '../../../metadata/index.ts';
import type { ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import { toApex } from './toApex.ts';
import { toScript } from './toScript.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/DataWeaveInApex_limitations.htm */
const MAX_SCRIPT = 100_000;

/** Scripts are parsed once. */
const parsed = new WeakMap<MetadataComponent, DataWeaveScript>();

/** The script of that name, in any case. Throws System.DataWeaveScriptException when there is none or it cannot be parsed. */
export function loadScript(name: string): DataWeaveScript {
  const component = current()
    .host.source.components.get('DataWeaveResource')
    ?.find((item) => item.fullName.toLowerCase() === name.toLowerCase());
  if (!component) throwApex('System.DataWeaveScriptException', `DataWeave script not found: ${name}`);
  const known = parsed.get(component);
  if (known) return known;
  const source = readFileSync(component.file.replace(/-meta\.xml$/, ''), 'utf8');
  if (source.length > MAX_SCRIPT) {
    throwApex('System.DataWeaveScriptException', `DataWeave script is longer than ${MAX_SCRIPT} characters: ${name}`);
  }
  const script = guarded(source, () => new DataWeaveScript(source));
  parsed.set(component, script);
  return script;
}

/** Errors of a script are Apex exceptions. */
function guarded<T>(source: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DataWeaveError) throwApex('System.DataWeaveScriptException', describeError(error, source));
    throw error;
  }
}

/** Runs a script with Apex values as inputs. Throws System.DataWeaveScriptException when the script or its data is wrong. */
export function runScript(script: DataWeaveScript, args: ApexMap<string, unknown>): Output {
  const inputs = new Map<string, Input>();
  for (const [name, value] of args.entries()) inputs.set(name, inputOf(value));
  const transaction = current();
  const host = {
    now: () => transaction.host.now(),
    random: () => Math.random(),
    log: (text: string) => transaction.log('DEBUG', text),
  };
  return guarded(script.source, () => script.run(inputs, host));
}

/** Text may be of any format; the script says which. */
function inputOf(value: unknown): Input {
  if (typeof value === 'string') return { text: value };
  return value instanceof ApexBlob ? { bytes: value.bytes } : { value: toScript(value) };
}

/** What a script gave: its text, or Apex values. */
export function resultOf({ text, value }: Output): unknown {
  return text ?? toApex(value);
}
