import { api, LightningElement } from 'lwc';
import type { ObjectInfo, RecordDoc } from '../../../shims/data/types';
import { cellOf, isNumeric, type Cell, type DisplayColumn } from '../../lib/columns';
import { texts } from '../../lib/texts';

interface Row {
  readonly id: string;
  readonly cells: readonly { name: string; label: string; cell: Cell; cssClass: string }[];
}

/** Records in columns: a data table, or cards on narrow screens. Fires `sort` with `{ fieldApiName, descending }`. */
export default class RecordList extends LightningElement {
  t = texts;
  @api columns: readonly DisplayColumn[] = [];
  @api records: readonly RecordDoc[] = [];
  @api info: ObjectInfo | undefined;
  @api numbered = false;
  @api sortedBy: string | undefined;
  @api sortedDirection: 'asc' | 'desc' = 'asc';
  wide = window.matchMedia('(min-width: 768px)').matches;

  get empty(): boolean {
    return this.records.length === 0;
  }

  get rows(): Row[] {
    const { info } = this;
    if (!info) return [];
    return this.records.map((record) => {
      const cells = this.columns.map((column, at) => ({
        name: column.fieldApiName,
        label: column.label,
        cell: cellOf(record, column, info),
        cssClass: at === 0 ? 'entry first' : 'entry',
      }));
      return { id: record.id, cells, ...Object.fromEntries(cells.map(({ name, cell }) => [`cell:${name}`, cell])) };
    });
  }

  get tableColumns(): object[] {
    return this.columns.map((column) => ({
      label: column.label,
      fieldName: column.fieldApiName,
      type: 'orgField',
      sortable: column.sortable,
      hideDefaultActions: true,
      cellAttributes: { alignment: isNumeric(this.info?.fields[column.fieldApiName]) ? 'right' : 'left' },
      typeAttributes: { cell: { fieldName: `cell:${column.fieldApiName}` } },
    }));
  }

  handleSort(event: CustomEvent<{ fieldName: string; sortDirection: 'asc' | 'desc' }>): void {
    const { fieldName, sortDirection } = event.detail;
    this.dispatchEvent(new CustomEvent('sortlist', { detail: { fieldApiName: fieldName, descending: sortDirection === 'desc' } }));
  }
}
