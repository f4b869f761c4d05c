import { DataWeaveError } from '../errors.ts';
import { simpleText } from '../values/text.ts';
import { DwObject, isArray, Key, plain, type Value } from '../values/value.ts';
import type { Format, Properties } from './format.ts';

interface Dialect {
  readonly separator: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
}

function dialectOf(properties: Properties): Dialect {
  return {
    separator: properties.text('separator', ','),
    quote: properties.text('quote', '"'),
    escape: properties.text('escape', '\\'),
    header: properties.flag('header', true),
  };
}

/** Rows of fields; quoted fields may have line ends in them. */
function rowsOf(text: string, { separator, quote, escape }: Dialect): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endRow = (): void => {
    rows.push([...row, field]);
    row = [];
    field = '';
  };
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    const next = text[at + 1];
    if (c === escape && escape !== quote && (next === quote || next === escape || (next === separator && !quoted))) {
      field += next;
      at++;
    } else if (quoted) {
      if (c !== quote) field += c;
      else if (next === quote) {
        field += quote;
        at++;
      } else quoted = false;
    } else if (c === quote && field.trim() === '') {
      quoted = true;
      field = '';
    } else if (text.startsWith(separator, at)) {
      row.push(field);
      field = '';
      at += separator.length - 1;
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && next === '\n') at++;
      endRow();
    } else field += c;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}

function read(text: string, properties: Properties): Value {
  const dialect = dialectOf(properties);
  const rows = rowsOf(text.replace(/^\uFEFF/, ''), dialect);
  const headerLine = properties.number('headerLineNumber', 0);
  const bodyLine = properties.number('bodyStartLineNumber', dialect.header ? headerLine + 1 : 0);
  const names = dialect.header ? rows[headerLine] : undefined;
  const skipEmpty = properties.flag('ignoreEmptyLine', true);
  const body = rows.slice(Math.max(bodyLine, dialect.header ? headerLine + 1 : 0));
  return body
    .filter((row) => !skipEmpty || row.length > 1 || row[0] !== '')
    .map((row) => {
      const last = Math.max(row.length, names?.length ?? 0);
      const columns = Array.from({ length: names ? Math.min(last, names.length) : last }, (_, index) => index);
      return new DwObject(columns.map((index) => ({ key: new Key(names?.[index]?.trim() ?? `column_${index}`), value: row[index] ?? '' })));
    });
}

function write(from: Value, properties: Properties): string {
  const dialect = dialectOf(properties);
  const value = plain(from);
  const rows = (isArray(value) ? value : [value]).map(plain).map((row) => {
    if (row instanceof DwObject) return row;
    throw new DataWeaveError('CSV structure only allows Array<Object> or Object. Please check the output of the script.');
  });
  const always = properties.flag('quoteValues', false);
  const quoteHeader = properties.flag('quoteHeader', false);
  const field = (text: string, force: boolean): string => writeField(text, dialect, force);
  // The first row says which columns there are.
  const names = rows[0]?.entries.map(({ key }) => key.name) ?? [];
  const lines = rows.map((row) =>
    names.map((name, index) => {
      const inPlace = row.entries[index];
      const cell = inPlace?.key.name === name ? inPlace.value : (row.get(name) ?? null);
      return field(cellText(plain(cell)), always);
    }),
  );
  const all = dialect.header && rows.length > 0 ? [names.map((name) => field(name, quoteHeader)), ...lines] : lines;
  const end = properties.text('lineSeparator', '\n');
  return all.map((cells) => cells.join(dialect.separator) + end).join('');
}

function cellText(value: Value): string {
  if (value === null) return '';
  const text = simpleText(value);
  if (text === undefined) throw new DataWeaveError('CSV cells hold simple values only');
  return text;
}

function writeField(text: string, { separator, quote, escape }: Dialect, force: boolean): string {
  const special = text.includes(separator) || text.includes(quote) || /[\r\n]/.test(text);
  return force || special ? quote + text.replaceAll(quote, escape + quote) + quote : text;
}

/** https://docs.mulesoft.com/dataweave/latest/dataweave-formats-csv */
export const csv: Format = { read, write };
