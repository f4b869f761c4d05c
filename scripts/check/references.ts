import { readFileSync } from 'node:fs';

import type { MetadataComponent, SourceTree } from '../local-org/metadata/index.ts';
import { childNodes, text } from '../local-org/metadata/index.ts';
import { packageFiles } from './files.ts';
import type { Finding, Rule } from './finding.ts';

/** Permission sets, pages and layouts name other components; a misspelt name fails in the org only. */
export function references(source: SourceTree): Rule {
  return {
    name: 'names in permission sets, pages and label imports exist',
    find: () => [
      ...(source.components.get('PermissionSet') ?? []).flatMap((set) => permissionSet(source, set)),
      ...pages(source),
      ...labelImports(source),
    ],
  };
}

function permissionSet(source: SourceTree, set: MetadataComponent): Finding[] {
  const found: Finding[] = [];
  const missing = (what: string): number => found.push({ file: set.file, message: `${what} does not exist` });
  for (const node of childNodes(set.xml, 'objectPermissions')) {
    const name = text(node, 'object') ?? '';
    if (!source.schema.object(name)) missing(`object ${name}`);
  }
  for (const node of childNodes(set.xml, 'fieldPermissions')) {
    const [object = '', field = ''] = (text(node, 'field') ?? '').split('.');
    const definition = source.schema.object(object);
    const known = definition && source.schema.field(definition, field);
    if (!known) missing(`field ${object}.${field}`);
    else if (known.required)
      found.push({ file: set.file, message: `${object}.${field} is required: the platform refuses field permissions on it` });
  }
  for (const node of childNodes(set.xml, 'classAccesses')) {
    const name = text(node, 'apexClass') ?? '';
    if (!source.classes.some((cls) => cls.name === name)) missing(`Apex class ${name}`);
  }
  for (const node of childNodes(set.xml, 'customPermissions')) {
    const name = text(node, 'name') ?? '';
    if (!(source.components.get('CustomPermission') ?? []).some((permission) => permission.fullName === name))
      missing(`custom permission ${name}`);
  }
  return found;
}

function pages(source: SourceTree): Finding[] {
  const bundles = new Set(source.lwc.map((bundle) => bundle.name));
  return (source.components.get('FlexiPage') ?? []).flatMap((page) =>
    [...readFileSync(page.file, 'utf8').matchAll(/<componentName>(?:c:)?([A-Za-z0-9_]+)<\/componentName>/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !bundles.has(name))
      .map((name) => ({ file: page.file, message: `component ${name} does not exist` })),
  );
}

function labelImports(source: SourceTree): Finding[] {
  return packageFiles('main/**/lwc/*/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/@salesforce\/label\/c\.([A-Za-z0-9_]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => source.translations.label(name, 'en_US') === undefined)
      .map((name) => ({ file, message: `label ${name} does not exist` })),
  );
}
