import { throwApex } from '../runtime/exception.ts';
import { ApexObject } from '../runtime/object.ts';
import { expandReplacement, javaRegex, RegexSyntaxError } from '../runtime/text/index.ts';
import type { NativeFn, NativeTypeSpec } from '../types.ts';
import { nonNull } from './arguments.ts';
import { split } from './string/change.ts';

/** `System.Pattern`. */
export class ApexPattern extends ApexObject {
  readonly source: string;

  constructor(source: string) {
    super();
    this.source = source;
    this.regex('g');
  }

  override get typeName(): string {
    return 'Pattern';
  }

  override apexToString(): string {
    return this.source;
  }

  /** The expression; `y` anchors at the place the search starts. Throws System.StringException for malformed patterns. */
  regex(flags: string): RegExp {
    try {
      return javaRegex(this.source, flags);
    } catch (error) {
      if (error instanceof RegexSyntaxError) throwApex('System.StringException', `Invalid regex: ${error.message}`);
      throw error;
    }
  }

  /** Matches the whole of `text`. */
  whole(text: string): RegExpExecArray | null {
    try {
      return javaRegex(`(?:${this.flagless()})\\z`, `dy${this.leadingFlags()}`).exec(text);
    } catch (error) {
      if (error instanceof RegexSyntaxError) throwApex('System.StringException', `Invalid regex: ${error.message}`);
      throw error;
    }
  }

  private leadingFlags(): string {
    return [...(/^\(\?([a-zA-Z]+)\)/.exec(this.source)?.[1] ?? '')].filter((flag) => 'ims'.includes(flag)).join('');
  }

  private flagless(): string {
    return this.source.replace(/^\(\?[a-zA-Z]+\)/, '');
  }
}

/** `System.Matcher`: a pattern over a text, or over a part of it (region). */
export class ApexMatcher extends ApexObject {
  pattern: ApexPattern;
  text: string;
  from = 0;
  to: number;
  match: RegExpExecArray | null = null;
  private next = 0;

  constructor(pattern: ApexPattern, text: string) {
    super();
    this.pattern = pattern;
    this.text = text;
    this.to = text.length;
  }

  override get typeName(): string {
    return 'Matcher';
  }

  reset(): this {
    this.from = 0;
    this.to = this.text.length;
    this.next = 0;
    this.match = null;
    return this;
  }

  region(from: number, to: number): this {
    if (from < 0 || to > this.text.length || from > to) throwApex('System.StringException', 'Index out of bounds');
    this.reset();
    this.from = from;
    this.to = to;
    this.next = from;
    return this;
  }

  find(): boolean {
    const regex = this.pattern.regex('dg');
    regex.lastIndex = this.next - this.from;
    this.match = this.next > this.to ? null : regex.exec(this.searched());
    if (this.match) this.next = this.end() + (this.match[0] === '' ? 1 : 0);
    return this.match !== null;
  }

  findFrom(start: number): boolean {
    if (start < 0 || start > this.text.length) throwApex('System.StringException', 'Illegal start index');
    this.reset();
    this.next = start;
    return this.find();
  }

  matches(): boolean {
    return this.anchored(this.pattern.whole(this.searched()));
  }

  lookingAt(): boolean {
    const regex = this.pattern.regex('dy');
    regex.lastIndex = 0;
    return this.anchored(regex.exec(this.searched()));
  }

  start(group = 0): number {
    return this.indices(group)?.[0] ?? -1;
  }

  end(group = 0): number {
    return this.indices(group)?.[1] ?? -1;
  }

  group(group = 0): string | null {
    this.indices(group);
    return this.match![group] ?? null;
  }

  /** Groups of the pattern, without the whole match. */
  groupCount(): number {
    return new RegExp(`${this.pattern.regex('g').source}|`, this.pattern.regex('g').flags).exec('')!.length - 1;
  }

  replace(replacement: string, all: boolean): string {
    this.reset();
    let out = '';
    let at = 0;
    while (this.find()) {
      out += this.text.slice(at, this.match!.index) + expandReplacement(replacement, this.match!);
      at = this.match!.index + this.match![0].length;
      if (!all) break;
    }
    return out + this.text.slice(at);
  }

