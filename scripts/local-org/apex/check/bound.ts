import type { SObjectDef } from '../../metadata/types.ts';
import type { DmlKind, Pos, SoqlText } from '../syntax/index.ts';
import type { NativeMethod, NativeProperty, NativeType } from '../types/registry.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';

/** A local variable, parameter or temporary of one method. */
export interface Local {
  readonly name: string;
  /** Unique in its method. */
  readonly js: string;
  readonly type: ApexType;
  readonly final: boolean;
  /** Everything assigned to it; `null` stands for an unknown value (parameters, no initialiser). */
  readonly sources: (Bound | null)[];
  /** Declared by a statement of its own: code may read it after its block. */
  readonly outlives: boolean;
  /** Declared for the whole method, because a dynamic query after its block may bind it. */
  hoisted?: boolean;
}

/** In which representation an operator works. */
export type Domain = 'int' | 'long' | 'double' | 'decimal' | 'string' | 'id' | 'boolean' | 'date' | 'object' | 'reference';
export type Conversion =
  | 'toLong'
  | 'toDouble'
  | 'toDecimal'
  | 'toInteger'
  | 'toId'
  | 'toDatetime'
  | 'box'
  | 'unbox'
  | 'toString'
  | 'toList'
  | 'toRecord'
  | 'toRecordOrNull';

/** An expression whose names and types are resolved, with all conversions explicit. What `emit` reads. */
export type Bound = { readonly type: ApexType; readonly nonNull?: boolean } & (
  | { readonly kind: 'const'; readonly value: null | number | bigint | string | boolean }
  | { readonly kind: 'decimal'; readonly text: string }
  | { readonly kind: 'local'; readonly local: Local }
  | { readonly kind: 'this' }
  | {
      readonly kind: 'field';
      readonly target: Bound | null;
      readonly field: FieldSymbol;
      readonly isSuper: boolean;
      readonly direct: boolean;
    }
  | { readonly kind: 'nativeProperty'; readonly target: Bound | null; readonly property: NativeProperty; readonly owner: NativeType }
  | {
      readonly kind: 'sfield';
      readonly target: Bound;
      readonly name: string;
      readonly via: 'field' | 'parent' | 'children';
      /** Reads as null when the record is null. */
      readonly lenient?: boolean;
    }
  | { readonly kind: 'index'; readonly target: Bound; readonly index: Bound }
  | {
      readonly kind: 'call';
      readonly target: Bound | null;
      readonly method: MethodSymbol;
      readonly args: readonly Bound[];
      readonly isSuper: boolean;
    }
  | {
      readonly kind: 'nativeCall';
      readonly target: Bound | null;
      readonly method: NativeMethod;
      readonly owner: NativeType;
      readonly args: readonly Bound[];
      readonly site: SiteInfo | null;
    }
  | { readonly kind: 'interfaceCall'; readonly target: Bound; readonly name: string; readonly args: readonly Bound[] }
  | { readonly kind: 'new'; readonly cls: ClassSymbol; readonly ctor: MethodSymbol | null; readonly args: readonly Bound[] }
  | {
      readonly kind: 'chain';
      readonly which: 'this' | 'super';
      readonly cls: ClassSymbol | null;
      readonly ctor: MethodSymbol | null;
      readonly args: readonly Bound[];
    }
  | { readonly kind: 'nativeNew'; readonly native: NativeType; readonly ctor: NativeMethod; readonly args: readonly Bound[] }
  | {
      readonly kind: 'newException';
      readonly name: string;
      readonly cls: ClassSymbol | null;
      readonly message: Bound | null;
      readonly cause: Bound | null;
    }
  | { readonly kind: 'newSObject'; readonly object: SObjectDef; readonly fields: readonly (readonly [string, Bound])[] }
  | { readonly kind: 'newList' | 'newSet'; readonly items: readonly Bound[] }
  | { readonly kind: 'newArray'; readonly size: Bound }
  | { readonly kind: 'newMap'; readonly pairs: readonly (readonly [Bound, Bound])[] }
  | { readonly kind: 'arith'; readonly op: string; readonly domain: Domain; readonly left: Bound; readonly right: Bound }
  | { readonly kind: 'negate' | 'complement'; readonly domain: Domain; readonly value: Bound }
  | { readonly kind: 'concat'; readonly left: Bound; readonly right: Bound }
  | { readonly kind: 'compare'; readonly op: string; readonly domain: Domain; readonly left: Bound; readonly right: Bound }
  | { readonly kind: 'equal'; readonly domain: Domain; readonly negate: boolean; readonly left: Bound; readonly right: Bound }
  | { readonly kind: 'logic'; readonly op: '&&' | '||'; readonly left: Bound; readonly right: Bound }
  | { readonly kind: 'not'; readonly value: Bound }
  | { readonly kind: 'instanceof'; readonly value: Bound; readonly to: ApexType; readonly takesNull?: boolean }
  | { readonly kind: 'cast'; readonly value: Bound; readonly to: ApexType }
  | { readonly kind: 'convert'; readonly how: Conversion; readonly value: Bound }
  | { readonly kind: 'conditional'; readonly test: Bound; readonly then: Bound; readonly otherwise: Bound }
  | { readonly kind: 'coalesce'; readonly left: Bound; readonly right: Bound }
  | { readonly kind: 'safe'; readonly temp: Local; readonly target: Bound; readonly then: Bound }
  | { readonly kind: 'assign'; readonly target: Bound; readonly value: Bound }
  | { readonly kind: 'sequence'; readonly items: readonly Bound[] }
  | { readonly kind: 'query'; readonly query: SoqlText; readonly binds: readonly Bound[]; readonly form: 'list' | 'count' | 'search' }
  | { readonly kind: 'enumValue'; readonly cls: ClassSymbol; readonly index: number }
  | { readonly kind: 'enumValues'; readonly cls: ClassSymbol }
  /** A helper of the run-time by name. */
  | { readonly kind: 'runtime'; readonly fn: string; readonly args: readonly Bound[] }
);

