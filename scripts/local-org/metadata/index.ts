export { compoundOf } from './compound.ts';
export { describeProblem, SourceError, UnsupportedFeatureError } from './errors.ts';
export { FilterLogicError, parseFilterLogic, type FilterLogic } from './filter-logic.ts';
export { isRelationship, isStored, nameFieldOf } from './fields.ts';
export { DEFAULT_API_VERSION, loadSource } from './load.ts';
export { assignKeyPrefixes } from './schema.ts';
export { shareObject, shareParent } from './shares.ts';
export { child, childNodes, children, flag, number, text, texts, type XmlNode } from './source/xml.ts';
export type * from './types.ts';
