/** Names, types and rules of Apex: source units in, resolved bodies or compile errors out. */
export type * from './bound.ts';
export type { CheckedAccessor, CheckedClass, CheckedMethod } from './bodies.ts';
export { isChain } from './bodies.ts';
export { fit } from './convert.ts';
export { classChain, findMethods, isException, superTypes } from './members.ts';
export { checkProgram, type CheckedProgram, type CheckedUnit, type CheckOptions, type SourceUnit } from './program.ts';
export { setSoqlValidator } from './soqlCheck.ts';
export { annotationValue, hasAnnotation, methodKey, type ClassSymbol, type FieldSymbol, type MethodSymbol } from './symbols.ts';
export { ApexType } from './types.ts';
export { Universe } from './universe.ts';
