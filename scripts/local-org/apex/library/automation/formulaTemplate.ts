/** What becomes text by itself in a formula; everything else is turned into it first. */
const TEXT_TYPES: readonly string[] = ['Text', 'Id', 'Null'];

/**
 * The formula that a template stands for: its merge fields `{!Name}` joined with the text around them.
 * `typeOf` gives the type of a merge field's expression.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_formulaeval_FormulaBuilder.htm
 */
export function templateFormula(template: string, typeOf: (expression: string) => string): string {
  const parts = template.split(/\{!([^}]*)\}/);
  const terms = parts.map((part, i) => (i % 2 === 0 ? quoted(part) : asText(part, typeOf(part)))).filter((term) => term !== '""');
  return terms.length > 0 ? terms.join(' & ') : '""';
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}

function asText(expression: string, type: string): string {
  if (TEXT_TYPES.includes(type)) return `(${expression})`;
  return type === 'Checkbox' ? `IF(${expression}, "true", "false")` : `TEXT(${expression})`;
}
