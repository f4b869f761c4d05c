import { ApexObject } from '../object.ts';
import { ApexDouble } from './double.ts';

/** `System.Address`: the value of a compound address field as a query gives it. Its parts cannot be changed. */
export class ApexAddress extends ApexObject {
  /** Text parts and coordinates by their names in the API, e.g. `postalCode`. */
  readonly parts: ReadonlyMap<string, unknown>;

  constructor(parts: ReadonlyMap<string, unknown>) {
    super();
    this.parts = parts;
  }

  override get typeName(): string {
    return 'Address';
  }

  get latitude(): number | null {
    return this.#degrees('latitude');
  }

  get longitude(): number | null {
    return this.#degrees('longitude');
  }

  #degrees(name: string): number | null {
    const value = this.part(name);
    return value instanceof ApexDouble ? value.value : (value as number | null);
  }

  part(name: string): unknown {
    return this.parts.get(name) ?? null;
  }

  override apexToString(): string {
    return `System.Address[${[...this.parts].map(([name, value]) => `${name}=${String(value)}`).join(';')}]`;
  }
}
