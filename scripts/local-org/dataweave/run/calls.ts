import { fail } from '../errors.ts';
import type { Declarations, Expr, Param } from '../syntax/index.ts';
import { coerce } from '../values/coerce.ts';
import { notCallable, shown } from '../values/text.ts';
import { isOfType } from '../values/types.ts';
import { DwFunction, plain, type Value } from '../values/value.ts';
import { Scope } from './scope.ts';

/** Makes functions of what a script declares, and calls functions. */
export class Calls {
  readonly #run: (expr: Expr, scope: Scope) => Value;

  /** @param run works out the value of an expression */
  constructor(run: (expr: Expr, scope: Scope) => Value) {
    this.#run = run;
  }

  /** A function written in the script. */
  lambda(params: readonly Param[], body: Expr, scope: Scope, name: string): DwFunction {
    const functionParams = new Set(params.flatMap((param, index) => (param.type?.kind === 'function' ? [index] : [])));
    const call = (args: readonly Value[]): Value => {
      const inner = new Scope(scope);
      params.forEach((param, index) => {
        const given = args[index];
        if (given !== undefined) inner.set(param.name, this.#argument(given, param, scope));
        else if (param.defaultValue) inner.set(param.name, this.#run(param.defaultValue, inner));
        else fail(`Not enough arguments for ${name}: expected ${params.length}, got ${args.length}`);
      });
      return this.#run(body, inner);
    };
    const start = params[1]?.defaultValue;
    return new DwFunction(name, params.length, call, functionParams, start && (() => plain(this.#run(start, scope))));
  }

  /** Simple values are coerced to the type of a parameter. */
  #argument(given: Value, param: Param, scope: Scope): Value {
    const { type } = param;
    if (!type || type.kind === 'function' || isOfType(plain(given), type, scope.type)) return given;
    // Type variables of generic functions are no types.
    if (type.kind === 'named' && /^[A-Z][A-Z0-9]?$/.test(type.name)) return given;
    if (type.kind === 'named' && ['String', 'Number', 'Boolean', 'Date', 'DateTime', 'Key'].includes(type.name))
      return coerce(plain(given), type, scope.type);
    return fail(`Cannot coerce ${shown(plain(given))} to ${type.kind === 'named' ? type.name : 'the type of'} parameter \`${param.name}\``);
  }

  /** Functions of one name: the first whose parameters have the types of the arguments. */
  overloaded(name: string, declarations: Declarations['declarations'], overloads: readonly DwFunction[], scope: Scope): DwFunction {
    const nodes = declarations.flatMap((node) => (node.kind === 'fun' && node.name === name ? [node] : []));
    return new DwFunction(name, Math.max(...overloads.map((fn) => fn.arity)), (args) => {
      const index = nodes.findIndex(
        ({ params }) =>
          params.length === args.length && params.every(({ type }, place) => !type || isOfType(plain(args[place]!), type, scope.type)),
      );
      return index < 0 ? notCallable(name, args) : overloads[index]!.call(args);
    });
  }

  /** A function whose parameters are `$`, `$$` and `$$$`. */
  implicit(body: Expr, scope: Scope): DwFunction {
    return new DwFunction('function', 3, (args) => {
      const inner = new Scope(scope);
      args.slice(0, 3).forEach((arg, index) => inner.set('$'.repeat(index + 1), arg));
      return this.#run(body, inner);
    });
  }

  call(expr: Expr & { kind: 'call' }, scope: Scope): Value {
    const target = plain(this.#run(expr.target, scope));
    if (!(target instanceof DwFunction)) return fail(`${shown(target)} is not a function`);
    const args = expr.args.map((arg, index) => {
      const implicit = arg.dollar && arg.kind !== 'lambda' && target.functionParams.has(index);
      return implicit ? this.implicit(arg, scope) : this.#run(arg, scope);
    });
    return target.call(args);
  }
}
