import { inOrder, returned, statement, type Place, type Stmt } from './blocks.ts';
import { literal } from './literals.ts';
import type { Maker } from './maker.ts';
import { call, type Expr, type Frame, type Variable, type World } from './model.ts';
import { Instance, OutOfFuel, textOf, type Value } from './values.ts';

/** A method of the program, static or of a class. */
export interface Method {
  readonly name: string;
  readonly params: readonly Variable[];
  readonly returns: string;
  readonly body: Stmt;
}

/** Static fields of every program. */
export const STATICS: readonly Variable[] = [
  { name: 'total', type: 'Integer', fixed: false, place: 'static' },
  { name: 'word', type: 'String', fixed: false, place: 'static' },
  { name: 'share', type: 'Decimal', fixed: false, place: 'static' },
];
const FIELDS: readonly Variable[] = [
  { name: 'size', type: 'Integer', fixed: false, place: 'field' },
  { name: 'tag', type: 'String', fixed: false, place: 'field' },
  { name: 'rate', type: 'Decimal', fixed: false, place: 'field' },
];

/** Runs a method. */
export function invoke(method: Method, world: World, self: Instance | null, args: readonly Value[]): Value {
  const locals = new Map(method.params.map(({ name }, i) => [name, args[i] ?? null]));
  if (--world.fuel < 0) throw new OutOfFuel();
  const end = method.body.run({ world, self, locals });
  return end && typeof end === 'object' ? end.result : null;
}

/** The method as its declaration begins. */
export const header = ({ name, params, returns }: Method): string =>
  `${returns} ${name}(${params.map((param) => `${param.type} ${param.name}`).join(', ')})`;

/** A method with a body of its own variables and of those given. */
export function method(maker: Maker, name: string, params: readonly string[], returns: string, outer: readonly Variable[]): Method {
  const variables = params.map((type) => ({ name: maker.freshName(), type, fixed: false }));
  maker.variables.push(...outer, ...variables);
  const place: Place = { depth: 2, inLoop: false, returns };
  const body = inOrder([...maker.random.list(1, 4, () => statement(maker, place)), returned(maker, returns)]);
  maker.variables.length = 0;
  return { name, params: variables, returns, body };
}

/** Classes Base ← Left ← Right, of which each may override `area`, and all have `label`. */
export interface Classes {
  readonly methods: ReadonlyMap<string, ReadonlyMap<string, Method>>;
  readonly source: readonly string[];
  /** `new X(…)` with what its constructor and initialisers do. */
  create(maker: Maker, className: string): Expr;
}

export const CHAIN = ['Base', 'Left', 'Right'];

/** The method that an object of the class runs. */
export function found(classes: Classes, className: string, name: string): Method {
  for (let i = CHAIN.indexOf(className.replace('Program.', '')); i >= 0; i--) {
    const own = classes.methods.get(CHAIN[i]!)?.get(name);
    if (own) return own;
  }
  throw new Error(`${className} has no ${name}`);
}

/** Makes the classes of a program. */
export function classesOf(maker: Maker): Classes {
  const methods = new Map<string, Map<string, Method>>();
  const own = (className: string, name: string, params: readonly string[], returns: string): void => {
    if (!methods.has(className)) methods.set(className, new Map());
    methods.get(className)!.set(name, method(maker, name, params, returns, [...STATICS, ...FIELDS]));
  };
  own('Base', 'area', ['Integer'], 'Integer');
  own('Base', 'setUp', ['Integer', 'String'], 'Boolean');
  own('Left', 'label', ['String'], 'String');
  if (maker.random.chance(70)) own('Left', 'area', ['Integer'], 'Integer');
  if (maker.random.chance(50)) own('Right', 'area', ['Integer'], 'Integer');
  if (maker.random.chance(50)) own('Right', 'label', ['String'], 'String');
  const initial = FIELDS.map((field) => ({ field, value: maker.random.chance(70) ? literal(maker.random, field.type) : null }));
  const declared = (className: string, modifier: string): string[] =>
    [...(methods.get(className) ?? [])].flatMap(([name, one]) => [
      `public ${name === 'setUp' ? '' : modifier} ${header(one)} {`,
      ...one.body.lines,
      '}',
    ]);
  const source = [
    'public interface Shape { Integer area(Integer by); String label(String text); }',
    'public abstract class Base implements Shape {',
    ...initial.map(({ field, value }) => `public ${field.type} ${field.name}${value ? ` = ${value.text}` : ''};`),
    "public Base(Integer first, String second) { seen('made', setUp(first, second)); }",
    'public Integer level {',
    "get { System.debug('get'); return size; }",
    "set { System.debug('set ' + value); size = value; }",
    '}',
    'public abstract String label(String text);',
    'public String twice(String text) { return label(label(text)); }',
    ...declared('Base', 'virtual'),
    '}',
    'public virtual class Left extends Base {',
    'public Left(Integer first, String second) { super(first, second); }',
    ...declared('Left', 'virtual override'),
    '}',
    'public class Right extends Left {',
    "public Right(Integer first) { this(first, 'right'); tag = tag + '!'; }",
    'public Right(Integer first, String second) { super(first, second); }',
    ...declared('Right', 'override'),
    '}',
  ];
  const build = (className: string, args: readonly Value[], world: World): Instance => {
    const made = new Instance(`Program.${className}`);
    const blank: Frame = { world, self: made, locals: new Map() };
    for (const { field, value } of initial) made.fields.set(field.name, value?.eval(blank) ?? null);
    const ready = invoke(methods.get('Base')!.get('setUp')!, world, made, args.length === 1 ? [args[0]!, 'right'] : args);
    world.log.push(`made ${textOf(ready)}`);
    if (className === 'Right' && args.length === 1) made.fields.set('tag', `${textOf(made.fields.get('tag') ?? null)}!`);
    return made;
  };
  return {
    methods,
    source,
    create(creator, className) {
      const args = [creator.simple('Integer'), ...(className === 'Left' || creator.random.chance(50) ? [creator.simple('String')] : [])];
      return call(className, args, `new ${className}(${args.map((arg) => arg.text).join(', ')})`, (values, { world }) =>
        build(className, values, world),
      );
    },
  };
}
