import type { SObjectDef } from '../../../metadata/index.ts';

/** Names are sought one by one in a layout as long as this. */
const FEW = 8;
/** Layouts of one object; a program that sets fields in ever new orders has its records without. */
const MOST = 2000;

/** The names of fields in the order in which records got them. Records that got the same ones have the same layout. */
export class Layout {
  readonly length: number;
  readonly #name: string;
  readonly #before: Layout | undefined;
  readonly #family: { count: number };
  /** Asked for a place before. Layouts on the way to others are asked once, when they grow: it is not worth an index. */
  #asked = false;
  #names: readonly string[] | undefined;
  #places: Map<string, number> | undefined;
  /** The layout with one name more that was last asked for: nearly always it is asked for again. */
  #lastName: string | undefined;
  #lastNext: Layout | undefined;
  #next: Map<string, Layout> | undefined;

  constructor(before?: Layout, name = '') {
    this.length = before ? before.length + 1 : 0;
    this.#before = before;
    this.#name = name;
    this.#family = before ? before.#family : { count: 0 };
    this.#family.count++;
  }

  /** @returns where the name stands, -1 when it does not */
  place(name: string): number {
    if (!this.#asked) return this.#firstPlace(name);
    if (this.length > FEW) return (this.#places ?? this.#index()).get(name) ?? -1;
    const names = this.#names ?? this.names();
    for (let place = 0; place < names.length; place++) if (names[place] === name) return place;
    return -1;
  }

  /** The layout with that name behind the others, if it was asked for before. */
  known(name: string): Layout | undefined {
    return name === this.#lastName ? this.#lastNext : this.#next?.get(name);
  }

  /** The layout with a name it lacks behind the others; undefined when there are too many already. */
  grow(name: string): Layout | undefined {
    if (this.#family.count >= MOST) return undefined;
    const next = new Layout(this, name);
    (this.#next ??= new Map()).set(name, next);
    this.#lastName = name;
    this.#lastNext = next;
    return next;
  }

  names(): readonly string[] {
    return (this.#names ??= Array.from(this.#chain(), (layout) => layout.#name).reverse());
  }

  #firstPlace(name: string): number {
    this.#asked = true;
    for (const layout of this.#chain()) if (layout.#name === name) return layout.length - 1;
    return -1;
  }

  /** This layout and those it grew from, the root excepted. */
  *#chain(): Iterable<Layout> {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the walk begins here
    for (let layout: Layout = this; layout.#before; layout = layout.#before) yield layout;
  }

  #index(): Map<string, number> {
    return (this.#places = new Map(this.names().map((name, place) => [name, place])));
  }
}

const roots = new WeakMap<SObjectDef, Layout>();

/** The layout of an object's record without fields. */
export function rootLayout(def: SObjectDef): Layout {
  let root = roots.get(def);
  if (!root) roots.set(def, (root = new Layout()));
  return root;
}
