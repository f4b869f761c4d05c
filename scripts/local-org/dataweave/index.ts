import { fail, scriptError } from './errors.ts';
import { isObjectFormat, Properties, readerOf, writerOf } from './formats/index.ts';
import { modules } from './modules/index.ts';
import { Interpreter } from './run/interpreter.ts';
import { Library, type Host } from './run/library.ts';
import { Scope } from './run/scope.ts';
import { parseScript, type Script } from './syntax/index.ts';
import { Binary, plainItems, type Value } from './values/value.ts';

/** An input: text or bytes of the format that the script declares for it, or a value already. */
export type Input = { readonly text: string } | { readonly bytes: Uint8Array } | { readonly value: Value };

/** What a script gave. */
export interface Output {
  readonly value: Value;
  readonly mimeType: string;
  /** The value written in the format of the script; undefined when that is no text. */
  readonly text: string | undefined;
}

/** A parsed script. https://docs.mulesoft.com/dataweave/latest/ */
export class DataWeaveScript {
  readonly source: string;
  readonly #script: Script;

  /** Throws a DataWeaveError for a script that cannot be parsed. */
  constructor(source: string) {
    this.source = source;
    this.#script = parseScript(source);
  }

  /** Throws a DataWeaveError when the script or its data is wrong. */
  run(inputs: ReadonlyMap<string, Input>, host: Host): Output {
    const { output, body } = this.#script;
    const mimeType = output?.mimeType ?? 'application/json';
    const properties = new Properties(output?.properties);
    // An unknown format fails before the script runs.
    const writer = isObjectFormat(mimeType) ? undefined : within(output?.pos ?? 0, () => writerOf(mimeType));
    const interpreter = new Interpreter(
      new Library(modules, {
        now: () => host.now(),
        random: () => host.random(),
        log: (text) => host.log(text),
        read: (value, format, given) => readText(value, format, new Properties(given)),
        write: (value, format, given) => writerOf(format)(value, new Properties(given)),
      }),
    );
    const scope = new Scope();
    for (const [name, input] of inputs) scope.setLazy(name, () => this.#input(name, input));
    interpreter.declare(this.#script, scope);
    const value = plainItems(interpreter.run(body, scope));
    const text = writer && within(body.pos, () => writer(value, properties));
    return { value, mimeType, text };
  }

  #input(name: string, input: Input): Value {
    const declared = this.#script.inputs.get(name);
    const mimeType = declared?.mimeType;
    if ('value' in input) return input.value;
    if (mimeType === undefined || isObjectFormat(mimeType)) return 'text' in input ? input.text : new Binary(input.bytes);
    const text = 'text' in input ? input.text : new TextDecoder().decode(input.bytes);
    return within(declared!.pos, () => readText(text, mimeType, new Properties(declared!.properties)));
  }
}

function readText(value: Value, mimeType: string, properties: Properties): Value {
  const read = readerOf(mimeType);
  return typeof value === 'string' ? read(value, properties) : fail('Only text can be read');
}

function within<T>(offset: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw scriptError(error, offset);
  }
}

export type { Host } from './run/library.ts';
export { DataWeaveError, describeError } from './errors.ts';
export { Decimal, isNumber, parseNumber } from './values/number.ts';
export { Temporal, type TemporalKind } from './values/temporal.ts';
export { Period } from './values/period.ts';
export { simpleText } from './values/text.ts';
export { Binary, DwObject, Key, type Value } from './values/value.ts';
