import { hasAnnotation, type ApexType, type ClassSymbol } from '../check/index.ts';
import { staticKey } from '../emit/index.ts';
import { ApexList } from '../runtime/collections/index.ts';
import type { RuntimeType } from '../runtime/context.ts';
import { fitted, setMember } from '../runtime/members.ts';
import { ApexObject } from '../runtime/object.ts';
import { memberValue } from '../runtime/text/index.ts';
import type { Loader } from './loader.ts';

type Invocable = NonNullable<RuntimeType['invocable']>;

/**
 * The `@InvocableMethod` of a class as actions call it: all sets of parameters in one list, one output for each.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_InvocableMethod.htm
 * @returns undefined when the class has none
 */
export function invocableOf(loader: Loader, cls: ClassSymbol, create: (type: ApexType) => unknown): Invocable | undefined {
  const method = [...cls.methods.values()]
    .flat()
    .find((candidate) => candidate.isStatic && hasAnnotation(candidate.decl.modifiers, 'invocablemethod'));
  if (!method) return undefined;
  const element = method.params[0]?.args[0];
  return (inputs) => {
    const holder = loader.holderOf(cls);
    holder.init();
    const args = element
      ? [
          new ApexList(
            element.name,
            inputs.map((input) => inputOf(element, input, create)),
          ),
        ]
      : [];
    const result = holder.st[staticKey(method)]!(...args);
    return result instanceof ApexList ? result.items.map(outputOf) : [];
  };
}

/** A set of parameters as the method takes it: an object with these members, or the only value. */
function inputOf(element: ApexType, input: ReadonlyMap<string, unknown>, create: (type: ApexType) => unknown): unknown {
  if (!element.user) return fitted([...input.values()][0] ?? null, element.name);
  const object = create(element) as ApexObject;
  for (const [name, value] of input) setMember(object, name, value);
  return object;
}

function outputOf(value: unknown): Map<string, unknown> {
  if (!(value instanceof ApexObject) || !value.$class) return new Map([['output', value]]);
  return new Map(value.$class.members.map((member) => [member.name, memberValue(value, member)]));
}
