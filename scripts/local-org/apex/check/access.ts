import type { Pos } from '../syntax/index.ts';
import { fail, type Scope } from './scope.ts';
import { hasAnnotation, type Access, type ClassSymbol, type FieldSymbol } from './symbols.ts';
import type { Modifiers } from '../syntax/index.ts';

/**
 * Whether code in `scope` may use a member of `cls`. Private members are visible in the whole top-level class,
 * protected ones in subclasses too; test code sees what is `@TestVisible`.
 */
export function isVisible(scope: Scope, cls: ClassSymbol, access: Access, modifiers: Modifiers): boolean {
  if (access === 'public' || access === 'global') return true;
  const from = scope.cls;
  if (from && from.top === cls.top) return true;
  if (cls.kind === 'interface') return true;
  if (access === 'protected') {
    for (let at: ClassSymbol | null = from; at; at = at.outer) if (at.extends(cls)) return true;
  }
  return (from?.isTest ?? false) && hasAnnotation(modifiers, 'testvisible');
}

/** A property is read only where it has a getter, as far as that is visible. */
export function checkReadable(scope: Scope, pos: Pos, field: FieldSymbol): void {
  const { property, cls, name, modifiers } = field;
  if (!property || scope.written === pos) return;
  if (!property.getter || !isVisible(scope, cls, property.getAccess, modifiers)) fail(pos, `Variable is not visible: ${cls.name}.${name}`);
}

/** Reports members of other classes that are private. */
export function checkVisible(
  scope: Scope,
  pos: Pos,
  member: { readonly cls: ClassSymbol; readonly access: Access; readonly modifiers: Modifiers },
  what: string,
): void {
  if (!isVisible(scope, member.cls, member.access, member.modifiers)) fail(pos, what);
}
