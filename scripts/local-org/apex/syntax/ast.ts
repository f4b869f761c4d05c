/**
 * The syntax tree of Apex source: what was written, with positions, before names mean anything.
 * Lines and columns are 1-based.
 */
export interface Pos {
  readonly line: number;
  readonly column: number;
}

/** A type as written. */
export interface TypeRef extends Pos {
  /** `Map<String, List<Outer.Inner>>` → parts `[{name: 'Map', args: […]}]`; `A.B` has two parts. */
  readonly parts: readonly TypeRefPart[];
  /** Number of `[]` after it. */
  readonly arrays: number;
}

export interface TypeRefPart {
  readonly name: string;
  readonly args: readonly TypeRef[];
}

export interface Annotation extends Pos {
  readonly name: string;
  /** Lower-cased parameter name → literal value; a single unnamed value has the name ``. */
  readonly values: ReadonlyMap<string, string | boolean | number | null>;
}

export interface Modifiers {
  /** Lower-cased words; `with sharing`, `without sharing`, `inherited sharing` as one word each. */
  readonly words: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
  /** The first word that stands there twice. */
  readonly repeated?: string;
}

export type LiteralType = 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Boolean' | 'null';

export type Expr = Pos &
  (
    | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: string | number | bigint | boolean | null }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'field'; readonly target: Expr; readonly name: string; readonly safe: boolean }
    | { readonly kind: 'call'; readonly target: Expr | null; readonly name: string; readonly args: readonly Expr[]; readonly safe: boolean }
    | { readonly kind: 'chain'; readonly which: 'this' | 'super'; readonly args: readonly Expr[] }
    | { readonly kind: 'index'; readonly target: Expr; readonly index: Expr }
    | { readonly kind: 'new'; readonly type: TypeRef; readonly args: readonly Expr[] }
    | { readonly kind: 'newArray'; readonly type: TypeRef; readonly size: Expr | null; readonly items: readonly Expr[] }
    | { readonly kind: 'newCollection'; readonly type: TypeRef; readonly items: readonly Expr[] }
    | { readonly kind: 'newMap'; readonly type: TypeRef; readonly pairs: readonly (readonly [Expr, Expr])[] }
    | { readonly kind: 'cast'; readonly type: TypeRef; readonly value: Expr }
    | { readonly kind: 'unary'; readonly op: '+' | '-' | '!' | '~'; readonly value: Expr }
    | { readonly kind: 'increment'; readonly op: '++' | '--'; readonly prefix: boolean; readonly target: Expr }
    | { readonly kind: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr }
    | { readonly kind: 'instanceof'; readonly value: Expr; readonly type: TypeRef }
    | { readonly kind: 'conditional'; readonly test: Expr; readonly then: Expr; readonly otherwise: Expr }
    | { readonly kind: 'assign'; readonly op: string; readonly target: Expr; readonly value: Expr }
    | { readonly kind: 'this' }
    | { readonly kind: 'super' }
    | { readonly kind: 'classRef'; readonly type: TypeRef | null }
    | { readonly kind: 'soql'; readonly query: SoqlText }
    | { readonly kind: 'sosl'; readonly query: SoqlText }
  );

/** A static query: its text with the bind expressions replaced by `:b0`, `:b1` …, and those expressions. */
export interface SoqlText {
  readonly text: string;
  readonly binds: readonly Expr[];
  /** First object after FROM, as written. */
  readonly from: string;
  readonly countOnly: boolean;
  /** GROUP BY or aggregate functions: rows are AggregateResults. */
  readonly aggregate: boolean;
  readonly mode: 'user' | 'system' | 'securityEnforced' | null;
}

export interface Declarator extends Pos {
  readonly name: string;
  readonly init: Expr | null;
}

export interface Block extends Pos {
  readonly kind: 'block';
  readonly body: readonly Stmt[];
  readonly endLine: number;
}

export interface LocalDecl extends Pos {
  readonly kind: 'local';
  readonly type: TypeRef;
  readonly final: boolean;
  readonly names: readonly Declarator[];
}

