import { ApexList, type ApexMap, type ApexSet } from '../runtime/collections/index.ts';
import { nullPointer, throwApex } from '../runtime/exception.ts';
import { shown, typeNameOf, type Typing } from './typing.ts';

/**
 * Helpers of generated code that store into collections whose variable may say less than what they were made as. `known` is what
 * the variable says: a collection made as just that takes anything that compiles.
 */
export function createStores(typing: Typing): Record<string, unknown> {
  const element = (list: ApexList, value: unknown, known: string): unknown =>
    list.elementType === known
      ? value
      : typing.fitted(value, list.elementType, () => `adding ${shown(typeNameOf(value))} to ${shown(list.typeName)}`);
  // https://github.com/douglascayers/sfdc-related-files-lightning/issues/29
  const entry = (map: ApexMap, value: unknown, known: string): unknown =>
    map.valueType === known
      ? value
      : typing.fitted(value, map.valueType, () => `putting ${shown(typeNameOf(value))} into ${shown(map.typeName)}`);
  const assignElement = (list: ApexList | null, index: number | null, value: unknown, known: string): unknown => {
    const items = list ?? nullPointer();
    return items.assign(index ?? nullPointer(), element(items, value, known));
  };
  return {
    addElement: (list: ApexList | null, value: unknown, known: string) => {
      const items = list ?? nullPointer();
      items.add(element(items, value, known));
    },
    insertElement: (list: ApexList | null, index: number | null, value: unknown, known: string) => {
      const items = list ?? nullPointer();
      items.addAt(index ?? nullPointer(), element(items, value, known));
    },
    assignElement,
    setElement: (...args: Parameters<typeof assignElement>) => void assignElement(...args),
    addElements: (list: ApexList | null, values: ApexList | ApexSet | null, known: string) => {
      const items = list ?? nullPointer();
      const added = given(values);
      const all = added instanceof ApexList ? added.items : [...added.elements()];
      items.addAll(items.elementType === known ? all : all.map((value) => element(items, value, known)));
    },
    putEntry: (map: ApexMap | null, key: unknown, value: unknown, known: string) => {
      const entries = map ?? nullPointer();
      return entries.put(key, entry(entries, value, known));
    },
    putEntries: (map: ApexMap | null, values: ApexMap | null, known: string) => {
      const entries = map ?? nullPointer();
      if (entries.valueType === known) entries.putAll(given(values));
      else for (const [key, value] of given(values).entries()) entries.put(key, entry(entries, value, known));
    },
  };
}

function given<C>(values: C | null): C {
  return values ?? throwApex('System.NullPointerException', 'Argument cannot be null.');
}
