/** Whether a code point is one of a set. */
export type CharTest = (codePoint: number) => boolean;

export type QuantifierMode = 'greedy' | 'lazy' | 'possessive';

/** How letters are compared: as they are, ASCII letters in both cases, all letters in both cases. */
export type Folding = 'none' | 'ascii' | 'unicode';

export type Anchor =
  | 'inputStart'
  | 'inputEnd'
  /** `$`, `\Z`: the end, or before a line terminator that ends the text. */
  | 'lastLineEnd'
  | 'lineStart'
  | 'lineEnd'
  | 'boundary'
  | 'noBoundary'
  /** `\b{g}`: between what a reader takes for characters. */
  | 'graphemeBoundary'
  | 'previousMatch';

/** A regular expression of Java. */
export type RegexNode =
  | { readonly kind: 'char'; readonly test: CharTest; /** A code unit that alone matches. */ readonly literal?: number }
  /** `\X`: what a reader takes for one character. */
  | { readonly kind: 'grapheme' }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly options: readonly RegexNode[] }
  /** `index` is null for groups that capture nothing. */
  | { readonly kind: 'group'; readonly index: number | null; readonly body: RegexNode }
  | { readonly kind: 'atomic'; readonly body: RegexNode }
  | { readonly kind: 'look'; readonly ahead: boolean; readonly negated: boolean; readonly body: RegexNode }
  | {
      readonly kind: 'repeat';
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: QuantifierMode;
    }
  | { readonly kind: 'backReference'; readonly group: number; readonly folding: Folding }
  | { readonly kind: 'anchor'; readonly anchor: Anchor; readonly unixLines: boolean; readonly unicode: boolean };

/** A pattern that was read. */
export interface ParsedRegex {
  readonly root: RegexNode;
  /** Capturing groups, without the whole match. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
