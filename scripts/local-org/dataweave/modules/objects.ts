import { native, type Module, type NativeFunction } from '../run/library.ts';
import { DwObject, type Entry, type Value } from '../values/value.ts';
import { coreCollections, entriesOf } from './core-collections.ts';
import { count } from './core-values.ts';

const tested = (fn: (entries: readonly Entry[], test: (entry: Entry, index: number) => boolean) => Value): NativeFunction =>
  native(
    2,
    ([value, test], call) => fn(entriesOf(value!, 'Objects'), ({ key, value: item }, index) => call(test!, item, key, index) === true),
    {
      functions: [1],
    },
  );

/** Entries of the second object replace or follow those of the first. */
function merged(a: readonly Entry[], b: readonly Entry[]): DwObject {
  const names = new Set(b.map(({ key }) => key.name));
  return new DwObject([...a.filter(({ key }) => !names.has(key.name)), ...b]);
}

/** https://docs.mulesoft.com/dataweave/latest/dw-objects */
export const objects: Module = {
  entrySet: coreCollections.entriesOf!,
  keySet: coreCollections.keysOf!,
  nameSet: coreCollections.namesOf!,
  valueSet: coreCollections.valuesOf!,
  mergeWith: native(
    2,
    ([a, b]) => {
      if (a === null || b === null) return a ?? b!;
      return merged(entriesOf(a!, 'mergeWith'), entriesOf(b!, 'mergeWith'));
    },
    { nullable: false },
  ),
  divideBy: native(2, ([value, amount]) => {
    const entries = entriesOf(value!, 'divideBy');
    const size = count(amount!, 'divideBy');
    return Array.from(
      { length: Math.ceil(entries.length / size) },
      (_, index) => new DwObject(entries.slice(index * size, (index + 1) * size)),
    );
  }),
  everyEntry: tested((entries, test) => entries.every(test)),
  someEntry: tested((entries, test) => entries.some(test)),
  takeWhile: tested((entries, test) => {
    const place = entries.findIndex((entry, index) => !test(entry, index));
    return new DwObject(place < 0 ? entries : entries.slice(0, place));
  }),
};
