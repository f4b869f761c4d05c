/** Apex collections and equality. */
export { Collection, READ_ONLY } from './collection.ts';
export { hashOf, looselyEqual, textHash, valuesEqual, type Hashable } from './equality.ts';
export { ApexIterator } from './iterator.ts';
export { ApexList } from './list.ts';
export { ApexMap } from './map.ts';
export { ApexSet } from './set.ts';
export { callMethod, hasMethod, sortList, sortWith } from './sorting.ts';
