import { ApexObject } from '../runtime/object.ts';
import type { NativeFn, NativeProperty, NativeTypeSpec } from '../types.ts';

/** An object of the platform with a JSON form: its properties with a small first letter, as REST names them. */
export abstract class Described extends ApexObject {
  /** Properties, as Apex names them, with their values. */
  abstract described(): Iterable<readonly [string, unknown]>;
}

/** An object of the platform that only holds values, by the names of its properties. */
export class DataObject extends Described {
  readonly #typeName: string;
  readonly values = new Map<string, unknown>();

  constructor(typeName: string) {
    super();
    this.#typeName = typeName.replace(/^System\./, '');
  }

  override get typeName(): string {
    return this.#typeName;
  }

  override described(): Iterable<readonly [string, unknown]> {
    return this.values;
  }

  /** A flag that was never set is false. */
  flag(name: string): boolean {
    return this.values.get(name) === true;
  }
}

interface Shape {
  /** Property → Apex type. */
  readonly properties: Readonly<Record<string, string>>;
  /** `Success` is read with `isSuccess()`, `Id` with `getId()`. */
  readonly getters?: boolean;
  readonly setters?: boolean;
  /** Apex code may create it; results of operations come from the platform only. */
  readonly creatable?: boolean;
  /** JSON members that are called otherwise than the property with a small first letter. */
  readonly jsonNames?: Readonly<Record<string, string>>;
  readonly unsupported?: readonly string[];
}

/** Declares a platform type that only holds values; JSON of the same shape can be read into it. */
export function dataClass(name: string, shape: Shape): NativeTypeSpec {
  const methods: Record<string, NativeFn> = {};
  const properties: Record<string, NativeProperty> = {};
  for (const [property, type] of Object.entries(shape.properties)) {
    const isFlag = type === 'Boolean';
    const get = (self: DataObject): unknown => (isFlag ? self.flag(property) : (self.values.get(property) ?? null));
    const set = (self: DataObject, value: unknown): void => void self.values.set(property, value);
    properties[`${property}: ${type}`] = shape.creatable ? { get, set } : { get };
    if (shape.getters) methods[`${isFlag ? 'is' : 'get'}${property}(): ${type}`] = get;
    if (shape.setters) methods[`set${property}(${type} value): void`] = set;
  }
  return {
    name,
    methods,
    properties,
    ...(shape.creatable ? { constructors: { '()': () => new DataObject(name) } } : {}),
    fromJson: (member) => {
      const object = new DataObject(name);
      for (const [property, type] of Object.entries(shape.properties)) {
        object.values.set(property, member(shape.jsonNames?.[property] ?? property, type));
      }
      return object;
    },
    ...(shape.unsupported ? { unsupported: shape.unsupported } : {}),
  };
}
