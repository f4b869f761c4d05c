import type { ApexMap } from '../../runtime/collections/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import { textOf } from '../../runtime/text/index.ts';

/**
 * `String.format`: java.text.MessageFormat with `{0}` place holders. Two single quotes are one; one of them starts
 * text in which braces are plain, since API version 51 only before a brace: elsewhere it stands for itself.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm#apex_System_String_format
 */
export function formatMessage(pattern: string, args: readonly string[], keepsQuotes: boolean): string {
  let out = '';
  let quoted = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === "'") {
      if (pattern[i + 1] === "'") {
        out += "'";
        i++;
      } else if (keepsQuotes && !quoted && !/[{}]/.test(pattern[i + 1] ?? '')) out += c;
      else quoted = !quoted;
    } else if (c === '{' && !quoted) {
      const end = pattern.indexOf('}', i);
      out += placeholder(end < 0 ? pattern.slice(i + 1) : pattern.slice(i + 1, end), args, pattern);
      i = end < 0 ? pattern.length : end;
    } else out += c;
  }
  return out;
}

function placeholder(body: string, args: readonly string[], pattern: string): string {
  if (!/^\s*\d+\s*$/.test(body)) throwApex('System.StringException', `Invalid format: ${pattern}`);
  return args[Number(body)] ?? `{${body.trim()}}`;
}

/**
 * `template`: `${name}` stands for the text of that value, `$${name}` for itself.
 * Throws System.StringException for a name the map does not have.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm#apex_System_String_template
 */
export function fillTemplate(text: string, values: ApexMap<string, unknown>): string {
  return text.replaceAll(/\$?\$\{([^}]*)\}/g, (found, name: string) => {
    if (found.startsWith('$$')) return found.slice(1);
    if (!values.containsKey(name)) throwApex('System.StringException', `Variable not found: ${name}`);
    return textOf(values.get(name));
  });
}
