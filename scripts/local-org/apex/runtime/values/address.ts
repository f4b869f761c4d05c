import { ApexObject } from '../object.ts';

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

  part(name: string): unknown {
    return this.parts.get(name) ?? null;
  }

  override apexToString(): string {
    return `System.Address[${[...this.parts].map(([name, value]) => `${name}=${String(value)}`).join(';')}]`;
  }
}
