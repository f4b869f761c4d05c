import { JavaMatcher, javaPattern, replaceMatches, type JavaPattern } from '../../regex/index.ts';
import { throwApex } from '../runtime/exception.ts';
import { ApexObject } from '../runtime/object.ts';
import type { NativeFn, NativeTypeSpec } from '../types.ts';
import { nonNull } from './arguments.ts';
import { split } from './string/change.ts';
import { withRegex } from './string/regex.ts';

/** `System.Pattern`. */
export class ApexPattern extends ApexObject {
  readonly java: JavaPattern;

  /** Throws System.StringException for malformed patterns. */
  constructor(source: string) {
    super();
    this.java = withRegex(() => javaPattern(source));
  }

  override get typeName(): string {
    return 'Pattern';
  }

  override apexToString(): string {
    return this.java.source;
  }
}

/** `System.Matcher`: a pattern over a text, or over a part of it (region). */
export class ApexMatcher extends ApexObject {
  readonly java: JavaMatcher;
  pattern: ApexPattern;

  constructor(pattern: ApexPattern, text: string) {
    super();
    this.pattern = pattern;
    this.java = new JavaMatcher(pattern.java, text);
  }

  override get typeName(): string {
    return 'Matcher';
  }

  region(from: number, to: number): this {
    if (from < 0 || to > this.java.text.length || from > to) throwApex('System.StringException', 'Index out of bounds');
    this.java.region(from, to);
    return this;
  }

  find(): boolean {
    return withRegex(() => this.java.find());
  }

  findFrom(start: number): boolean {
    if (start < 0 || start > this.java.text.length) throwApex('System.StringException', 'Illegal start index');
    this.java.reset();
    return withRegex(() => this.java.findFrom(start));
  }

  start(group = 0): number {
    return this.matched(group).start(group);
  }

  end(group = 0): number {
    return this.matched(group).end(group);
  }

  group(group = 0): string | null {
    return this.matched(group).group(group);
  }

  replace(replacement: string, all: boolean): string {
    return withRegex(() => replaceMatches(this.java, replacement, all));
  }

  private matched(group: number): JavaMatcher {
    if (!this.java.matched) throwApex('System.StringException', 'No match found');
    if (group < 0 || group > this.java.pattern.groupCount) throwApex('System.StringException', `No group ${group}`);
    return this.java;
  }
}

/** Sets something of a matcher; answers the matcher, as its methods do. */
function having(matcher: ApexMatcher, change: (java: JavaMatcher) => void): ApexMatcher {
  change(matcher.java);
  return matcher;
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
  'groupCount(): Integer': (m: Self) => m.java.pattern.groupCount,
  'hasAnchoringBounds(): Boolean': (m: Self) => m.java.anchoringBounds,
  'hasTransparentBounds(): Boolean': (m: Self) => m.java.transparentBounds,
  'hitEnd(): Boolean': (m: Self) => m.java.hitEnd,
  'lookingAt(): Boolean': (m: Self) => withRegex(() => m.java.lookingAt()),
  'matches(): Boolean': (m: Self) => withRegex(() => m.java.matches()),
  'pattern(): System.Pattern': (m: Self) => m.pattern,
  'region(Integer start, Integer end): System.Matcher': (m: Self, start: number, end: number) => m.region(start, end),
  'regionEnd(): Integer': (m: Self) => m.java.regionEnd,
  'regionStart(): Integer': (m: Self) => m.java.regionStart,
  'replaceAll(String replacement): String': (m: Self, replacement: string) => m.replace(replacement, true),
  'replaceFirst(String replacement): String': (m: Self, replacement: string) => m.replace(replacement, false),
  'requireEnd(): Boolean': (m: Self) => m.java.requireEnd,
  'reset(): System.Matcher': (m: Self) => having(m, (java) => java.reset()),
  'reset(String text): System.Matcher': (m: Self, text: string) => having(m, (java) => java.reset(text)),
  'start(): Integer': (m: Self) => m.start(),
  'start(Integer group): Integer': (m: Self, group: number) => m.start(group),
  'useAnchoringBounds(Boolean on): System.Matcher': (m: Self, on: boolean) => having(m, (java) => (java.anchoringBounds = on)),
  'usePattern(System.Pattern pattern): System.Matcher': (m: Self, pattern: ApexPattern) => {
    m.pattern = pattern;
    return having(m, (java) => java.usePattern(pattern.java));
  },
  'useTransparentBounds(Boolean on): System.Matcher': (m: Self, on: boolean) => having(m, (java) => (java.transparentBounds = on)),
};

export const patternTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Matcher',
    statics: { 'quoteReplacement(String text): String': (text: string) => text.replaceAll(/[\\$]/g, '\\$&') },
    methods: nonNull(MATCHER_METHODS),
  },
  {
    name: 'System.Pattern',
    statics: nonNull({
      'compile(String regex): System.Pattern': (regex: string) => new ApexPattern(regex),
      'matches(String regex, String text): Boolean': (regex: string, text: string) =>
        withRegex(() => new JavaMatcher(javaPattern(regex), text).matches()),
      'quote(String text): String': (text: string) => `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`,
    }),
    methods: nonNull({
      'matcher(String text): System.Matcher': (pattern: ApexPattern, text: string) => new ApexMatcher(pattern, text),
      'pattern(): String': (pattern: ApexPattern) => pattern.java.source,
      'split(String text): List<String>': (pattern: ApexPattern, text: string) => split(text, pattern.java.source),
      'split(String text, Integer limit): List<String>': (pattern: ApexPattern, text: string, limit: number) =>
        split(text, pattern.java.source, limit),
    }),
  },
];
