import { TypegenError } from './errors.ts';
import type { TypeText } from './model.ts';

/** How a platform value arrives in a component: https://developer.salesforce.com/docs/platform/lwc/guide/apex.html (dates travel as ISO text). */
const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  id: 'string',
  boolean: 'boolean',
  integer: 'number',
  long: 'number',
  decimal: 'number',
  double: 'number',
  date: 'string',
  datetime: 'string',
  time: 'number',
  object: 'unknown',
  void: 'void',
};

/**
 * Turns an Apex type into a TypeScript one. A documentation comment narrows text:
 * `@picklist Object__c.Field__c` becomes the union of that field's values, `@values a | b` the union of the words.
 * @param apex type as written, without spaces (`List<StepView>`)
 * @param doc the member's documentation comment
 * @param where file and line, for errors
 * @throws TypegenError BAD_TAG when a narrowing tag stands at something that is not text
 */
export function typeText(apex: string, doc: string | undefined, where: string): TypeText {
  const narrowed = narrowing(doc);
  if (narrowed === undefined) return convert(apex);
  const wide = convert(apex);
  if (!/^string(\[\])?$/.test(wide.text)) throw new TypegenError('BAD_TAG', `${where}: @picklist and @values describe String, not ${apex}`);
  return { text: wide.text.replace('string', narrowed), classes: [] };
}

function narrowing(doc: string | undefined): string | undefined {
  const picklist = /@picklist\s+(\w+\.\w+)/.exec(doc ?? '');
  if (picklist) return `Picklists['${picklist[1]}']`;
  const values = /@values\s+([^\n*@]+)/.exec(doc ?? '');
  if (!values?.[1]) return undefined;
  const words = values[1].split('|').map((word) => `'${word.trim().replace(/\.$/, '')}'`);
  return words.length > 1 ? `(${words.join(' | ')})` : words[0];
}

function convert(apex: string): TypeText {
  const scalar = SCALARS[apex.toLowerCase().replace(/^system\./, '')];
  if (scalar !== undefined) return { text: scalar, classes: [] };
  const generic = /^(list|set|map)<(.*)>$/i.exec(apex);
  if (generic?.[1] && generic[2] !== undefined) {
    const inner = splitArguments(generic[2]).map(convert);
    const value = inner.at(-1)!;
    const text = generic[1].toLowerCase() === 'map' ? `Record<string, ${value.text}>` : `${value.text}[]`;
    return { text, classes: inner.flatMap((part) => part.classes) };
  }
  if (apex.endsWith('[]')) {
    const element = convert(apex.slice(0, -2));
    return { text: `${element.text}[]`, classes: element.classes };
  }
  const name = apex.split('.').at(-1)!;
  return { text: name, classes: [name] };
}

/** Splits `String,List<A,B>` at the commas of its own level. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '<') depth++;
    else if (text[at] === '>') depth--;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
