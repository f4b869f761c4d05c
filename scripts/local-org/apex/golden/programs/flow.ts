import { block, told, type Ending, type Kind, type Place, type Stmt } from './blocks.ts';
import { literal } from './literals.ts';
import type { Expr, Frame } from './model.ts';
import { asBoolean, integer, isOfType, PARENTS, solid, textOf, Thrown, type ListValue, type Value } from './values.ts';

const nested = (place: Place, inLoop = place.inLoop): Place => ({ ...place, depth: place.depth - 1, inLoop });
const braced = (head: string, body: Stmt): string[] => [`${head} {`, ...body.lines, '}'];

const branch: Kind = (maker, place) => {
  const test = maker.expr('Boolean', 3);
  const then = block(maker, nested(place), 1, 2);
  const otherwise = maker.random.chance(60) ? block(maker, nested(place), 1, 2) : null;
  return {
    ends: then.ends === true && otherwise?.ends === true,
    lines: [...braced(`if (${test.text})`, then), ...(otherwise ? braced('else', otherwise) : [])],
    run: (frame) => (asBoolean(test.eval(frame)) ? then.run(frame) : otherwise?.run(frame)),
  };
};

const numbers = (first: number, last: number): Value[] => Array.from({ length: last - first + 1 }, (_, i) => integer(first + i));

/** Runs the body of a loop with each value of its variable. */
function runLoop(frame: Frame, name: string, values: readonly Value[], body: Stmt): Ending {
  for (const value of values) {
    frame.locals.set(name, value);
    const end = body.run(frame);
    if (end === 'break') break;
    if (end && end !== 'continue') return end;
  }
  return undefined;
}

const counted: Kind = (maker, place) => {
  const name = maker.freshName();
  const turns = maker.random.between(1, 4);
  maker.variables.push({ name, type: 'Integer', fixed: true });
  const body = block(maker, nested(place, true), 1, 3);
  maker.variables.pop();
  const form = maker.random.below(3);
  const counter = `Integer ${name} = 0`;
  const heads: readonly (readonly string[])[] = [
    [`for (${counter}; ${name} < ${turns}; ${name}++) {`, ...body.lines, '}'],
    [`for (${counter}, end${name} = ${turns}; ${name} < end${name}; ${name} += 1) {`, ...body.lines, '}'],
    [`${counter} - 1;`, `while (++${name} < ${turns}) {`, ...body.lines, '}'],
  ];
  return {
    lines: heads[form]!,
    run: (frame) => runLoop(frame, name, numbers(0, turns - 1), body),
  };
};

const repeated: Kind = (maker, place) => {
  const name = maker.freshName();
  const turns = maker.random.between(1, 3);
  maker.variables.push({ name, type: 'Integer', fixed: true });
  const body = block(maker, nested(place, true), 1, 2);
  maker.variables.pop();
  return {
    lines: [`Integer ${name} = 0;`, 'do {', `${name}++;`, ...body.lines, `} while (${name} < ${turns});`],
    run: (frame) => runLoop(frame, name, numbers(1, turns), body),
  };
};

/** A loop over a list that the body cannot reach. */
const each: Kind = (maker, place) => {
  const type = maker.random.pick(['Integer', 'String']);
  const list = maker.expr(`List<${type}>`, 2);
  if (maker.variables.some(({ name }) => list.text.toLowerCase().includes(name))) return undefined;
  const name = maker.freshName();
  maker.variables.push({ name, type, fixed: true });
  const body = block(maker, nested(place, true), 1, 2);
  maker.variables.pop();
  return {
    lines: braced(`for (${type} ${name} : ${list.text})`, body),
    run: (frame) => runLoop(frame, name, (solid(list.eval(frame)) as ListValue).items, body),
  };
};

const attempted: Kind = (maker, place) => {
  const body = block(maker, nested(place), 1, 3);
  const types = maker.random.pick([
    ['Exception'],
    ['NarrowException', 'WideException'],
    ['MathException', 'Exception'],
    ['NullPointerException'],
    [],
  ]);
  const handlers = types.map((type) => ({ type, name: maker.freshName(), body: block(maker, nested(place), 1, 1) }));
  const last = types.length === 0 || maker.random.chance(40) ? block(maker, { depth: place.depth - 1, inLoop: false }, 1, 1) : null;
  return {
    ends: last?.ends === true || [body, ...handlers.map((handler) => handler.body)].every(({ ends }) => ends === true),
    lines: [
      ...braced('try', body),
      ...handlers.flatMap(({ type, name, body }) =>
        braced(`catch (${type} ${name})`, { ...body, lines: [`System.debug(tell(${name}));`, ...body.lines] }),
      ),
      ...(last ? braced('finally', last) : []),
    ],
    run(frame) {
      try {
        return body.run(frame);
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        const handler = handlers.find(({ type }) =>
          [type, `Program.${type}`, `System.${type}`].some((name) => isOfType(error, name, PARENTS)),
        );
        if (!handler) throw error;
        frame.world.log.push(told(error));
        return handler.body.run(frame);
      } finally {
        last?.run(frame);
      }
    },
  };
};

const switched: Kind = (maker, place) => {
  const type = maker.random.pick(['Integer', 'String', 'Color'] as const);
  const on = maker.expr(type, 2);
  const values = new Map<string, Expr>();
  for (const value of maker.random.list(1, 5, () => literal(maker.random, type)))
    if (!value.text.startsWith('-')) values.set(value.text, value);
  const cases = [...values.values()].map((value) => ({ value, body: block(maker, nested(place), 1, 1) }));
  if (cases.length === 0) return undefined;
  const nothing = maker.random.chance(40) ? block(maker, nested(place), 1, 1) : null;
  const otherwise = maker.random.chance(60) ? block(maker, nested(place), 1, 1) : null;
  const branches = [...cases.map((branch) => branch.body), ...(nothing ? [nothing] : [])];
  return {
    ends: otherwise?.ends === true && branches.every(({ ends }) => ends === true),
    lines: [
      `switch on ${on.text} {`,
      ...cases.flatMap(({ value, body }) => braced(`when ${value.text.replace('Color.', '')}`, body)),
      ...(nothing ? braced('when null', nothing) : []),
      ...(otherwise ? braced('when else', otherwise) : []),
      '}',
    ],
    run(frame) {
      const subject = on.eval(frame);
      if (subject === null && nothing) return nothing.run(frame);
      const found = cases.find(({ value }) => subject !== null && textOf(value.eval(frame)) === textOf(subject));
      return (found?.body ?? otherwise)?.run(frame);
    },
  };
};

/** Statements with others inside. */
export const NESTED: readonly Kind[] = [branch, branch, counted, repeated, each, attempted, attempted, switched];
