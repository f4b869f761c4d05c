import { childNodes, text, texts, UnsupportedFeatureError, type XmlNode } from '../../metadata/index.ts';
import { invalid } from '../errors.ts';

/**
 * One element of a metadata file, read strictly: what nobody asked for is an error that names it, so that no part of a
 * definition is ignored without a word.
 */
export class Element {
  readonly #node: XmlNode;
  /** e.g. `report Sales/By_Month, groupingsDown`. */
  readonly #where: string;
  readonly #read = new Set<string>();

  constructor(node: XmlNode, where: string) {
    this.#node = node;
    this.#where = where;
  }

  text(name: string): string | undefined {
    this.#read.add(name);
    return text(this.#node, name);
  }

  /** @throws AnalyticsError INVALID_DEFINITION when it is missing */
  required(name: string): string {
    return this.text(name) ?? this.#fail(`<${name}> is missing`);
  }

  texts(name: string): readonly string[] {
    this.#read.add(name);
    return texts(this.#node, name);
  }

  flag(name: string, absent = false): boolean {
    const value = this.text(name);
    return value === undefined ? absent : value === 'true';
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    return Number.isFinite(Number(value)) ? Number(value) : this.#fail(`<${name}> is not a number: ${value}`);
  }

  /** One of the values; `absent` when the element is missing. */
  oneOf<T extends string>(name: string, values: readonly T[], absent?: T): T {
    const value = this.text(name) ?? absent;
    if (value === undefined) return this.#fail(`<${name}> is missing`);
    if ((values as readonly string[]).includes(value)) return value as T;
    throw new UnsupportedFeatureError(`${this.#where}: <${name}>${value}</${name}>`);
  }

  children(name: string): Element[] {
    this.#read.add(name);
    return childNodes(this.#node, name).map((node) => new Element(node, `${this.#where}, ${name}`));
  }

  child(name: string): Element | undefined {
    return this.children(name)[0];
  }

  /** Elements that say how a thing looks and change no number. */
  looks(...names: readonly string[]): void {
    for (const name of names) this.#read.add(name);
  }

  /** @throws UnsupportedFeatureError naming the first element nobody has read */
  done(): void {
    for (const name of Object.keys(this.#node)) {
      if (!this.#read.has(name) && !name.startsWith('@_')) throw new UnsupportedFeatureError(`${this.#where}: <${name}>`);
    }
  }

  #fail(message: string): never {
    throw invalid(`${this.#where}: ${message}`);
  }
}
