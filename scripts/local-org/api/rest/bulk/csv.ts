import { CsvError, parseCsv as parse } from '../../../csv/index.ts';
import { ApiError } from '../../errors.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm (columnDelimiter) */
export const DELIMITERS: Readonly<Record<string, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
};

const QUOTE = '"';

/**
 * Rows of CSV text, one at a time.
 * @throws ApiError InvalidBatch (400) for text that is no CSV
 */
export function* parseCsv(text: string, delimiter: string): Generator<string[]> {
  try {
    yield* parse(text, delimiter);
  } catch (error) {
    if (error instanceof CsvError) throw new ApiError(400, 'InvalidBatch', error.message);
    throw error;
  }
}

/** One line with every value in quotes, as Bulk API results have it. */
export function csvLine(values: readonly string[], delimiter: string, lineEnding: string): string {
  return values.map((value) => `${QUOTE}${value.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}`).join(delimiter) + lineEnding;
}
