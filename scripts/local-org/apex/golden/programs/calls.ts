import { CHAIN, found, invoke, type Classes, type Method } from './classes.ts';
import type { Producer } from './maker.ts';
import { call, PRIMARY, type Expr } from './model.ts';
import { isOfType, PARENTS, solid, Thrown, type Instance, type Value } from './values.ts';

/** Types that methods of the programs give. */
export const RESULT_TYPES = ['Integer', 'String', 'Boolean', 'Decimal', 'Long'];

/** Calls of static methods, of methods of objects, and reads of their fields. */
export function callsOf(statics: readonly Method[], classes: Classes): Readonly<Record<string, readonly Producer[]>> {
  const ofStatic =
    (type: string): Producer =>
    (maker, depth) => {
      const fitting = statics.filter((one) => one.returns === type);
      if (fitting.length === 0) return undefined;
      const target = maker.random.pick(fitting);
      const args = target.params.map((param) => maker.expr(param.type, depth));
      const prefix = maker.random.chance(50) ? 'Program.' : '';
      return call(
        type,
        args,
        `${prefix}${maker.random.spelt(target.name)}(${args.map((arg) => arg.text).join(', ')})`,
        (values, { world }) => invoke(target, world, null, values),
      );
    };
  const ofObject =
    (name: string, type: string): Producer =>
    (maker) => {
      const objects = maker.variables.filter((variable) => (name === 'twice' ? CHAIN : ['Shape', ...CHAIN]).includes(variable.type));
      if (objects.length === 0) return undefined;
      const object = maker.random.pick(objects);
      const receiver: Expr = {
        text: object.name,
        type: object.type,
        binds: PRIMARY,
        eval: (frame) => frame.locals.get(object.name) ?? null,
      };
      const arg = maker.simple(type);
      return call(type, [receiver, arg], `${receiver.text}.${name}(${arg.text})`, ([value, given], { world }) => {
        const self = solid(value!) as Instance;
        const run = (text: Value): Value => invoke(found(classes, self.className, name === 'twice' ? 'label' : name), world, self, [text]);
        return name === 'twice' ? run(run(given!)) : run(given!);
      });
    };
  const created: Producer = (maker) => classes.create(maker, maker.random.pick(['Left', 'Right']));
  const asType =
    (type: string): Producer =>
    (maker) => {
      const objects = maker.known('Shape');
      if (objects.length === 0) return undefined;
      const { name } = maker.random.pick(objects);
      return call(type, [], `((${type}) ${name})`, (_, frame) => {
        const value = frame.locals.get(name) ?? null;
        if (value !== null && !isOfType(value, `Program.${type}`, PARENTS)) throw new Thrown('System.TypeException', '');
        return value;
      });
    };
  return {
    ...Object.fromEntries(RESULT_TYPES.map((type) => [type, [ofStatic(type), ofStatic(type)]])),
    Integer: [ofStatic('Integer'), ofStatic('Integer'), ofObject('area', 'Integer'), ofObject('area', 'Integer')],
    String: [ofStatic('String'), ofObject('label', 'String'), ofObject('twice', 'String')],
    Shape: [created],
    Base: [created, asType('Base')],
    Left: [(maker) => classes.create(maker, 'Left'), asType('Left')],
    Right: [(maker) => classes.create(maker, 'Right'), asType('Right')],
  };
}