export type WhenCase =
  | { readonly kind: 'else' }
  | { readonly kind: 'values'; readonly values: readonly Expr[] }
  | { readonly kind: 'type'; readonly type: TypeRef; readonly name: string };

export type DmlKind = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export type Stmt =
  | Block
  | LocalDecl
  | (Pos &
      (
        | { readonly kind: 'if'; readonly test: Expr; readonly then: Stmt; readonly otherwise: Stmt | null }
        | { readonly kind: 'switch'; readonly on: Expr; readonly cases: readonly (Pos & { when: WhenCase; body: Block })[] }
        | {
            readonly kind: 'for';
            readonly init: LocalDecl | readonly Expr[];
            readonly test: Expr | null;
            readonly update: readonly Expr[];
            readonly body: Stmt | null;
          }
        | { readonly kind: 'forEach'; readonly type: TypeRef; readonly name: string; readonly over: Expr; readonly body: Stmt | null }
        | { readonly kind: 'while'; readonly test: Expr; readonly body: Stmt | null }
        | { readonly kind: 'doWhile'; readonly test: Expr; readonly body: Block }
        | {
            readonly kind: 'try';
            readonly body: Block;
            readonly catches: readonly (Pos & { type: TypeRef; name: string; body: Block })[];
            readonly finally: Block | null;
          }
        | { readonly kind: 'return'; readonly value: Expr | null }
        | { readonly kind: 'throw'; readonly value: Expr }
        | { readonly kind: 'break' }
        | { readonly kind: 'continue' }
        | {
            readonly kind: 'dml';
            readonly op: DmlKind;
            readonly mode: 'user' | 'system' | null;
            readonly value: Expr;
            /** Upsert's external id field, as written. */
            readonly key: string | null;
            /** Merge's duplicates. */
            readonly second: Expr | null;
          }
        | { readonly kind: 'runAs'; readonly args: readonly Expr[]; readonly body: Block }
        | { readonly kind: 'expr'; readonly value: Expr }
      ));

export interface Param extends Pos {
  readonly type: TypeRef;
  readonly name: string;
  readonly final: boolean;
}

export interface MethodDecl extends Pos {
  readonly kind: 'method';
  readonly modifiers: Modifiers;
  readonly name: string;
  /** Null for void. */
  readonly returns: TypeRef | null;
  readonly params: readonly Param[];
  readonly body: Block | null;
}

export interface ConstructorDecl extends Pos {
  readonly kind: 'constructor';
  readonly modifiers: Modifiers;
  readonly name: string;
  readonly params: readonly Param[];
  readonly body: Block;
}

export interface FieldDecl extends Pos {
  readonly kind: 'field';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly names: readonly Declarator[];
}

export interface Accessor extends Pos {
  readonly modifiers: Modifiers;
  /** Null for `get;` and `set;`. */
  readonly body: Block | null;
}

export interface PropertyDecl extends Pos {
  readonly kind: 'property';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly name: string;
  readonly getter: Accessor | null;
  readonly setter: Accessor | null;
}

export interface InitializerDecl extends Pos {
  readonly kind: 'initializer';
  readonly isStatic: boolean;
  readonly body: Block;
}

export type MemberDecl = MethodDecl | ConstructorDecl | FieldDecl | PropertyDecl | InitializerDecl | TypeDecl;

export interface TypeDecl extends Pos {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly modifiers: Modifiers;
  readonly name: string;
  readonly superType: TypeRef | null;
  /** `implements` of a class, `extends` of an interface. */
  readonly interfaces: readonly TypeRef[];
  readonly members: readonly MemberDecl[];
  readonly enumValues: readonly Declarator[];
}

export interface TriggerDecl extends Pos {
  readonly kind: 'trigger';
  readonly name: string;
  readonly object: string;
  readonly events: readonly { readonly timing: 'before' | 'after'; readonly event: 'insert' | 'update' | 'delete' | 'undelete' }[];
  readonly members: readonly MemberDecl[];
  readonly body: Block;
}

export interface AnonymousDecl extends Pos {
  readonly kind: 'anonymous';
  readonly members: readonly MemberDecl[];
  readonly body: Block;
}

export type Unit = TypeDecl | TriggerDecl | AnonymousDecl;
