import { text, texts } from '../source/xml.ts';
import type { MetadataComponent } from '../types.ts';
import type { ApexSource } from '../source-tree.ts';
import { catalogName } from './catalog.ts';

/** Objects of features the local org does not have: several currencies. */
const OF_OTHER_ORGS = ['CurrencyType', 'DatedConversionRate'];

/** Objects that code knows as children of others only, by the name of the children. */
const CHILDREN: ReadonlyMap<string, string> = new Map([['notesandattachments', 'NoteAndAttachment']]);

/**
 * Names of standard objects that the source mentions: in Apex by their name (types, queries), in metadata as the target of a
 * lookup or as the object that is customised. The platform has thousands of standard objects; an org of the local org gets
 * tables for those that its source knows of.
 */
export function wantedObjects(words: ReadonlySet<string>, components: ReadonlyMap<string, readonly MetadataComponent[]>): string[] {
  const names = new Set<string>();
  const want = (word: string): void => {
    const name = catalogName(word);
    if (name) names.add(name);
  };
  for (const word of words) {
    want(word);
    if (word.endsWith('Id')) want(word.slice(0, -2));
    const child = CHILDREN.get(word.toLowerCase());
    if (child !== undefined) want(child);
  }
  for (const { fullName, type } of components.get('CustomObject') ?? []) if (type === 'CustomObject') want(fullName);
  for (const { fullName, xml } of components.get('CustomField') ?? []) {
    want(fullName.split('.')[0] ?? '');
    // A relationship of custom metadata leads to definitions of objects and fields.
    if (/Lookup|MasterDetail|MetadataRelationship/.test(text(xml, 'type') ?? '')) texts(xml, 'referenceTo').forEach(want);
  }
  for (const name of OF_OTHER_ORGS) names.delete(name);
  if (names.has('FieldDefinition') || names.has('EntityParticle')) names.add('EntityDefinition');
  if (names.has('TabDefinition')) names.add('IconDefinition');
  return [...names].sort();
}

/** Words of Apex code in upper or mixed case, and what follows FROM: variables begin with a small letter, types do not. */
export function wordsOf(apex: readonly ApexSource[]): Set<string> {
  const words = new Set<string>();
  for (const { body } of apex) {
    for (const [word] of body.matchAll(/\b[A-Z]\w{3,}/g)) words.add(word);
    for (const [, word] of body.matchAll(/\bfrom\s+([a-z]\w{3,})/gi)) words.add(word!);
  }
  return words;
}
