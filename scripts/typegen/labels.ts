import { parseXml, readSources } from './sources.ts';

export interface CustomLabel {
  readonly name: string;
  /** The text in the label's own language. */
  readonly value: string;
}

/** Reads all custom labels of the package, sorted by name. */
export async function readLabels(root: string, folder: string): Promise<CustomLabel[]> {
  const labels: CustomLabel[] = [];
  for (const file of await readSources(root, folder, '.labels-meta.xml')) {
    const body = parseXml(file)['CustomLabels'] as { readonly labels?: readonly { readonly fullName: string; readonly value: string }[] };
    for (const label of body.labels ?? []) labels.push({ name: label.fullName, value: label.value });
  }
  return labels.sort((a, b) => (a.name < b.name ? -1 : 1));
}
