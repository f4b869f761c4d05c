export { systemAccess } from './access.ts';
export { SoqlError, type Position } from './errors.ts';
export { explain, runQuery } from './run.ts';
export { convertStaticQuery, parseSoql, type StaticQuery } from './syntax/parse.ts';
export type * from './syntax/ast.ts';
export { DAY_MS, dayOf, formatDay, parseDay, startOfDay, zoneOffset } from './time/zone.ts';
export type * from './types.ts';
export { validateQuery, type QueryProblem, type QueryShape, type ShapeColumn } from './validate.ts';
