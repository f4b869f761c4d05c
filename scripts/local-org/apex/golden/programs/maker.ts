import type { Kind } from './blocks.ts';
import { literal } from './literals.ts';
import { PRIMARY, storeOf, type Expr, type Variable } from './model.ts';
import type { Random } from './random.ts';

/** Makes an expression of a type out of smaller ones; undefined where it cannot. */
export type Producer = (maker: Maker, depth: number) => Expr | undefined;

/** What is in reach while a program is being made. */
export class Maker {
  readonly random: Random;
  readonly producers: ReadonlyMap<string, readonly Producer[]>;
  /** Statements without others inside. */
  readonly plain: readonly Kind[];
  /** All statements. */
  readonly kinds: readonly Kind[];
  readonly variables: Variable[] = [];
  #names = 0;

  constructor(random: Random, producers: ReadonlyMap<string, readonly Producer[]>, plain: readonly Kind[], nested: readonly Kind[]) {
    this.random = random;
    this.producers = producers;
    this.plain = plain;
    this.kinds = [...plain, ...plain, ...nested];
  }

  freshName(): string {
    return `v${this.#names++}`;
  }

  /** Variables of a type, or of any. */
  known(type: string | null, assignable = false): readonly Variable[] {
    return this.variables.filter((variable) => (type === null || variable.type === type) && !(assignable && variable.fixed));
  }

  /** A random expression of the type. */
  expr(type: string, depth: number): Expr {
    if (depth > 0) {
      for (let tries = 0; tries < 4; tries++) {
        const made = this.random.pick(this.producers.get(type) ?? [])?.(this, depth - 1);
        if (made) return made;
      }
    }
    return this.simple(type);
  }

  /** A variable or a literal: neither changes nor throws anything. */
  simple(type: string): Expr {
    const variables = this.known(type);
    if (variables.length > 0 && this.random.chance(60)) return read(this, this.random.pick(variables));
    return literal(this.random, type);
  }
}

export function read({ random }: Maker, { name, type, place }: Variable): Expr {
  const text =
    place === 'static' && random.chance(50)
      ? `Program.${random.spelt(name)}`
      : place === 'field' && random.chance(50)
        ? `this.${name}`
        : random.spelt(name);
  return { text, type, binds: PRIMARY, eval: (frame) => storeOf(frame, place).get(name) ?? null };
}
