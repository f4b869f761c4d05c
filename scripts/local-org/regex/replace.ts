import { ReplacementError } from './errors.ts';
import type { JavaMatcher, JavaPattern } from './matcher.ts';
import { JavaMatcher as Matcher } from './matcher.ts';

/**
 * The text with its matches replaced; in the replacement `$1` and `${name}` stand for groups, `\` before a character for it.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Matcher.html
 * Throws ReplacementError.
 */
export function replaceMatches(matcher: JavaMatcher, replacement: string, all: boolean): string {
  matcher.reset();
  const { text } = matcher;
  let out = '';
  let at = 0;
  while (matcher.find()) {
    out += text.slice(at, matcher.start()) + expand(replacement, matcher);
    at = matcher.end();
    if (!all) break;
  }
  return out + text.slice(at);
}

function expand(replacement: string, matcher: JavaMatcher): string {
  if (!/[\\$]/.test(replacement)) return replacement;
  let out = '';
  for (let at = 0; at < replacement.length; at++) {
    const c = replacement[at]!;
    if (c === '\\') {
      const escaped = replacement[++at];
      if (escaped === undefined) throw new ReplacementError('character to be escaped is missing');
      out += escaped;
    } else if (c === '$') {
      const { group, length } = reference(replacement.slice(at + 1), matcher.pattern);
      out += matcher.group(group) ?? '';
      at += length;
    } else {
      out += c;
    }
  }
  return out;
}

/** The group that the text behind a `$` names, and how much of the text does. */
function reference(text: string, { groupCount, names }: JavaPattern): { readonly group: number; readonly length: number } {
  if (text === '') throw new ReplacementError('Illegal group reference: group index is missing');
  const [whole, name] = /^\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(text) ?? [];
  if (name !== undefined) {
    const group = names.get(name);
    if (group === undefined) throw new ReplacementError(`No group with name {${name}}`);
    return { group, length: whole!.length };
  }
  const digits = /^[0-9]+/.exec(text)?.[0];
  if (digits === undefined) {
    throw new ReplacementError(text.startsWith('{') ? "named capturing group is missing trailing '}'" : 'Illegal group reference');
  }
  // As many digits as there are groups for.
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= groupCount) length++;
  const group = Number(digits.slice(0, length));
  if (group > groupCount) throw new ReplacementError(`No group ${group}`);
  return { group, length };
}

/**
 * The parts between the matches, as java.util.regex.Pattern.split: an empty match at the beginning splits nothing off.
 * @param limit most parts; 0 for any number without empty ones at the end, negative for any number
 */
export function splitText(text: string, pattern: JavaPattern, limit: number): string[] {
  const parts: string[] = [];
  const matcher = new Matcher(pattern, text);
  let from = 0;
  while ((limit <= 0 || parts.length < limit - 1) && matcher.find()) {
    if (from === 0 && matcher.start() === 0 && matcher.end() === 0) continue;
    parts.push(text.slice(from, matcher.start()));
    from = matcher.end();
  }
  if (from === 0 && parts.length === 0) return [text];
  parts.push(text.slice(from));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return parts;
}
