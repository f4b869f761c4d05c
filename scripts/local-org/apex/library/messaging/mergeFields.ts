import type { FieldDef, SObjectDef } from '../../../metadata/index.ts';
import type { QueryRow } from '../../../soql/index.ts';
import { current } from '../../runtime/context.ts';

/** `{!Contact.Name}` of classic templates, `{{{Recipient.Name}}}` of Lightning ones. */
const MERGE_FIELD = /\{!\s*(\w+)\.(\w+)\s*\}|\{\{\{?\s*(\w+)\.(\w+)\s*\}?\}\}/g;

/** Shown as the user's locale writes them. */
const FORMATTED: ReadonlySet<FieldDef['type']> = new Set(['Number', 'Currency', 'Percent', 'Date', 'DateTime', 'Summary']);

/** A merge field of a text: where it stands, and what it asks for. */
interface MergeField {
  readonly offset: number;
  readonly text: string;
  readonly object: string;
  readonly field: string;
}

/** A merge field that names no field of the records at hand. */
export type UnknownField = Omit<MergeField, 'text'>;

export interface Merged {
  readonly text: string;
  readonly unknown: readonly UnknownField[];
}

function mergeFieldsOf(text: string): MergeField[] {
  return [...text.matchAll(MERGE_FIELD)].map((match) => ({
    offset: match.index,
    text: match[0],
    object: (match[1] ?? match[3])!,
    field: (match[2] ?? match[4])!,
  }));
}

/** Who a message is for and what it is about: where the merge fields of its texts take their values from. */
export class MergeContext {
  readonly #records: readonly (readonly [names: readonly string[], object: SObjectDef, id: string])[];
  readonly #known = new Map<string, string>();

  /**
   * @param whoId id of a contact, lead or user; fields of people come from it
   * @param whatId id of another record; fields of its object come from it
   */
  constructor(whoId: string | null, whatId: string | null) {
    const { schema } = current().host.source;
    this.#records = [
      [whoId, 'recipient'],
      [whatId, 'relatedto'],
    ].flatMap(([id, alias]) => {
      const object = id ? schema.byKeyPrefix(id.slice(0, 3)) : undefined;
      return object ? [[[object.apiName.toLowerCase(), alias!], object, id!] as const] : [];
    });
  }

  /** The texts with values instead of merge fields; fields without a value give nothing. */
  merge(texts: readonly (string | null)[]): (Merged | null)[] {
    const found = texts.map((text) => mergeFieldsOf(text ?? ''));
    this.#read(found.flat());
    return texts.map((text, i) => (text === null ? null : this.#replace(text, found[i]!)));
  }

  #replace(text: string, fields: readonly MergeField[]): Merged {
    let merged = '';
    let at = 0;
    const unknown: UnknownField[] = [];
    for (const field of fields) {
      const value = this.#value(field);
      if (value === undefined) unknown.push({ offset: field.offset, object: field.object, field: field.field });
      merged += text.slice(at, field.offset) + (value ?? '');
      at = field.offset + field.text.length;
    }
    return { text: merged + text.slice(at), unknown };
  }

  /** Undefined when there is no such field. */
  #value({ object, field }: MergeField): string | undefined {
    const name = object.toLowerCase();
    const known = this.#known.get(`${name}.${field.toLowerCase()}`);
    if (known !== undefined) return known;
    // The sender and the org, unless the message is for a user or about the org.
    const global = name === 'sender' || name === 'user' ? '$User' : name === 'organization' ? '$Organization' : undefined;
    if (global === undefined) return undefined;
    const { host, user } = current();
    const value = host.globalVariable(user.id, `${global}.${field}`);
    return value === undefined ? undefined : value === null ? '' : String(value);
  }

  /** One query a record, whatever the user may see: templates do not ask for permissions. */
  #read(fields: readonly MergeField[]): void {
    for (const [names, object, id] of this.#records) {
      const wanted = new Map<string, FieldDef>();
      for (const { object: name, field } of fields) {
        const def = names.includes(name.toLowerCase()) ? object.fields.get(field.toLowerCase()) : undefined;
        if (def) wanted.set(def.apiName, def);
      }
      if (wanted.size === 0) continue;
      const defs = [...wanted.values()];
      const select = defs.map((def, i) => (FORMATTED.has(def.type) ? `FORMAT(${def.apiName}) merged${i}` : def.apiName));
      const soql = `SELECT ${select.join(', ')} FROM ${object.apiName} WHERE Id = '${id}'`;
      const [row] = current().query(soql, new Map(), { userMode: false, sharing: false }) as QueryRow[];
      defs.forEach((def, i) => {
        const value = row?.values.get(FORMATTED.has(def.type) ? `merged${i}` : def.apiName) ?? '';
        for (const name of names) this.#known.set(`${name}.${def.apiName.toLowerCase()}`, typeof value === 'object' ? '' : String(value));
      });
    }
  }
}
