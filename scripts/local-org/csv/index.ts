/** CSV that cannot be read. */
export class CsvError extends Error {
  readonly code = 'CSV';
}

const QUOTE = '"';

/**
 * Rows of CSV text, one at a time: fields in double quotes may hold delimiters, line breaks and doubled quotes. Empty lines
 * are left out. Both kinds of line ending are understood.
 * @throws CsvError for a quote that is not closed or followed by more text
 */
export function* parseCsv(text: string, delimiter: string): Generator<string[]> {
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let value: string;
    if (text[at] === QUOTE) [value, at] = quoted(text, at + 1);
    else {
      const start = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
      value = text.slice(start, at);
    }
    const end = text[at];
    if (end !== delimiter && end !== undefined && end !== '\n' && end !== '\r') {
      throw new CsvError(`Unexpected character after a quoted value: ${end}`);
    }
    row.push(value);
    if (end === delimiter) {
      at++;
      // A delimiter at the very end is followed by an empty value.
      if (at === text.length) row.push('');
      else continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (row.length > 1 || row[0] !== '') yield row;
    row = [];
  }
  if (row.length > 0) yield row;
}

function quoted(text: string, from: number): [value: string, at: number] {
  let value = '';
  for (let start = from; ;) {
    const end = text.indexOf(QUOTE, start);
    if (end < 0) throw new CsvError('A quoted value is not closed');
    value += text.slice(start, end);
    if (text[end + 1] !== QUOTE) return [value, end + 1];
    value += QUOTE;
    start = end + 2;
  }
}
