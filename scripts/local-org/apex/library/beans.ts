import type { NativeFn, NativeProperty } from '../types.ts';

interface Bean {
  readonly methods: Record<string, NativeFn>;
  readonly properties: Record<string, NativeProperty>;
}

/**
 * Describe results answer the same thing as a property and as a getter: `Label` and `getLabel()`, `Custom` and `isCustom()`.
 * Takes property signatures (`'Label: String'`) with what they answer.
 */
export function beans(getters: Readonly<Record<string, NativeFn>>): Bean {
  const methods: Record<string, NativeFn> = {};
  const properties: Record<string, NativeProperty> = {};
  for (const [signature, get] of Object.entries(getters)) {
    const [name, type] = signature.split(/: */) as [string, string];
    properties[signature] = { get };
    const isFlag = type === 'Boolean' && !/^(?:DataTranslationEnabled|HasSubtypes|DbRequired|Required|Is[A-Z]\w*)$/.test(name);
    methods[`${isFlag ? 'is' : 'get'}${name}(): ${type}`] = get;
  }
  return { methods, properties };
}

/** Read and write properties kept under the given keys of the object: `'Body: String'` → `body`. */
export function fields<T>(keys: Readonly<Record<string, keyof T>>): Record<string, NativeProperty> {
  const properties: Record<string, NativeProperty> = {};
  for (const [signature, key] of Object.entries(keys)) {
    properties[signature] = {
      get: (self: T) => self[key],
      set: (self: T, value: T[keyof T]) => {
        self[key] = value;
      },
    };
  }
  return properties;
}
