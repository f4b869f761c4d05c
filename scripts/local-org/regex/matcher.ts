import { compileRegex, type Program } from './compile.ts';
import { RegexTooComplicatedError } from './errors.ts';
import { parseRegex } from './parse.ts';
import { Run } from './run.ts';

/** A pattern of Java, read and ready. */
export class JavaPattern {
  readonly source: string;
  /** Capturing groups, without the whole match. */
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
  readonly program: Program;

  /** Throws RegexSyntaxError for patterns that Java refuses. */
  constructor(source: string) {
    const parsed = parseRegex(source);
    this.source = source;
    this.groupCount = parsed.groups;
    this.names = parsed.names;
    this.program = compileRegex(parsed);
  }
}

/** Reads after which a full stack is the doing of the search itself. */
const DEEP_READS = 1000;

const cache = new Map<string, JavaPattern>();
const MAX_CACHED = 500;

/** The pattern of a source; those of late are kept. */
export function javaPattern(source: string): JavaPattern {
  let pattern = cache.get(source);
  if (!pattern) {
    pattern = new JavaPattern(source);
    if (cache.size > MAX_CACHED) cache.clear();
    cache.set(source, pattern);
  }
  return pattern;
}

/**
 * A pattern over a text: java.util.regex.Matcher. Its searches throw RegexTooComplicatedError when together they read the
 * text more often than the platform allows.
 */
export class JavaMatcher {
  #pattern: JavaPattern;
  #run: Run;

  constructor(pattern: JavaPattern, text: string) {
    this.#pattern = pattern;
    this.#run = newRun(pattern, text);
  }

  get pattern(): JavaPattern {
    return this.#pattern;
  }

  get text(): string {
    return this.#run.text;
  }

  get matched(): boolean {
    return this.#run.first >= 0;
  }

  /** Begins anew, over another text if one is given. Bounds stay transparent or anchoring. */
  reset(text: string = this.text): void {
    const { anchoringBounds, transparentBounds } = this.#run;
    this.#run = Object.assign(newRun(this.#pattern, text), { anchoringBounds, transparentBounds });
  }

  /** Searches a part of the text only. */
  region(from: number, to: number): void {
    this.reset();
    Object.assign(this.#run, { from, to, last: from });
  }

  get regionStart(): number {
    return this.#run.from;
  }

  get regionEnd(): number {
    return this.#run.to;
  }

  /** Goes on in the text with another pattern; forgets the groups. */
  usePattern(pattern: JavaPattern): void {
    const old = this.#run;
    this.#pattern = pattern;
    const { from, to, last, previous, anchoringBounds, transparentBounds } = old;
    this.#run = Object.assign(newRun(pattern, old.text), { from, to, last, previous, anchoringBounds, transparentBounds });
  }

  get anchoringBounds(): boolean {
    return this.#run.anchoringBounds;
  }

  set anchoringBounds(on: boolean) {
    this.#run.anchoringBounds = on;
  }

  get transparentBounds(): boolean {
    return this.#run.transparentBounds;
  }

  set transparentBounds(on: boolean) {
    this.#run.transparentBounds = on;
  }

  /** The last search reached the end of the text: more text might change its answer. */
  get hitEnd(): boolean {
    return this.#run.hitEnd;
  }

  /** More text might take the last match away. */
  get requireEnd(): boolean {
    return this.#run.requireEnd;
  }

  /** The next match behind the last one. */
  find(): boolean {
    const run = this.#run;
    const from = Math.max(run.last === run.first ? run.last + 1 : run.last, run.from);
    if (from <= run.to) return this.#search(from);
    run.first = -1;
    return false;
  }

  /** The first match from a place on. */
  findFrom(start: number): boolean {
    return this.#search(start);
  }

  /** The whole of the region matches. */
  matches(): boolean {
    return this.#match(true);
  }

  /** The region begins with a match. */
  lookingAt(): boolean {
    return this.#match(false);
  }

  start(group = 0): number {
    return this.#run.groups[2 * group]!;
  }

  end(group = 0): number {
    return this.#run.groups[2 * group + 1]!;
  }

  /** What a group has captured; null when it took no part. */
  group(group = 0): string | null {
    const from = this.start(group);
    return from < 0 ? null : this.text.slice(from, this.end(group));
  }

  #match(whole: boolean): boolean {
    const run = this.#begin(this.#run.from);
    run.whole = whole;
    return this.#done(run, attempt(this.#pattern.program, run, run.from));
  }

  #search(from: number): boolean {
    const run = this.#begin(from);
    const { program } = this.#pattern;
    const last = run.to - program.minWidth;
    for (let at = nextStart(program, run, from); at >= 0 && at <= last; at = nextStart(program, run, at + 1)) {
      if (attempt(program, run, at)) return this.#done(run, true);
    }
    run.hitEnd = true;
    return this.#done(run, false);
  }

  #begin(from: number): Run {
    const run = this.#run;
    run.groups.fill(-1);
    run.locals.fill(-1);
    for (const failed of run.failures) failed.clear();
    run.hitEnd = run.requireEnd = run.whole = false;
    if (run.previous < 0) run.previous = Math.max(from, 0);
    return run;
  }

  #done(run: Run, found: boolean): boolean {
    if (found) {
      run.first = run.groups[0]!;
      run.groups[1] = run.last;
    } else {
      run.first = -1;
    }
    run.previous = run.last;
    return found;
  }
}

function newRun({ groupCount, program }: JavaPattern, text: string): Run {
  return new Run(text, groupCount, program.locals, program.loops);
}

/** The next place where a match may begin. */
function nextStart({ prefix, takesPairs }: Program, run: Run, from: number): number {
  if (prefix === '') return takesPairs && isInPair(run.text, from) ? from + 1 : from;
  const found = run.text.indexOf(prefix, from);
  // Java looks at every place for a short text, and leaps over a long one.
  run.count(Math.ceil(((found < 0 ? run.to : found) - from) / (prefix.length < 4 ? 1 : prefix.length)));
  return found;
}

function attempt(program: Program, run: Run, at: number): boolean {
  try {
    if (!program.start(run, at)) return false;
  } catch (error) {
    // Many turns of a loop over a group: the platform gives up as well. After few the stack was full before.
    if (error instanceof RangeError && run.reads > DEEP_READS)
      throw new RegexTooComplicatedError('Regex too complicated', { cause: error });
    throw error;
  }
  run.groups[0] = at;
  return true;
}

function isInPair(text: string, at: number): boolean {
  const low = text.charCodeAt(at);
  if (!(low >= 0xdc00 && low <= 0xdfff)) return false;
  const high = text.charCodeAt(at - 1);
  return high >= 0xd800 && high <= 0xdbff;
}
