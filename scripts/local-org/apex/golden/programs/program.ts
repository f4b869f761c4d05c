import { block, inOrder, told, type Stmt } from './blocks.ts';
import { callsOf, RESULT_TYPES } from './calls.ts';
import { classesOf, header, method, STATICS, type Method } from './classes.ts';
import { NESTED } from './flow.ts';
import { literal } from './literals.ts';
import { Maker, type Producer } from './maker.ts';
import { METHODS } from './methods.ts';
import type { Expr, Frame, Variable, World } from './model.ts';
import { OPERATORS } from './producers.ts';
import { Random } from './random.ts';
import { declaration, PLAIN } from './statements.ts';
import { OutOfFuel, Thrown } from './values.ts';

/** A whole program: its source, and what it prints by the oracle. */
export interface Program {
  readonly source: string;
  /** Undefined where it runs too long to be compared. */
  run(): readonly string[] | undefined;
}

const PARAM_TYPES = ['Integer', 'Long', 'String', 'Decimal', 'Boolean', 'List<Integer>'];

function table(...parts: readonly Readonly<Record<string, readonly Producer[]>>[]): Map<string, readonly Producer[]> {
  const all = new Map<string, readonly Producer[]>();
  for (const part of parts) for (const [type, producers] of Object.entries(part)) all.set(type, [...(all.get(type) ?? []), ...producers]);
  return all;
}

const TELL = [
  'static Object any(Object value) { return value; }',
  'static String tell(Exception e) {',
  "return e instanceof StringException || e instanceof TypeException ? e.getTypeName() : e.getTypeName() + '|' + e.getMessage();",
  '}',
  ...['Integer', 'Long', 'Double', 'Decimal', 'String', 'Boolean'].map(
    (type) => `static ${type} seen(String mark, ${type} value) { System.debug(mark + ' ' + value); return value; }`,
  ),
];

/** Makes the program of a seed. */
export function program(seed: number): Program {
  const random = new Random(seed);
  const plain = new Maker(random, table(OPERATORS, METHODS), PLAIN, NESTED);
  const classes = classesOf(plain);
  const statics: Method[] = [];
  for (let i = 0; i < 3; i++) {
    // A method calls only those made before it, so none calls itself.
    const maker = new Maker(random, table(OPERATORS, METHODS, callsOf(statics.slice(), classes)), PLAIN, NESTED);
    statics.push(
      method(
        maker,
        `m${i}`,
        random.list(0, 3, () => random.pick(PARAM_TYPES)),
        random.pick(RESULT_TYPES),
        STATICS,
      ),
    );
  }
  const maker = new Maker(random, table(OPERATORS, METHODS, callsOf(statics, classes)), PLAIN, NESTED);
  const initial = STATICS.map((variable) => ({ variable, value: literal(random, variable.type) }));
  maker.variables.push(...STATICS);
  const main = Array.from({ length: 15 }, (_, i) => (i < 8 ? declaration(maker, MAIN_TYPES[i]!, i < 4 ? 0 : 1) : attempt(maker)));
  const source = [
    'public class Program {',
    'public enum Color { RED, GREEN, BLUE }',
    'public virtual class WideException extends Exception { }',
    'public class NarrowException extends WideException { }',
    ...initial.map(({ variable, value }) => `static ${variable.type} ${variable.name} = ${value.text};`),
    ...classes.source,
    ...statics.flatMap((one) => [`static ${header(one)} {`, ...one.body.lines, '}']),
    ...TELL,
    'public static void run() {',
    'try { main(); } catch (Exception e) { System.debug(tell(e)); }',
    '}',
    'static void main() {',
    ...main.flatMap(({ lines }) => lines),
    '}',
    '}',
  ].join('\n');
  return { source, run: () => outputOf(inOrder(main), initial) };
}

const MAIN_TYPES = ['Integer', 'String', 'Decimal', 'Object', 'Shape', 'Left', 'List<Integer>', 'Map<String, Integer>'];

/** A statement whose exceptions are printed. */
function attempt(maker: Maker): Stmt {
  const body = block(maker, { depth: 3, inLoop: false }, 1, 2);
  const name = maker.freshName();
  return {
    lines: ['try {', ...body.lines, `} catch (Exception ${name}) { System.debug(tell(${name})); }`],
    run(frame) {
      try {
        return body.run(frame);
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        frame.world.log.push(told(error));
        return undefined;
      }
    },
  };
}

function outputOf(main: Stmt, statics: readonly { readonly variable: Variable; readonly value: Expr }[]): readonly string[] | undefined {
  const world: World = { log: [], statics: new Map(), fuel: 3000 };
  const frame: Frame = { world, self: null, locals: new Map() };
  for (const { variable, value } of statics) world.statics.set(variable.name, value.eval(frame));
  try {
    main.run(frame);
  } catch (error) {
    if (error instanceof OutOfFuel) return undefined;
    if (!(error instanceof Thrown)) throw error;
    world.log.push(told(error));
  }
  return world.log;
}
