import { fail } from '../errors.ts';
import { textOf } from '../values/text.ts';
import { plain } from '../values/value.ts';
import { csv } from './csv.ts';
import { dw } from './dw.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { urlEncoded } from './url-encoded.ts';
import { xml } from './xml.ts';

/** https://docs.mulesoft.com/dataweave/latest/dataweave-formats-text */
const text: Format = { read: (source) => source, write: (value) => textOf(plain(value)) };

const FORMATS: Readonly<Record<string, Format>> = {
  'application/json': json,
  'text/json': json,
  json,
  'application/csv': csv,
  'text/csv': csv,
  csv,
  'application/xml': xml,
  'text/xml': xml,
  xml,
  'text/plain': text,
  'application/dw': dw,
  'application/x-www-form-urlencoded': urlEncoded,
};

/** Objects of the host language: not text. */
const OBJECTS: ReadonlySet<string> = new Set(['application/java', 'application/apex', 'java', 'apex']);

/** True for the formats that are no text. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/DataWeaveInApex_impl.htm */
export function isObjectFormat(mimeType: string): boolean {
  return OBJECTS.has(mimeType);
}

function formatOf(mimeType: string): Format | undefined {
  return FORMATS[mimeType.split(';')[0]!.trim().toLowerCase()];
}

/** What reads a content type. Throws a DataWeaveError for one that is not known. */
export function readerOf(mimeType: string): Required<Format>['read'] {
  return formatOf(mimeType)?.read ?? unknown(mimeType);
}

/** What writes a content type. Throws a DataWeaveError for one that is not known. */
export function writerOf(mimeType: string): Required<Format>['write'] {
  return formatOf(mimeType)?.write ?? unknown(mimeType);
}

function unknown(mimeType: string): never {
  fail(`Unknown content type \`${mimeType}\``);
}

export { Properties } from './format.ts';
