import { fieldOf } from '../../shims/data/fields';
import type { FieldInfo, FieldValue, ObjectInfo, RecordDoc } from '../../shims/data/types';
import { plainText } from '../../shims/data/text';

/** A column of a list view or related list, as list-info documents give it. */
export interface DisplayColumn {
  readonly fieldApiName: string;
  readonly label: string;
  readonly sortable: boolean;
  /** Path of the id of the record the column links to, e.g. `Account.Id`. */
  readonly lookupId: string | null;
}

/** One cell: the record that holds the field (a parent for `Account.Name`), the field's metadata and where it leads. */
export interface Cell {
  readonly record: RecordDoc | undefined;
  readonly info: FieldInfo | undefined;
  readonly link: string | undefined;
  /** Value of a field whose metadata is not known here (a parent's). */
  readonly text: string;
}

/** The cell of a column in a row. */
export function cellOf(record: RecordDoc, column: DisplayColumn, info: ObjectInfo): Cell {
  const path = column.fieldApiName;
  const field = info.fields[path];
  if (field) return { record, info: field, link: field.nameField ? `/lightning/r/${info.apiName}/${record.id}/view` : undefined, text: '' };
  const found = fieldOf(record, `${info.apiName}.${path}`);
  const shown = found?.displayValue ?? found?.value ?? parentField(record, column, info)?.displayValue;
  return { record, info: undefined, link: linkOf(record, column, info), text: plainText(shown) };
}

/** The lookup that a column reaches through. Its display value is the parent's name, also for a queue that has no alias. */
function parentField(record: RecordDoc, column: DisplayColumn, info: ObjectInfo): FieldValue | undefined {
  return column.lookupId ? fieldOf(record, `${info.apiName}.${column.lookupId.replace(/\.Id$/, '')}`) : undefined;
}

function linkOf(record: RecordDoc, column: DisplayColumn, info: ObjectInfo): string | undefined {
  const parent = parentField(record, column, info)?.value;
  return typeof parent === 'object' && parent !== null ? `/lightning/r/${parent.apiName}/${parent.id}/view` : undefined;
}

/** What the datatable needs to align and size a column. */
export function isNumeric(info: FieldInfo | undefined): boolean {
  return ['Int', 'Long', 'Double', 'Currency', 'Percent'].includes(info?.dataType ?? '');
}
