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

/** `Foo.class`; null when there is no such type. */
export function typeNamed(name: string): ApexType | null {
  const runtime = current().findType(name.trim().replaceAll(/\s+/g, ''));
  return runtime ? new ApexType(runtime) : null;
}

/**
 * Type.forName: finds public and global classes. Private ones are there for the class that they are part of.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm
 */
function visibleType(caller: string, name: string): ApexType | null {
  const type = typeNamed(name);
  const owner = type?.runtime.privateOf;
  return owner === undefined || caller.split('.')[0] === owner ? type : null;
}

function typeIn(caller: string, namespace: string, name: string, apiVersion: number): ApexType | null {
  const isClass = current().findType(namespace)?.classInfo !== undefined;
  return isClass && apiVersion >= SINCE.typeNamespacesAreChecked ? null : visibleType(caller, `${namespace}.${name}`);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm */
export const typeType: NativeTypeSpec = {
  name: 'System.Type',
  needsApiVersion: ['forname'],
  needsCaller: ['forname'],
  statics: {
    'forName(String name): System.Type': (caller: string, _apiVersion: number, name: string | null) => {
      if (name === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
      return visibleType(caller, name);
    },
    'forName(String namespace, String name): System.Type': (caller: string, apiVersion: number, namespace: string | null, name: string) =>
      namespace === null || namespace === '' ? visibleType(caller, name) : typeIn(caller, namespace, name, apiVersion),
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
