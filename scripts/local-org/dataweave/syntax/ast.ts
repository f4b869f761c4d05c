/** A type as written: `String`, `Array<Number>`, `"a" | "b"`. */
export type TypeNode =
  | { readonly kind: 'named'; readonly name: string; readonly args: readonly TypeNode[]; readonly pos: number }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'union'; readonly options: readonly TypeNode[] }
  | { readonly kind: 'object'; readonly fields: readonly { readonly name: string; readonly optional: boolean; readonly type: TypeNode }[] }
  | { readonly kind: 'function' };

/** `{format: "yyyy"}` after a type. */
export type SchemaNode = readonly (readonly [name: string, value: Expr])[];

export interface Param {
  readonly name: string;
  readonly type: TypeNode | undefined;
  readonly defaultValue: Expr | undefined;
}

/** The name of a key, before its attributes. */
export interface KeyNode {
  /** Text, or an expression in parentheses or with parts in it. */
  readonly name: string | Expr;
  readonly prefix: string | undefined;
  readonly attributes: Expr | undefined;
}

export type ObjectItem =
  | { readonly kind: 'pair'; readonly key: KeyNode; readonly value: Expr; readonly condition: Expr | undefined }
  | { readonly kind: 'spread'; readonly value: Expr; readonly condition: Expr | undefined };

/** How a selector reads its target. https://docs.mulesoft.com/dataweave/latest/dataweave-selectors */
export type SelectorKind =
  'value' | 'multi' | 'descendants' | 'allDescendants' | 'pair' | 'attribute' | 'attributes' | 'multiAttribute' | 'metadata' | 'namespace';

export interface SelectorName {
  readonly name: string | Expr;
  readonly prefix: string | undefined;
}

export type Pattern =
  | { readonly kind: 'value'; readonly value: Expr }
  | { readonly kind: 'type'; readonly type: TypeNode }
  | { readonly kind: 'regex'; readonly value: Expr }
  | { readonly kind: 'if'; readonly condition: Expr }
  | { readonly kind: 'array'; readonly items: readonly string[]; readonly rest: string | undefined }
  | { readonly kind: 'object'; readonly key: string | undefined; readonly value: string | undefined; readonly rest: string | undefined }
  | { readonly kind: 'any' };

export interface Case {
  readonly variable: string | undefined;
  readonly pattern: Pattern;
  readonly guard: Expr | undefined;
  readonly body: Expr;
}

/** One step of the path of an `update` case. */
export type UpdateStep =
  | { readonly kind: 'field'; readonly name: Expr }
  | { readonly kind: 'index'; readonly index: Expr }
  | { readonly kind: 'attribute'; readonly name: Expr };

export interface UpdateCase {
  readonly variable: string;
  readonly path: readonly UpdateStep[];
  /** `!`: the field is added when it is absent. */
  readonly upsert: boolean;
  readonly condition: Expr | undefined;
  readonly body: Expr;
}

type Shape =
  | { readonly kind: 'literal'; readonly value: null | boolean | string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly parts: readonly (string | Expr)[] }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'temporal'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly module: string; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly { readonly value: Expr; readonly condition: Expr | undefined }[] }
  | { readonly kind: 'object'; readonly items: readonly ObjectItem[] }
  | { readonly kind: 'lambda'; readonly params: readonly Param[]; readonly body: Expr }
  | { readonly kind: 'call'; readonly target: Expr; readonly args: readonly Expr[]; readonly infix: boolean }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'unary'; readonly op: 'not' | '-'; readonly value: Expr }
  | { readonly kind: 'select'; readonly how: SelectorKind; readonly target: Expr; readonly selector: SelectorName }
  | { readonly kind: 'index'; readonly target: Expr; readonly index: Expr }
  | { readonly kind: 'slice'; readonly target: Expr; readonly from: Expr; readonly to: Expr }
  | { readonly kind: 'filter'; readonly target: Expr; readonly condition: Expr }
  | { readonly kind: 'exists'; readonly target: Expr }
  | { readonly kind: 'assert'; readonly target: Expr }
  | { readonly kind: 'if'; readonly condition: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'as'; readonly value: Expr; readonly type: TypeNode; readonly schema: SchemaNode }
  | { readonly kind: 'is'; readonly value: Expr; readonly type: TypeNode }
  | { readonly kind: 'match'; readonly value: Expr; readonly cases: readonly Case[] }
  | { readonly kind: 'update'; readonly value: Expr; readonly cases: readonly UpdateCase[] }
  | { readonly kind: 'do'; readonly header: Declarations; readonly body: Expr };

/** An expression with its place in the script. `dollar`: it contains `$`, `$$` or `$$$`. */
export type Expr = Shape & { readonly pos: number; readonly dollar: boolean };
export type ExprShape = Shape;

export type Declaration =
  | { readonly kind: 'var'; readonly name: string; readonly value: Expr; readonly pos: number }
  | { readonly kind: 'fun'; readonly name: string; readonly params: readonly Param[]; readonly body: Expr; readonly pos: number }
  | { readonly kind: 'type'; readonly name: string; readonly type: TypeNode; readonly pos: number }
  | { readonly kind: 'ns'; readonly prefix: string; readonly uri: string; readonly pos: number };

export interface ImportNode {
  readonly module: string;
  /** `*`, the names with what they are called here, or undefined for the module itself. */
  readonly names: '*' | readonly (readonly [name: string, alias: string])[] | undefined;
  readonly alias: string | undefined;
  readonly pos: number;
}

export interface Declarations {
  readonly declarations: readonly Declaration[];
  readonly imports: readonly ImportNode[];
}

/** `application/csv separator=";"`. */
export interface FormatNode {
  readonly mimeType: string | undefined;
  readonly properties: ReadonlyMap<string, string | number | boolean>;
  readonly pos: number;
}

export interface Script extends Declarations {
  readonly inputs: ReadonlyMap<string, FormatNode>;
  readonly output: FormatNode | undefined;
  readonly body: Expr;
}