  /** The region alone: its bounds anchor `^` and `$`, and what stands around it is not seen. */
  private searched(): string {
    return this.text.slice(this.from, this.to);
  }

  private anchored(match: RegExpExecArray | null): boolean {
    this.match = match;
    if (match) this.next = this.from + match[0].length;
    return match !== null;
  }

  private indices(group: number): [number, number] | undefined {
    if (!this.match) throwApex('System.StringException', 'No match found');
    if (group < 0 || group >= this.match.length) throwApex('System.StringException', `No group ${group}`);
    const found = this.match.indices?.[group];
    return found && [found[0] + this.from, found[1] + this.from];
  }
}

type Self = ApexMatcher;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_matcher_methods.htm */
const MATCHER_METHODS: Record<string, NativeFn> = {
  'end(): Integer': (m: Self) => m.end(),
  'end(Integer group): Integer': (m: Self, group: number) => m.end(group),
  'find(): Boolean': (m: Self) => m.find(),
  'find(Integer start): Boolean': (m: Self, start: number) => m.findFrom(start),
  'group(): String': (m: Self) => m.group(),
  'group(Integer group): String': (m: Self, group: number) => m.group(group),
  'groupCount(): Integer': (m: Self) => m.groupCount(),
  // What a Matcher starts with; setting other bounds is not supported.
  'hasAnchoringBounds(): Boolean': () => true,
  'hasTransparentBounds(): Boolean': () => false,
  'hitEnd(): Boolean': (m: Self) => m.match === null || m.end() === m.to,
  'lookingAt(): Boolean': (m: Self) => m.lookingAt(),
  'matches(): Boolean': (m: Self) => m.matches(),
  'pattern(): System.Pattern': (m: Self) => m.pattern,
  'region(Integer start, Integer end): System.Matcher': (m: Self, start: number, end: number) => m.region(start, end),
  'regionEnd(): Integer': (m: Self) => m.to,
  'regionStart(): Integer': (m: Self) => m.from,
  'replaceAll(String replacement): String': (m: Self, replacement: string) => m.replace(replacement, true),
  'replaceFirst(String replacement): String': (m: Self, replacement: string) => m.replace(replacement, false),
  'reset(): System.Matcher': (m: Self) => m.reset(),
  'reset(String text): System.Matcher': (m: Self, text: string) => {
    m.text = text;
    return m.reset();
  },
  'start(): Integer': (m: Self) => m.start(),
  'start(Integer group): Integer': (m: Self, group: number) => m.start(group),
  'usePattern(System.Pattern pattern): System.Matcher': (m: Self, pattern: ApexPattern) => {
    m.pattern = pattern;
    m.match = null;
    return m;
  },
};

export const patternTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Matcher',
    statics: { 'quoteReplacement(String text): String': (text: string) => text.replaceAll(/[\\$]/g, '\\$&') },
    methods: nonNull(MATCHER_METHODS),
    unsupported: ['requireEnd', 'useAnchoringBounds', 'useTransparentBounds'],
  },
  {
    name: 'System.Pattern',
    statics: nonNull({
      'compile(String regex): System.Pattern': (regex: string) => new ApexPattern(regex),
      'matches(String regex, String text): Boolean': (regex: string, text: string) => new ApexPattern(regex).whole(text) !== null,
      'quote(String text): String': (text: string) => `\\Q${text}\\E`,
    }),
    methods: nonNull({
      'matcher(String text): System.Matcher': (pattern: ApexPattern, text: string) => new ApexMatcher(pattern, text),
      'pattern(): String': (pattern: ApexPattern) => pattern.source,
      'split(String text): List<String>': (pattern: ApexPattern, text: string) => split(text, pattern.source),
      'split(String text, Integer limit): List<String>': (pattern: ApexPattern, text: string, limit: number) =>
        split(text, pattern.source, limit),
    }),
  },
];
