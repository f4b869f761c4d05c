/** Contents of Java's POSIX character classes `\p{Lower}` … */
export const POSIX: Record<string, string> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: ' \\t\\n\\x0B\\f\\r',
};

/** Java's names of Unicode classes, as JavaScript writes them. */
export const UNICODE_CLASSES: Record<string, string> = {
  IsAlphabetic: '\\p{Alphabetic}',
  IsDigit: '\\p{Nd}',
  IsLetter: '\\p{L}',
  IsUppercase: '\\p{Uppercase}',
  IsLowercase: '\\p{Lowercase}',
  IsPunctuation: '\\p{P}',
  InCyrillic: '\\u0400-\\u04FF',
  IsCyrillic: '\\p{Script=Cyrillic}',
  IsLatin: '\\p{Script=Latin}',
  javaLowerCase: '\\p{Ll}',
  javaUpperCase: '\\p{Lu}',
};
