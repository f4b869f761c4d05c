import { SINCE } from '../../check/versions.ts';
import { textHash } from '../../runtime/collections/index.ts';
import { current, type RuntimeType } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { findNativeType } from '../../types/registry.ts';
import { tokenOfElements } from '../schema/tokens.ts';

/** `System.Type`; two of the same type are equal. */
export class ApexType extends ApexObject {
  readonly runtime: RuntimeType;

  constructor(runtime: RuntimeType) {
    super();
    this.runtime = runtime;
  }

  override get typeName(): string {
    return 'Type';
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof ApexType && other.runtime.name.toLowerCase() === this.runtime.name.toLowerCase();
  }

  override apexHashCode(): number {
    return textHash(nameOf(this));
  }

  override apexToString(): string {
    return nameOf(this);
  }
}

/** Exceptions of the platform are named with their namespace. */
function nameOf({ runtime }: ApexType): string {
  const native = runtime.classInfo || runtime.object ? undefined : findNativeType(runtime.name);
  return native?.kind === 'exception' ? native.name : runtime.name;
}

/** `Foo.class` and Type.forName; null when there is no such type. */
export function typeNamed(name: string): ApexType | null {
  const runtime = current().findType(name.trim().replaceAll(/\s+/g, ''));
  return runtime ? new ApexType(runtime) : null;
}

function typeIn(namespace: string, name: string, apiVersion: number): ApexType | null {
  const isClass = current().findType(namespace)?.classInfo !== undefined;
  return isClass && apiVersion >= SINCE.typeNamespacesAreChecked ? null : typeNamed(`${namespace}.${name}`);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm */
export const typeType: NativeTypeSpec = {
  name: 'System.Type',
  needsApiVersion: ['forname'],
  statics: {
    'forName(String name): System.Type': (_apiVersion: number, name: string | null) => {
      if (name === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
      return typeNamed(name);
    },
    'forName(String namespace, String name): System.Type': (apiVersion: number, namespace: string | null, name: string) =>
      namespace === null || namespace === '' ? typeNamed(name) : typeIn(namespace, name, apiVersion),
  },
  methods: {
    'equals(Object other): Boolean': (type: ApexType, other: unknown) => type.apexEquals(other),
    'getName(): String': nameOf,
    'hashCode(): Integer': (type: ApexType) => type.apexHashCode(),
    'isAssignableFrom(System.Type other): Boolean': (type: ApexType, other: ApexType) => type.runtime.isAssignableFrom(other.runtime),
    'newInstance(): Object': (type: ApexType) => type.runtime.newInstance(),
    'toString(): String': nameOf,
  },
  properties: { 'SObjectType: Schema.SObjectType': { get: (type: ApexType) => tokenOfElements(type.runtime.name) } },
};
