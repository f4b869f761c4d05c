import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { flag, text, type MetadataComponent, type SourceProblem, type SourceTree } from '../metadata/index.ts';
import type { FieldValue } from '../metadata/index.ts';
import type { SetupRows } from './rows.ts';

/** The folder of what lies in none. */
const UNFILED = 'unfiled$public';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  csv: 'text/csv',
  gif: 'image/gif',
  html: 'text/html',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'text/xml',
};

/**
 * Writes the records of documents and classic email templates with their folders. Users make such records too, so none is
 * taken away.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_document.htm
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_email.htm
 */
export function installContent(rows: SetupRows, source: SourceTree, organizationId: string, problems: SourceProblem[]): void {
  for (const [type, folderType, kind, valuesOf] of [
    ['Document', 'DocumentFolder', 'Document', documentValues],
    ['EmailTemplate', 'EmailFolder', 'Email', templateValues],
  ] as const) {
    const components = source.components.get(type) ?? [];
    if (components.length === 0 || !source.schema.object(type)) continue;
    const folders = installFolders(rows, source, folderType, kind);
    for (const component of components) {
      const [DeveloperName = '', ...path] = component.fullName.split('/').reverse();
      const folder = path.reverse().join('/');
      const FolderId = folder === UNFILED ? organizationId : folders.get(folder.toLowerCase());
      if (FolderId === undefined) problems.push({ file: component.file, message: `There is no folder ${folder}` });
      else rows.upsert(type, { DeveloperName, FolderId }, { Name: text(component.xml, 'name') ?? DeveloperName, ...valuesOf(component) });
    }
  }
}

/** @returns ids by lower-cased full name */
function installFolders(rows: SetupRows, source: SourceTree, type: string, Type: string): Map<string, string> {
  const folders = new Map<string, string>();
  for (const { fullName, xml } of source.components.get(type) ?? []) {
    const DeveloperName = fullName.split('/').at(-1) ?? fullName;
    const values = { Name: text(xml, 'name') ?? DeveloperName, AccessType: text(xml, 'accessType') ?? 'Public' };
    folders.set(fullName.toLowerCase(), rows.upsert('Folder', { Type, DeveloperName }, values));
  }
  return folders;
}

/** What stands in the file beside the meta file. */
function contentOf({ file }: MetadataComponent): Buffer | null {
  const path = file.replace(/-meta\.xml$/, '');
  return path !== file && existsSync(path) ? readFileSync(path) : null;
}

function documentValues(component: MetadataComponent): Record<string, FieldValue> {
  const { xml, file } = component;
  const content = contentOf(component);
  const type = extname(file.replace(/-meta\.xml$/, '')).slice(1);
  return {
    Description: text(xml, 'description') ?? null,
    Keywords: text(xml, 'keywords') ?? null,
    IsInternalUseOnly: flag(xml, 'internalUseOnly'),
    IsPublic: flag(xml, 'public'),
    Type: type,
    ContentType: CONTENT_TYPES[type.toLowerCase()] ?? 'application/octet-stream',
    Body: content?.toString('base64') ?? null,
    BodyLength: content?.length ?? 0,
  };
}

/** The content of a text template is its text, that of the others their HTML or markup; these have the text beside. */
function templateValues(component: MetadataComponent): Record<string, FieldValue> {
  const { xml } = component;
  const kind = text(xml, 'type') ?? 'text';
  const content = contentOf(component)?.toString('utf8') ?? null;
  return {
    TemplateType: kind,
    TemplateStyle: text(xml, 'style') ?? 'none',
    IsActive: flag(xml, 'available'),
    Subject: text(xml, 'subject') ?? null,
    Body: (kind === 'text' ? content : text(xml, 'textOnly')) ?? null,
    HtmlValue: kind === 'html' || kind === 'custom' ? content : null,
    Markup: kind === 'visualforce' ? content : null,
    Description: text(xml, 'description') ?? null,
    Encoding: text(xml, 'encodingKey') ?? 'UTF-8',
    UiType: text(xml, 'uiType') ?? 'Aloha',
  };
}
