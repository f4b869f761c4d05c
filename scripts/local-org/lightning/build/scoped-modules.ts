import type { Plugin } from 'rollup';

const PREFIX = '\0scoped:';

/** What exists in the org's source, so that a component importing something else fails when it is built. */
export interface SourceNames {
  /** Lower-cased names of Apex classes. */
  readonly classes: ReadonlySet<string>;
  /** Names of custom labels, e.g. `Save`. */
  readonly labels: ReadonlySet<string>;
  readonly staticResources: ReadonlySet<string>;
  readonly messageChannels: ReadonlySet<string>;
}

/**
 * The `@salesforce/*` modules that components of an org import. Values that depend on the user are read from the
 * session when the page loads.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-salesforce-modules.html
 */
export function scopedModules(names: SourceNames): Plugin {
  return {
    name: 'org-scoped-modules',
    resolveId(id, importer) {
      if (!id.startsWith('@salesforce/')) return null;
      if (id === '@salesforce/apex') return { id, external: true };
      const source = scopedSource(id, names);
      if (source.problem !== undefined) {
        const file = importer?.split('?')[0] ?? id;
        this.error({ message: `${id}: ${source.problem}`, id: file, loc: { file, line: 1, column: 0 } });
      }
      return source.code === undefined ? null : PREFIX + id;
    },
    load(id) {
      return id.startsWith(PREFIX) ? (scopedSource(id.slice(PREFIX.length), names).code ?? null) : null;
    },
  };
}

interface ScopedSource {
  readonly code?: string;
  readonly problem?: string;
}

function scopedSource(id: string, names: SourceNames): ScopedSource {
  const [, kind = '', ...rest] = id.split('/');
  const name = rest.join('/');
  const make = MAKERS[kind];
  return make ? make(name, names) : { problem: 'the local org does not provide this module' };
}

const text = JSON.stringify;
const fromSession = (expression: string): ScopedSource => ({ code: `export default globalThis.__org.${expression};` });

const MAKERS: Readonly<Record<string, (name: string, names: SourceNames) => ScopedSource>> = {
  apex(name, names) {
    const [apexClass = '', method] = name.split('.');
    if (!method) return { problem: 'expected Class.method' };
    if (!names.classes.has(apexClass.toLowerCase())) return { problem: `there is no Apex class ${apexClass}` };
    return { code: `import { apexMethod } from '@salesforce/apex'; export default apexMethod(${text(apexClass)}, ${text(method)});` };
  },
  schema(name) {
    const [objectApiName, ...path] = name.split('.');
    if (!objectApiName || path.some((part) => !part)) return { problem: 'expected Object or Object.Field' };
    return { code: `export default ${text(path.length ? { fieldApiName: path.join('.'), objectApiName } : { objectApiName })};` };
  },
  label(name, names) {
    if (!name.startsWith('c.')) return {};
    if (!names.labels.has(name.slice(2))) return { problem: `there is no custom label ${name.slice(2)}` };
    return fromSession(`label(${text(name)})`);
  },
  user(name) {
    if (name === 'Id') return fromSession('userId');
    return name === 'isGuest' ? { code: 'export default false;' } : { problem: 'expected user/Id or user/isGuest' };
  },
  customPermission: (name) => fromSession(`hasCustomPermission(${text(name)})`),
  resourceUrl(name, names) {
    if (!names.staticResources.has(name)) return { problem: `there is no static resource ${name}` };
    return { code: `export default ${text(`/resource/${name}`)};` };
  },
  messageChannel(name, names) {
    const channel = name.replace(/__c$/, '');
    if (!names.messageChannels.has(channel)) return { problem: `there is no message channel ${name}` };
    return { code: `export default { channelName: ${text(name)} };` };
  },
  gate: () => ({ code: 'export default { isOpen: () => true };' }),
  i18n: () => ({}),
  client: (name) => (name === 'formFactor' ? {} : { problem: 'expected client/formFactor' }),
};
