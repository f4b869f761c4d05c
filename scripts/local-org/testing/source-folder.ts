import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes files into a new temporary folder: path → content. `remove` deletes it. */
export function sourceFolder(files: Readonly<Record<string, string>>): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'local-org-'));
  for (const [path, content] of Object.entries(files)) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A metadata file's text. */
export function xml(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</${root}>\n`;
}

/** Files of a custom object with its fields: field name → content of its `CustomField`. */
export function objectFiles(
  folder: string,
  object: string,
  content: string,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const base = `${folder}/objects/${object}`;
  const files: Record<string, string> = {};
  if (content !== '') files[`${base}/${object}.object-meta.xml`] = xml('CustomObject', content);
  for (const [name, body] of Object.entries(fields)) {
    files[`${base}/fields/${name}.field-meta.xml`] = xml('CustomField', `<fullName>${name}</fullName><label>${name}</label>${body}`);
  }
  return files;
}
