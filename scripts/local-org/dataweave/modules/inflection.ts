const SAME: ReadonlySet<string> = new Set('deer fish sheep series species money rice information equipment news'.split(' '));
const IRREGULAR: readonly (readonly [one: string, many: string])[] = [
  ['person', 'people'],
  ['man', 'men'],
  ['woman', 'women'],
  ['child', 'children'],
  ['foot', 'feet'],
  ['tooth', 'teeth'],
  ['goose', 'geese'],
  ['mouse', 'mice'],
  ['die', 'dice'],
  ['ox', 'oxen'],
  ['datum', 'data'],
  ['medium', 'media'],
];
/** Ending of a singular → of its plural; the first that fits counts. */
const PLURAL: readonly (readonly [RegExp, string])[] = [
  [/(analy|ba|diagno|parenthe|synop|the|cri)sis$/i, '$1ses'],
  [/(matr|vert|ind)(?:ix|ex)$/i, '$1ices'],
  [/(buffal|tomat|potat|her|ech)o$/i, '$1oes'],
  [/(?:([^f])fe|([lr])f)$/i, '$1$2ves'],
  [/([^aeiou]|qu)y$/i, '$1ies'],
  [/(x|ch|ss|sh|s|z)$/i, '$1es'],
  [/$/, 's'],
];
const SINGULAR: readonly (readonly [RegExp, string])[] = [
  [/(analy|ba|diagno|parenthe|synop|the|cri)ses$/i, '$1sis'],
  [/(matr)ices$/i, '$1ix'],
  [/(vert|ind)ices$/i, '$1ex'],
  [/(buffal|tomat|potat|her|ech)oes$/i, '$1o'],
  [/([lr])ves$/i, '$1f'],
  [/([^f])ves$/i, '$1fe'],
  [/([^aeiou]|qu)ies$/i, '$1y'],
  [/(x|ch|ss|sh|us|z)es$/i, '$1'],
  [/ss$/i, 'ss'],
  [/s$/i, ''],
];

/** The plural of an English noun. https://docs.mulesoft.com/dataweave/latest/dw-strings-functions-pluralize */
export function pluralOf(noun: string): string {
  return changed(noun, 0, 1, PLURAL);
}

/** The singular of an English noun. https://docs.mulesoft.com/dataweave/latest/dw-strings-functions-singularize */
export function singularOf(noun: string): string {
  return changed(noun, 1, 0, SINGULAR);
}

function changed(noun: string, from: 0 | 1, to: 0 | 1, rules: typeof PLURAL): string {
  const lower = noun.toLowerCase();
  if (noun === '' || SAME.has(lower)) return noun;
  const irregular = IRREGULAR.find((pair) => pair[from] === lower);
  if (irregular) return noun[0]! + irregular[to].slice(1);
  const [pattern, ending] = rules.find(([candidate]) => candidate.test(noun)) ?? [/$/, ''];
  return noun.replace(pattern, ending);
}
