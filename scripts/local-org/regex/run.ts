import { RegexTooComplicatedError } from './errors.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_pattern_and_matcher_using.htm */
const MAX_READS = 1_000_000;

const NO_FAILURES: readonly Set<number>[] = [];

/** One text that a pattern is searched in: what java.util.regex.Matcher keeps. */
export class Run {
  readonly text: string;
  from = 0;
  to: number;
  anchoringBounds = true;
  transparentBounds = false;
  /** Starts and ends of the groups by twos, the whole match first; -1 for none. */
  readonly groups: number[];
  /** Counters of the loops, and where their turns began. */
  readonly locals: number[];
  /** Places where a loop is known to fail. */
  readonly failures: readonly Set<number>[];
  first = -1;
  last = 0;
  /** End of the match before, for `\G`; -1 for none. */
  previous = -1;
  hitEnd = false;
  requireEnd = false;
  /** The match must take the whole region. */
  whole = false;
  /** Where a look-behind has to end. */
  behindTo = 0;
  #reads = 0;

  constructor(text: string, groups: number, locals: number, loops: number) {
    this.text = text;
    this.to = text.length;
    this.groups = new Array<number>(2 * groups + 2).fill(-1);
    this.locals = new Array<number>(locals).fill(-1);
    this.failures = loops === 0 ? NO_FAILURES : Array.from({ length: loops }, () => new Set());
  }

  /** How often the text was read. */
  get reads(): number {
    return this.#reads;
  }

  /** A code unit of the text. Throws RegexTooComplicatedError when it was read too often. */
  read(at: number): number {
    if (++this.#reads > MAX_READS) throw new RegexTooComplicatedError('Regex too complicated');
    return this.text.charCodeAt(at);
  }

  /** Places that were looked at in one go. */
  count(reads: number): void {
    this.#reads += reads;
    if (this.#reads > MAX_READS) throw new RegexTooComplicatedError('Regex too complicated');
  }

  /** The code point at a place before `to`; it may reach beyond. */
  codePoint(at: number): number {
    const unit = this.read(at);
    if (unit < 0xd800 || unit > 0xdbff || at + 1 >= this.text.length) return unit;
    const low = this.text.charCodeAt(at + 1);
    return low >= 0xdc00 && low <= 0xdfff ? (unit - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : unit;
  }

  /** Bounds that `^` and `$` see. */
  get anchorFrom(): number {
    return this.anchoringBounds ? this.from : 0;
  }

  get anchorTo(): number {
    return this.anchoringBounds ? this.to : this.text.length;
  }

  /** Bounds that look-around and `\b` see. */
  get lookFrom(): number {
    return this.transparentBounds ? 0 : this.from;
  }

  get lookTo(): number {
    return this.transparentBounds ? this.text.length : this.to;
  }
}

/** Matches the rest of a pattern from a place on. */
export type Step = (run: Run, at: number) => boolean;
