import { classChain, hasAnnotation, methodKey, type ClassSymbol } from '../check/index.ts';
import type { StubHandler } from '../runtime/context.ts';
import { throwApex } from '../runtime/exception.ts';
import { box, unbox } from '../runtime/lang/numbers.ts';
import { ApexObject } from '../runtime/object.ts';
import type { ClassHolder } from './holder.ts';
import type { Typing } from './typing.ts';

/** The interface and all it extends. */
function* interfaces(cls: ClassSymbol): Iterable<ClassSymbol> {
  yield cls;
  for (const { user } of [cls.superType, ...cls.interfaces].filter((type) => type !== null)) if (user) yield* interfaces(user);
}

const TO_STRING = methodKey('toString', []);

/** Classes that no stub can be made of: inner classes, and those that nobody else may create. */
function refuse(cls: ClassSymbol): void {
  const hidden = ({ access, decl }: ClassSymbol['constructors'][number]): boolean =>
    access === 'private' && !hasAnnotation(decl.modifiers, 'testvisible');
  const isHidden = cls.constructors.length > 0 && cls.constructors.every(hidden);
  if (cls.kind === 'class' && (cls.outer || isHidden)) throwApex('System.TypeException', `Invalid type for a stub: ${cls.name}`);
}

/**
 * An instance of a class on which no constructor ran and whose instance methods ask `handle` instead.
 * Private and static methods keep their code.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_stub_api.htm
 */
export function createStub(typing: Typing, holder: ClassHolder, cls: ClassSymbol, handle: StubHandler): unknown {
  refuse(cls);
  const isInterface = cls.kind === 'interface';
  if (!isInterface) holder.init();
  // No code is made of an interface: its stub is an object of its own.
  const stub: object = isInterface ? new ApexObject() : new (holder.load())();
  // The platform's stubs are instances of a class of that name, which mocking libraries cut off.
  Object.defineProperty(stub, '$class', { value: { ...holder.info, shownAs: `${cls.name}__sfdc_ApexStub` } });
  const seen = new Set<string>();
  for (const at of isInterface ? interfaces(cls) : classChain(cls)) {
    for (const method of [...at.methods.values()].flat()) {
      const key = methodKey(method.name, method.params);
      if (method.isStatic || method.access === 'private' || seen.has(key)) continue;
      seen.add(key);
      const paramNames = method.decl.params.map((param) => param.name);
      const paramTypes = method.params.map((type) => type.name);
      const call = (...args: unknown[]): unknown => {
        const boxed = args.map((arg, i) => (paramTypes[i] === 'Double' ? box(arg as number | null) : arg));
        const result = handle(stub, method.name, method.returns.name, paramTypes, paramNames, boxed);
        if (method.returns.isVoid) return null;
        const returned = typing.cast(result, method.returns.name);
        return method.returns.key === 'double' ? unbox(returned) : returned;
      };
      Object.defineProperty(stub, key, { value: call });
      if (key === TO_STRING) Object.defineProperty(stub, 'apexToString', { value: () => call() ?? 'null' });
    }
  }
  return stub;
}
