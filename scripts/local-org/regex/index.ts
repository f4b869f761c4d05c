/** Regular expressions of Java (java.util.regex), which are those of Apex. */
export { RegexSyntaxError, RegexTooComplicatedError, ReplacementError } from './errors.ts';
export { JavaMatcher, javaPattern, JavaPattern } from './matcher.ts';
export { replaceMatches, splitText } from './replace.ts';
