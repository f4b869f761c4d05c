import { existsSync, readFileSync } from 'node:fs';
import { child, childNodes, flag, number, text, texts, type XmlNode } from '../metadata/index.ts';
import { FlowDefinitionError } from './errors.ts';

/** A part of a flow's metadata that knows the file it stands in and the element it belongs to. */
export class FlowNode {
  readonly xml: XmlNode;
  readonly file: string;
  /** Name of the nearest named element; empty for the flow itself. */
  readonly element: string;

  constructor(xml: XmlNode, file: string, element = '') {
    this.xml = xml;
    this.file = file;
    this.element = text(xml, 'name') ?? element;
  }

  text(name: string): string | undefined {
    return text(this.xml, name);
  }

  texts(name: string): readonly string[] {
    return texts(this.xml, name);
  }

  flag(name: string): boolean {
    return flag(this.xml, name);
  }

  number(name: string): number | undefined {
    return number(this.xml, name);
  }

  has(name: string): boolean {
    return this.xml[name] !== undefined;
  }

  /** @throws FlowDefinitionError when there is no such child */
  required(name: string): string {
    return this.text(name) ?? this.fail(`Required field is missing: ${name}`);
  }

  child(name: string): FlowNode | undefined {
    const node = child(this.xml, name);
    return node && new FlowNode(node, this.file, this.element);
  }

  list(name: string): readonly FlowNode[] {
    return childNodes(this.xml, name).map((node) => new FlowNode(node, this.file, this.element));
  }

  /** Name of the element that a connector leads to. */
  connector(name = 'connector'): string | null {
    return this.child(name)?.text('targetReference') ?? null;
  }

  fail(message: string): never {
    throw new FlowDefinitionError(this.file, this.#line(), this.element === '' ? message : `${this.element}: ${message}`);
  }

  /** The parsed metadata has no lines: the name of the element is sought in the file. */
  #line(): number | undefined {
    // What was deployed from an archive has no file any more.
    if (this.element === '' || !existsSync(this.file)) return undefined;
    const lines = readFileSync(this.file, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes(`<name>${this.element}</name>`));
    return at < 0 ? undefined : at + 1;
  }
}
