import { UnsupportedFeatureError } from '../metadata/index.ts';
import { BLOCKS } from './blocks.ts';
import type { CharTest } from './nodes.ts';

const of =
  (regex: RegExp): CharTest =>
  (code) =>
    regex.test(String.fromCodePoint(code));
const ascii =
  (regex: RegExp): CharTest =>
  (code) =>
    code < 128 && regex.test(String.fromCharCode(code));
const ASCII: Readonly<Record<string, CharTest>> = {
  Lower: ascii(/[a-z]/),
  Upper: ascii(/[A-Z]/),
  ASCII: (code) => code < 128,
  Alpha: ascii(/[a-zA-Z]/),
  Digit: (code) => code >= 48 && code <= 57,
  Alnum: ascii(/[a-zA-Z0-9]/),
  Punct: ascii(/[!-/:-@[-`{-~]/),
  Graph: (code) => code > 32 && code < 127,
  Print: (code) => code >= 32 && code < 127,
  Blank: (code) => code === 32 || code === 9,
  Cntrl: (code) => code < 32 || code === 127,
  XDigit: ascii(/[0-9a-fA-F]/),
  Space: (code) => code === 32 || (code >= 9 && code <= 13),
};

/** White space as java.lang.Character has it: without the spaces that do not break. */
const JAVA_SPACE = of(/[\t-\r\x1C-\x1F]|(?![\u00A0\u2007\u202F])[\p{Zs}\p{Zl}\p{Zp}]/u);
const ALPHABETIC = of(/\p{Alphabetic}/u);
const IGNORABLE = of(/[\0-\x08\x0E-\x1B\x7F-\x9F]|\p{Cf}/u);
const GRAPH = of(/[^\p{White_Space}\p{Cc}\p{Cs}\p{Cn}]/u);
const BLANK = of(/[\p{Zs}\t]/u);
const START = of(/[\p{L}\p{Nl}]/u);
const PART = of(/[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\0-\x08\x0E-\x1B\x7F-\x9F]|\p{Cf}/u);

/** What `(?U)` makes of the POSIX classes. */
const UNICODE_POSIX: Readonly<Record<string, CharTest>> = {
  Lower: of(/\p{Lowercase}/u),
  Upper: of(/\p{Uppercase}/u),
  ASCII: ASCII.ASCII!,
  Alpha: ALPHABETIC,
  Digit: of(/\p{Nd}/u),
  Alnum: of(/[\p{Alphabetic}\p{Nd}]/u),
  Punct: of(/\p{P}/u),
  Graph: GRAPH,
  Print: of(/(?!\p{Cc})[\p{Zs}\t]|[^\p{White_Space}\p{Cc}\p{Cs}\p{Cn}]/u),
  Blank: BLANK,
  Cntrl: of(/\p{Cc}/u),
  XDigit: of(/[\p{Nd}\p{Hex_Digit}]/u),
  Space: of(/\p{White_Space}/u),
};

/** Methods of java.lang.Character, as `\p{javaLowerCase}`. */
const CHARACTER: Readonly<Record<string, CharTest>> = {
  LowerCase: UNICODE_POSIX.Lower!,
  UpperCase: UNICODE_POSIX.Upper!,
  Alphabetic: ALPHABETIC,
  Ideographic: of(/\p{Ideographic}/u),
  TitleCase: of(/\p{Lt}/u),
  Digit: UNICODE_POSIX.Digit!,
  Defined: of(/\P{Cn}/u),
  Letter: of(/\p{L}/u),
  LetterOrDigit: of(/[\p{L}\p{Nd}]/u),
  JavaIdentifierStart: of(/[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u),
  JavaIdentifierPart: (code) => PART(code) || /\p{Sc}/u.test(String.fromCodePoint(code)),
  UnicodeIdentifierStart: START,
  UnicodeIdentifierPart: PART,
  IdentifierIgnorable: IGNORABLE,
  SpaceChar: of(/[\p{Zs}\p{Zl}\p{Zp}]/u),
  Whitespace: JAVA_SPACE,
  ISOControl: of(/\p{Cc}/u),
  Mirrored: of(/\p{Bidi_Mirrored}/u),
};

/** Binary properties of Unicode, as `\p{IsAlphabetic}`; their names in capitals. */
const BINARY: Readonly<Record<string, CharTest>> = {
  ALPHABETIC,
  LETTER: CHARACTER.Letter!,
  IDEOGRAPHIC: CHARACTER.Ideographic!,
  LOWERCASE: UNICODE_POSIX.Lower!,
  UPPERCASE: UNICODE_POSIX.Upper!,
  TITLECASE: CHARACTER.TitleCase!,
  WHITE_SPACE: UNICODE_POSIX.Space!,
  CONTROL: UNICODE_POSIX.Cntrl!,
  PUNCTUATION: UNICODE_POSIX.Punct!,
  HEX_DIGIT: of(/\p{Hex_Digit}/u),
  ASSIGNED: CHARACTER.Defined!,
  NONCHARACTER_CODE_POINT: of(/\p{Noncharacter_Code_Point}/u),
  DIGIT: UNICODE_POSIX.Digit!,
  ALNUM: UNICODE_POSIX.Alnum!,
  BLANK,
  GRAPH,
  PRINT: UNICODE_POSIX.Print!,
  WORD: of(/[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u),
  JOIN_CONTROL: of(/\p{Join_Control}/u),
};

/** Sets that a search without regard to case widens to all letters that have a case. */
const CASED = /^(?:Lower|Upper|Lu|Ll|Lt|IsLu|IsLl|IsLt|java(?:LowerCase|UpperCase|TitleCase)|Is(?:Lowercase|Uppercase|Titlecase))$/i;

const cache = new Map<string, CharTest>();

/** `\w`, `\d`, `\s`, `\h`, `\v`; the first three follow `(?U)`. */
export function predefinedClass(letter: string, unicode: boolean): CharTest {
  switch (letter) {
    case 'd':
      return (unicode ? UNICODE_POSIX : ASCII).Digit!;
    case 's':
      return (unicode ? UNICODE_POSIX : ASCII).Space!;
    case 'h':
      return of(/[ \xA0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000\t]/);
    case 'v':
      return of(/[\n\x0B\f\r\x85\u2028\u2029]/);
    default:
      return unicode ? BINARY.WORD! : (code) => ASCII.Alnum!(code) || code === 95;
  }
}

/**
 * What `\p{name}` stands for; undefined when Java knows no such property.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html (Unicode support)
 * Throws UnsupportedFeatureError for blocks that are not known here.
 */
export function property(name: string, options: { readonly ignoreCase: boolean; readonly unicode: boolean }): CharTest | undefined {
  const key = `${name}/${String(options.ignoreCase)}/${String(options.unicode)}`;
  let test = cache.get(key);
  if (!test) {
    test = find(name, options.unicode);
    if (!test) return undefined;
    if (options.ignoreCase && CASED.test(name)) {
      const asciiOnly = name in ASCII && !options.unicode;
      test = asciiOnly ? ASCII.Alpha! : of(/[\p{Lu}\p{Ll}\p{Lt}]/u);
    }
    cache.set(key, test);
  }
  return test;
}

function find(name: string, unicode: boolean): CharTest | undefined {
  const [, key, value] = /^(\w+)=(.+)$/.exec(name) ?? [];
  if (key !== undefined) {
    if (/^(?:sc|script)$/i.test(key)) return script(value!);
    if (/^(?:blk|block)$/i.test(key)) return block(value!);
    return /^(?:gc|general_category)$/i.test(key) ? category(value!) : undefined;
  }
  if (name.startsWith('In')) return block(name.slice(2));
  if (name.startsWith('java')) return CHARACTER[name.slice(4)];
  if (name.startsWith('Is')) {
    const rest = name.slice(2);
    return BINARY[rest.toUpperCase()] ?? category(rest) ?? script(rest);
  }
  // (?U) takes the POSIX names in any case.
  const posix = unicode ? Object.entries(UNICODE_POSIX).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1] : ASCII[name];
  return posix ?? category(name);
}

function category(name: string): CharTest | undefined {
  if (name === 'L1') return (code) => code < 256;
  if (/^all$/i.test(name)) return () => true;
  if (name === 'LC') return of(/[\p{Lu}\p{Ll}\p{Lt}]/u);
  if (name === 'LD') return CHARACTER.LetterOrDigit;
  return /^[A-Z][a-z]?$/.test(name) ? unicodeSet(name) : undefined;
}

function script(name: string): CharTest | undefined {
  // Java takes the names in any case, JavaScript as Unicode writes them.
  const written = name.toLowerCase().replace(/(^|_)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
  return unicodeSet(`Script=${written}`);
}

function block(name: string): CharTest | undefined {
  if (!/^[\w\s-]+$/.test(name)) return undefined;
  const range = BLOCKS[name.toLowerCase().replaceAll(/[\s_-]/g, '')];
  if (!range) throw new UnsupportedFeatureError(`The Unicode block ${name} in patterns`);
  return (code) => code >= range[0] && code <= range[1];
}

function unicodeSet(text: string): CharTest | undefined {
  try {
    return of(new RegExp(`\\p{${text}}`, 'u'));
  } catch {
    return undefined;
  }
}
