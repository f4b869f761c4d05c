import type { Maker } from './maker.ts';
import type { Frame } from './model.ts';
import { OutOfFuel, textOf, Thrown, type Value } from './values.ts';

/** How a statement ends: by itself, by `break` or `continue`, or with the result of the method. */
export type Ending = undefined | 'break' | 'continue' | { readonly result: Value };

export interface Stmt {
  readonly lines: readonly string[];
  /** Nothing may follow it: a compiler sees that what follows is not reached. */
  readonly ends?: boolean;
  run(frame: Frame): Ending;
}

/** Where statements stand: what they may contain. */
export interface Place {
  readonly depth: number;
  readonly inLoop: boolean;
  /** Type of the method's result; null where `return` has none, undefined where there is no method. */
  readonly returns?: string | null;
}

/** Statements one after another; variables declared among them are known to the later ones only. */
export function block(maker: Maker, place: Place, least: number, most: number): Stmt {
  const known = maker.variables.length;
  const stmts = maker.random.list(least, most, () => statement(maker, place));
  const last = ending(maker, place);
  if (last) stmts.push(last);
  maker.variables.length = known;
  return inOrder(stmts);
}

export function inOrder(all: readonly Stmt[]): Stmt {
  const last = all.findIndex(({ ends }) => ends === true);
  const stmts = last < 0 ? all : all.slice(0, last + 1);
  return {
    ends: last >= 0,
    lines: stmts.flatMap(({ lines }) => lines),
    run(frame) {
      for (const stmt of stmts) {
        if (--frame.world.fuel < 0) throw new OutOfFuel();
        const end = stmt.run(frame);
        if (end) return end;
      }
      return undefined;
    },
  };
}

/** `break`, `continue`, `return` or `throw` at the end of a block. */
function ending(maker: Maker, place: Place): Stmt | undefined {
  const { random } = maker;
  if (place.inLoop && random.chance(15)) {
    const word = random.pick(['break', 'continue'] as const);
    return { ends: true, lines: [`${word};`], run: () => word };
  }
  if (place.returns !== undefined && random.chance(10)) return returned(maker, place.returns);
  return random.chance(6) ? thrown(maker) : undefined;
}

export function returned(maker: Maker, type: string | null): Stmt {
  if (type === null) return { ends: true, lines: ['return;'], run: () => ({ result: null }) };
  const value = maker.expr(type, 2);
  return { ends: true, lines: [`return ${value.text};`], run: (frame) => ({ result: value.eval(frame) }) };
}

function thrown(maker: Maker): Stmt {
  const type = maker.random.pick(['WideException', 'NarrowException']);
  const message = maker.expr('String', 1);
  return {
    ends: true,
    lines: [`throw new ${type}(('' + ${message.binds < 12 ? `(${message.text})` : message.text}));`],
    run(frame) {
      throw new Thrown(`Program.${type}`, textOf(message.eval(frame)));
    },
  };
}

/** Makes a statement of one kind; undefined where it cannot stand. */
export type Kind = (maker: Maker, place: Place) => Stmt | undefined;

export function statement(maker: Maker, place: Place): Stmt {
  for (;;) {
    const made = maker.random.pick(place.depth > 0 ? maker.kinds : maker.plain)(maker, place);
    if (made) return made;
  }
}

/** What `tell(e)` of the programs writes; messages of library methods are left to their own tests. */
export function told({ type, message }: Thrown): string {
  return type === 'System.StringException' || type === 'System.TypeException' ? type : `${type}|${message}`;
}
