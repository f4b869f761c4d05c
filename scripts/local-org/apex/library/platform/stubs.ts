import { ApexList, callMethod } from '../../runtime/collections/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexObject } from '../../runtime/object.ts';
import { typeNamed, type ApexType } from './type.ts';

/** Who answers for a stub; a stub that is read back from a job is there before its provider is. */
export interface StubLink {
  provider?: ApexObject;
}

interface Stubbed {
  readonly type: string;
  readonly link: StubLink;
}

const stubs = new WeakMap<object, Stubbed>();

/** What a stub stands for, with its provider; undefined for other objects. */
export function stubbed(item: unknown): Stubbed | undefined {
  return typeof item === 'object' && item !== null ? stubs.get(item) : undefined;
}

/** `Test.createStub`: every method of the stub asks the provider. */
export function createStub(type: ApexType, link: StubLink): unknown {
  if (!type.runtime.stub) throwApex('System.TypeException', `Invalid type for a stub: ${type.runtime.name}`);
  const stub = type.runtime.stub((self, method, returnType, paramTypes, paramNames, args) =>
    callMethod(link.provider!, 'handleMethodCall', [
      ...[self, method, typeNamed(returnType)],
      new ApexList(
        'Type',
        paramTypes.map((name) => typeNamed(name)),
      ),
      ...[new ApexList('String', [...paramNames]), new ApexList('Object', [...args])],
    ]),
  );
  stubs.set(stub as object, { type: type.runtime.name, link });
  return stub;
}
