export { loadCustomMetadata } from './custom-metadata.ts';
export { StoreError } from './errors.ts';
export { fold } from './fold.ts';
export { isId, makeId, sequenceOf, toId18 } from './ids.ts';
export { foldsCase, isIndexed } from './layout.ts';
export { openStore, type StoreOptions } from './open.ts';
export { openTextIndex, type TextIndex } from './text-index.ts';
export { fromSql, toSql } from './values.ts';
export type * from './types.ts';
