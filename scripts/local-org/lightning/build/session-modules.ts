import { readFileSync } from 'node:fs';
import type { Plugin } from 'rollup';
import { I18N_NAMES } from '../i18n/formats.ts';

const PREFIX = '\0session:';
const I18N = '@salesforce/i18n/';

/**
 * Platform modules whose value belongs to the session that loads the page and not to the build: labels of base
 * components, locale formats, form factor. They become modules that read `globalThis.__org`, which the page fills
 * before it imports anything else, so one build serves users of every language.
 * https://developer.salesforce.com/docs/platform/lwc/guide/create-i18n.html
 */
export function sessionModules(baseComponents: string): Plugin {
  return {
    name: 'org-session-modules',
    resolveId: (id) => (isSessionModule(id) ? PREFIX + id : null),
    load: (id) => (id.startsWith(PREFIX) ? sessionSource(id.slice(PREFIX.length), baseComponents) : null),
  };
}

function isSessionModule(id: string): boolean {
  if (id.startsWith('@salesforce/label/')) return !id.startsWith('@salesforce/label/c.');
  return (id.startsWith(I18N) && I18N_NAMES.has(id.slice(I18N.length))) || id === '@salesforce/client/formFactor';
}

function sessionSource(id: string, baseComponents: string): string {
  if (id === '@salesforce/client/formFactor') return 'export default globalThis.__org.formFactor;';
  const name = id.slice(id.indexOf('/', '@salesforce/'.length) + 1);
  if (id.startsWith('@salesforce/label/')) {
    return `export default globalThis.__org.baseLabel(${JSON.stringify(name)}, ${englishLabel(baseComponents, name)});`;
  }
  return `export default globalThis.__org.i18n(${JSON.stringify(name)});`;
}

/** The text that ships with the base components, as a string literal. Throws when they have no such label. */
function englishLabel(baseComponents: string, name: string): string {
  const source = readFileSync(`${baseComponents}/scopedImports/@salesforce-label-${name}.js`, 'utf8');
  const literal = /export default\s+("(?:[^"\\]|\\.)*")/.exec(source)?.[1];
  if (literal === undefined) throw new Error(`The base components' label ${name} has no text`);
  return literal;
}
