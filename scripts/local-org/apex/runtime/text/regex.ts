import { RegexSyntaxError, Translator } from './regexTranslator.ts';

export { RegexSyntaxError } from './regexTranslator.ts';

const cache = new Map<string, RegExp>();
const MAX_CACHED = 500;

/**
 * The JavaScript expression for a Java pattern with JavaScript `flags`. Throws {@link RegexSyntaxError} for malformed
 * and for unsupported patterns.
 */
export function javaRegex(pattern: string, flags: string): RegExp {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known) {
    known.lastIndex = 0;
    return known;
  }
  const translator = new Translator(pattern);
  const body = translator.translate();
  const needsUnicode = /\\p\{|\\P\{|[\ud800-\udfff]/.test(body);
  let regex: RegExp;
  try {
    regex = new RegExp(body, [...new Set(flags + translator.flags + (needsUnicode ? 'u' : ''))].join(''));
  } catch (error) {
    throw new RegexSyntaxError((error as Error).message);
  }
  if (cache.size > MAX_CACHED) cache.clear();
  cache.set(key, regex);
  return regex;
}

/** A Java replacement text (`$1`, `${name}`, `\$`) applied to a match. */
export function expandReplacement(replacement: string, match: RegExpExecArray): string {
  return replacement.replaceAll(/\\(.)|\$(\d)|\$\{(\w+)\}/gs, (_, escaped: string, index: string, name: string) => {
    if (escaped !== undefined) return escaped;
    if (index !== undefined) {
      if (Number(index) >= match.length) throw new RegexSyntaxError(`No group ${index}`);
      return match[Number(index)] ?? '';
    }
    return match.groups?.[name] ?? '';
  });
}

/** `String.replaceAll` / `replaceFirst` of Java. */
export function javaReplace(text: string, pattern: string, replacement: string, all: boolean): string {
  const regex = javaRegex(pattern, 'g');
  let out = '';
  let from = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    out += text.slice(from, match.index) + expandReplacement(replacement, match);
    from = match.index + match[0].length;
    if (match[0] === '') regex.lastIndex++;
    if (!all) break;
  }
  return out + text.slice(from);
}
