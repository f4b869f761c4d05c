import type { Position } from '../errors.ts';

/** A SOQL query as written, before any name is looked up in the schema. */
export interface SoqlQuery {
  readonly kind: 'query';
  readonly select: readonly SelectItem[];
  readonly from: FromItem;
  /** Further FROM items that name relationships of the first: `FROM Contact c, c.Account a`. */
  readonly joins: readonly FromItem[];
  readonly scope?: string;
  /** Only rows a search has found; set by SOSL, never by the parser. */
  readonly found?: FoundRows;
  readonly where?: Condition;
  readonly accessMode?: 'USER_MODE' | 'SYSTEM_MODE' | 'SECURITY_ENFORCED';
  readonly groupBy?: GroupBy;
  readonly orderBy: readonly OrderItem[];
  readonly limit?: number | Bind;
  readonly offset?: number | Bind;
  readonly allRows: boolean;
  readonly forUpdate: boolean;
  readonly forView: boolean;
  readonly forReference: boolean;
  /** Bind expressions in the order of the text, those of sub-queries included. Only on the outermost query. */
  readonly binds: readonly Bind[];
  readonly position: Position;
}

/** Rows of a full-text index that meet an expression of it. */
export interface FoundRows {
  /** Quoted name of the index. */
  readonly index: string;
  readonly expression: string;
}

export interface FromItem {
  readonly path: readonly string[];
  readonly alias?: string;
  readonly position: Position;
}

export interface FieldRef {
  readonly kind: 'field';
  readonly path: readonly string[];
  readonly position: Position;
}

export interface FunctionCall {
  readonly kind: 'function';
  /** Upper case: `COUNT`, `CALENDAR_YEAR`, `TOLABEL`, `CONVERTCURRENCY`. */
  readonly name: string;
  readonly argument?: FieldRef | FunctionCall;
  /** The date argument was wrapped in convertTimezone(). */
  readonly convertTimezone: boolean;
  readonly position: Position;
}

export interface DistanceCall {
  readonly kind: 'distance';
  readonly from: Place;
  readonly to: Place;
  readonly unit: string;
  readonly position: Position;
}

export type Place = FieldRef | Bind | { readonly kind: 'geolocation'; readonly latitude: number | Bind; readonly longitude: number | Bind };

export type Expression = FieldRef | FunctionCall | DistanceCall;

export type SelectItem =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly alias?: string; readonly position: Position }
  | { readonly kind: 'fields'; readonly group: 'ALL' | 'STANDARD' | 'CUSTOM'; readonly position: Position }
  | { readonly kind: 'children'; readonly query: SoqlQuery; readonly position: Position }
  | TypeOf;

export interface TypeOf {
  readonly kind: 'typeof';
  readonly relationship: FieldRef;
  readonly when: readonly { readonly object: string; readonly fields: readonly FieldRef[]; readonly position: Position }[];
  readonly otherwise: readonly FieldRef[];
  readonly position: Position;
}

export interface GroupBy {
  readonly kind: 'plain' | 'rollup' | 'cube';
  readonly items: readonly (FieldRef | FunctionCall)[];
  readonly having?: Condition;
}

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  /** Absent: the platform's default, nulls first. */
  readonly nulls?: 'first' | 'last';
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | Comparison;

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export interface Comparison {
  readonly kind: 'comparison';
  readonly left: Expression;
  readonly operator: ComparisonOperator;
  readonly right: Value;
  readonly position: Position;
}

export type Value =
  | Literal
  | Bind
  | { readonly kind: 'list'; readonly values: readonly Value[]; readonly position: Position }
  | { readonly kind: 'subquery'; readonly query: SoqlQuery; readonly position: Position };

export type Literal =
  | { readonly kind: 'null'; readonly position: Position }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly position: Position }
  | { readonly kind: 'number'; readonly value: number; readonly position: Position }
  | { readonly kind: 'string'; readonly value: string; readonly position: Position }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly value: string; readonly position: Position }
  /** Epoch ms. */
  | { readonly kind: 'datetime'; readonly value: number; readonly position: Position }
  /** Milliseconds after midnight. */
  | { readonly kind: 'time'; readonly value: number; readonly position: Position }
  /** `TODAY`, `LAST_N_DAYS` with its number. */
  | { readonly kind: 'dateLiteral'; readonly name: string; readonly count?: number; readonly position: Position };

export interface Bind {
  readonly kind: 'bind';
  /** What the value is looked up by: the expression as written. */
  readonly key: string;
  readonly index: number;
  readonly position: Position;
  /** Offset behind the last character. */
  readonly end: number;
}
