import type { NativeFn } from '../../types.ts';

const XML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const JAVA: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** HTML names of the characters U+00A0 to U+00FF, in order. */
const LATIN1 = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil ' +
  'sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute ' +
  'Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc ' +
  'atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide ' +
  'oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ');

/** Further names HTML 4 knows. */
const HTML4_EXTRA: Record<string, string> = {
  OElig: 'Œ',
  oelig: 'œ',
  Scaron: 'Š',
  scaron: 'š',
  Yuml: 'Ÿ',
  fnof: 'ƒ',
  circ: 'ˆ',
  tilde: '˜',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  zwnj: '\u200c',
  zwj: '\u200d',
  lrm: '\u200e',
  rlm: '\u200f',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  dagger: '†',
  Dagger: '‡',
  bull: '•',
  hellip: '…',
  permil: '‰',
  prime: '′',
  Prime: '″',
  lsaquo: '‹',
  rsaquo: '›',
  oline: '‾',
  frasl: '⁄',
  euro: '€',
  trade: '™',
  larr: '←',
  uarr: '↑',
  rarr: '→',
  darr: '↓',
  harr: '↔',
  minus: '−',
  infin: '∞',
  ne: '≠',
  le: '≤',
  ge: '≥',
  asymp: '≈',
  sum: '∑',
  radic: '√',
  loz: '◊',
  spades: '♠',
  clubs: '♣',
  hearts: '♥',
  diams: '♦',
};

const GREEK =
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho  Sigma Tau Upsilon Phi Chi Psi Omega'.split(' ');

function html3Names(): Map<string, string> {
  const names = new Map([
    ['&', 'amp'],
    ['<', 'lt'],
    ['>', 'gt'],
    ['"', 'quot'],
  ]);
  LATIN1.forEach((name, i) => names.set(String.fromCharCode(0xa0 + i), name));
  return names;
}

function html4Names(): Map<string, string> {
  const names = html3Names();
  for (const [name, c] of Object.entries(HTML4_EXTRA)) names.set(c, name);
  GREEK.forEach((name, i) => {
    if (!name) return;
    names.set(String.fromCharCode(0x391 + i), name);
    names.set(String.fromCharCode(0x3b1 + i), name.toLowerCase());
  });
  names.set('ς', 'sigmaf');
  return names;
}

const HTML3 = html3Names();
const HTML4 = html4Names();

const named = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replaceAll(/[&<>"\u00a0-\uffff]/g, (c) => (names.has(c) ? `&${names.get(c)};` : c));

/** Replaces `&name;`, `&#10;` and `&#x1F;`; unknown names stay. */
function unnamed(text: string, names: ReadonlyMap<string, string>): string {
  const characters = new Map([...names].map(([c, name]) => [name, c]));
  return text.replaceAll(/&(#x[\da-fA-F]+|#\d+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return characters.get(name) ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const unicodeEscape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

function escapeJava(text: string): string {
  return text.replaceAll(/[\\"\n\r\t\b\f]|[^ -~]/g, (c) => JAVA[c] ?? unicodeEscape(c));
}

function escapeEcmaScript(text: string): string {
  return escapeJava(text).replaceAll(/['/]/g, '\\$&');
}

const UNESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescapeJava(text: string): string {
  return text.replaceAll(/\\(?:u+([\da-fA-F]{4})|(.))/gs, (_, code: string, c: string) =>
    code === undefined ? (UNESCAPED[c] ?? c) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const XML_NAMES = new Map(Object.entries(XML).map(([c, entity]) => [c, entity.slice(1, -1)]));

const escapeCsv = (s: string): string => (/[",\n\r]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s);

function unescapeCsv(text: string): string {
  const inner = /^"([\s\S]*)"$/.exec(text)?.[1];
  return inner !== undefined && /[",\n\r]/.test(inner) ? inner.replaceAll('""', '"') : text;
}

/** Escapes and unescapes, as org.apache.commons.lang3.StringEscapeUtils. */
export const ESCAPE_METHODS: Record<string, NativeFn> = {
  'escapeCsv(): String': escapeCsv,
  'escapeEcmaScript(): String': escapeEcmaScript,
  'escapeHtml3(): String': (s: string) => named(s, HTML3),
  'escapeHtml4(): String': (s: string) => named(s, HTML4),
  'escapeJava(): String': escapeJava,
  'escapeUnicode(): String': (s: string) => s.replaceAll(/[^ -~]/g, unicodeEscape),
  'escapeXml(): String': (s: string) => s.replaceAll(/[&<>"']/g, (c) => XML[c]!),
  'unescapeCsv(): String': unescapeCsv,
  'unescapeEcmaScript(): String': unescapeJava,
  'unescapeHtml3(): String': (s: string) => unnamed(s, HTML3),
  'unescapeHtml4(): String': (s: string) => unnamed(s, HTML4),
  'unescapeJava(): String': unescapeJava,
  'unescapeUnicode(): String': (s: string) =>
    s.replaceAll(/\\u+([\da-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  'unescapeXml(): String': (s: string) => unnamed(s, XML_NAMES),
};
