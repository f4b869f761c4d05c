import type { Instance, Value } from './values.ts';

/** What a running program of the oracle shares: its output, its static fields, and how long it may still run. */
export interface World {
  readonly log: string[];
  readonly statics: Map<string, Value>;
  fuel: number;
}

/** Variables of a running method. */
export interface Frame {
  readonly world: World;
  readonly self: Instance | null;
  readonly locals: Map<string, Value>;
}

/** An expression: how it is written and what it gives. */
export interface Expr {
  readonly text: string;
  readonly type: string;
  /** How tightly it binds; operands that bind less stand in parentheses. */
  readonly binds: number;
  eval(frame: Frame): Value;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  /** Counters of loops and the like, which the program only reads. */
  readonly fixed: boolean;
  /** Where it lives when it is no local variable. */
  readonly place?: 'field' | 'static';
}

/** How tightly names, calls and literals bind. */
export const PRIMARY = 14;

/** The operand of something that binds as tightly as `least`. */
export const inside = (expr: Expr, least: number): string => (expr.binds >= least ? expr.text : `(${expr.text})`);

/** A call or something else that binds tightly; its parts are evaluated from left to right first. */
export function call(type: string, parts: readonly Expr[], text: string, run: (values: readonly Value[], frame: Frame) => Value): Expr {
  return {
    text,
    type,
    binds: PRIMARY,
    eval: (frame) =>
      run(
        parts.map((part) => part.eval(frame)),
        frame,
      ),
  };
}

export const primary = (expr: Expr): string => inside(expr, PRIMARY);

/** Where a variable's value is kept. */
export function storeOf(frame: Frame, place: Variable['place']): Map<string, Value> {
  return place === 'static' ? frame.world.statics : place === 'field' ? frame.self!.fields : frame.locals;
}