/** What a library method that needs its call site learns of it. */
export interface SiteInfo {
  /** Visible variables: lower-cased name → how to read it. */
  readonly variables: ReadonlyMap<string, Bound>;
}

export interface BoundBlock extends Pos {
  readonly kind: 'block';
  readonly body: readonly BoundStmt[];
}

export type BoundStmt =
  | BoundBlock
  | (Pos &
      (
        | { readonly kind: 'local'; readonly local: Local; readonly init: Bound | null }
        | { readonly kind: 'if'; readonly test: Bound; readonly then: BoundStmt; readonly otherwise: BoundStmt | null }
        | {
            readonly kind: 'switch';
            readonly value: Local;
            readonly on: Bound;
            readonly cases: readonly BoundCase[];
            readonly otherwise: BoundBlock | null;
          }
        | {
            readonly kind: 'for';
            readonly init: readonly BoundStmt[];
            readonly test: Bound | null;
            readonly update: readonly Bound[];
            readonly body: BoundStmt | null;
          }
        | {
            readonly kind: 'forEach';
            readonly local: Local;
            /** How elements are reached: a list or set, a query in chunks, or a user-defined iterable. */
            readonly mode: 'list' | 'set' | 'query' | 'iterable';
            readonly over: Bound;
            readonly element: Bound;
            readonly raw: Local;
            readonly chunks: boolean;
            readonly body: BoundStmt | null;
          }
        | { readonly kind: 'while' | 'doWhile'; readonly test: Bound; readonly body: BoundStmt | null }
        | { readonly kind: 'try'; readonly body: BoundBlock; readonly catches: readonly BoundCatch[]; readonly finally: BoundBlock | null }
        | { readonly kind: 'return'; readonly value: Bound | null }
        | { readonly kind: 'throw'; readonly value: Bound }
        | { readonly kind: 'break' | 'continue' }
        | {
            readonly kind: 'dml';
            readonly op: DmlKind;
            readonly mode: 'user' | 'system' | null;
            readonly value: Bound;
            readonly key: string | null;
            readonly second: Bound | null;
          }
        | { readonly kind: 'runAs'; readonly user: Bound; readonly body: BoundBlock }
        | { readonly kind: 'expr'; readonly value: Bound }
      ));

export interface BoundCase {
  /** One of them must hold. */
  readonly tests: readonly Bound[];
  /** `when Account a`: the variable and the value it gets. */
  readonly binding: { readonly local: Local; readonly value: Bound } | null;
  readonly body: BoundBlock;
}

export interface BoundCatch {
  readonly local: Local;
  readonly type: ApexType;
  readonly body: BoundBlock;
}

/** A method, constructor, accessor or initialiser ready for code generation. */
export interface BoundBody {
  readonly params: readonly Local[];
  readonly temps: readonly Local[];
  readonly block: BoundBlock;
}
