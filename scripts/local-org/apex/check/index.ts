/** Names, types and rules of Apex: source units in, resolved bodies or compile errors out. */
export type * from './bound.ts';
export type { CheckedAccessor, CheckedClass, CheckedMethod } from './bodies.ts';
export { isChain } from './bodies.ts';
export { fit } from './convert.ts';
export { classChain, findMethods, isException, superTypes } from './members.ts';
export { fromObject, platformCalls } from './platformCalls.ts';
export {
  checkProgram,
  withInner,
  type CheckedBodies,
  type CheckedProgram,
  type CheckedUnit,
  type CheckOptions,
  type DeclaredUnit,
  type SourceUnit,
  type Verdicts,
} from './program.ts';
export { declaredText, schemaText } from './signature.ts';
export type { SoqlValidator } from './soqlCheck.ts';
export {
  accessorKey,
  annotationValue,
  dispatchKey,
  hasAnnotation,
  methodKey,
  type ClassSymbol,
  type FieldSymbol,
  type MethodSymbol,
} from './symbols.ts';
export { ApexType } from './types.ts';
export { Universe } from './universe.ts';
export { SINCE } from './versions.ts';
