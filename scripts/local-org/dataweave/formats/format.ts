import { DataWeaveError } from '../errors.ts';
import { simpleText } from '../values/text.ts';
import type { Value } from '../values/value.ts';

/** Reader and writer properties of a directive. */
export class Properties {
  readonly #values: ReadonlyMap<string, Value>;

  constructor(values: ReadonlyMap<string, Value> = new Map()) {
    this.#values = values;
  }

  text(name: string, fallback: string): string {
    const value = this.#values.get(name);
    return value === undefined || value === null ? fallback : (simpleText(value) ?? fallback);
  }

  flag(name: string, fallback: boolean): boolean {
    const text = this.text(name, String(fallback)).toLowerCase();
    if (text !== 'true' && text !== 'false') throw new DataWeaveError(`Invalid value of the property ${name}: ${text}`);
    return text === 'true';
  }

  number(name: string, fallback: number): number {
    const number = Number(this.text(name, String(fallback)));
    if (!Number.isInteger(number)) throw new DataWeaveError(`Invalid value of the property ${name}: ${this.text(name, '')}`);
    return number;
  }
}

/** A data format; one of the two is missing for formats that are only read or only written. */
export interface Format {
  readonly read?: (text: string, properties: Properties) => Value;
  readonly write?: (value: Value, properties: Properties) => string;
}
