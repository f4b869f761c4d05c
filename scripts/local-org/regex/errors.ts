/** A pattern that Java refuses. The message is that of java.util.regex.PatternSyntaxException: what, where, the pattern, a caret. */
export class RegexSyntaxError extends Error {
  readonly code = 'REGEX_SYNTAX';

  /** @param index place in the pattern; negative when the whole of it is meant */
  constructor(description: string, pattern: string, index: number) {
    const place = index < 0 ? description : `${description} near index ${index}`;
    const caret = index >= 0 && index < pattern.length ? `\n${' '.repeat(index)}^` : '';
    super(`${place}\n${pattern}${caret}`);
  }
}

/** A replacement text that refers to a group that the pattern does not have, or ends in the middle of an escape. */
export class ReplacementError extends Error {
  readonly code = 'REGEX_REPLACEMENT';
}

/** A search that has read its text more often than the platform allows. */
export class RegexTooComplicatedError extends Error {
  readonly code = 'REGEX_TOO_COMPLICATED';
}
