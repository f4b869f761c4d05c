import { SINCE, type ClassSymbol } from '../check/index.ts';
import type { Writer } from './writer.ts';

/** Where code is being generated: the unit's writer and the class and method around it. */
export interface EmitContext {
  readonly writer: Writer;
  readonly cls: ClassSymbol;
  /** Set when the method reads the sharing mode of its caller; it is then saved at entry. */
  usesSharing: boolean;
  /** True in triggers and anonymous blocks, whose class only holds their methods. */
  readonly isScript: boolean;
  /** What `return;` answers: constructors give the object, setters the value. */
  returnText: string;
  /** Loops around the place, inside of the method. */
  loops: number;
  /** Calls of the program's own code in the method so far. */
  calls: number;
}

/** The expression for whether sharing is enforced: known for declared classes, else as the caller had it. */
export function sharingOf(context: EmitContext): string {
  const { sharing } = context.cls;
  if (sharing === 'with') return 'true';
  if (sharing === 'without') return 'false';
  context.usesSharing = true;
  return '$sh';
}

/**
 * Whether queries and saves that name no access mode run in user mode. Triggers never do.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
export function userModeByDefault(context: EmitContext): boolean {
  return !context.isScript && context.cls.unit.kind === 'class' && context.cls.unit.apiVersion >= SINCE.userModeByDefault;
}

/** The access mode of a query or save, as JavaScript text or null. */
export function accessModeOf(context: EmitContext, stated: string | null | undefined): string {
  return stated ? quote(stated) : userModeByDefault(context) ? quote('user') : 'null';
}

/** The class holder, after its static initialiser has run. Code of the class itself needs no check. */
export function ready(context: EmitContext, cls: ClassSymbol, expression: string, group = false): string {
  if (isInside(context.cls, cls)) return group ? `(${expression})` : expression;
  const holder = context.writer.holder(cls.id);
  return `(${holder}.ready||${holder}.init(),${expression})`;
}

function isInside(from: ClassSymbol, cls: ClassSymbol): boolean {
  return from.extends(cls);
}

/** JavaScript text literal. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
