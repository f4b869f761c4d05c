import { api, LightningElement } from 'lwc';
import type { Grid, GridCell, GridColumn, GridRow } from '../../lib/report-rows';
import { text, texts } from '../../lib/texts';

interface ShownRow extends GridRow {
  readonly cssClass: string;
  readonly indent: string;
  readonly icon: string;
  readonly toggleLabel: string;
  readonly expandedText: 'true' | 'false';
  readonly shownCells: readonly (GridCell & { readonly cssClass: string })[];
}

/** The rows of a report. Fires `togglegroup` and `sortcolumn`. */
export default class ReportGrid extends LightningElement {
  t = texts;
  @api grid: Grid | undefined;
  @api label = '';
  /** Name above the groups; without it there is no column for them. */
  @api groupLabel = '';
  @api sortedBy: string | undefined;
  @api sortedDescending = false;

  get columns(): (GridColumn & { cssClass: string; ariaSort: string | undefined; arrow: string | undefined })[] {
    return (this.grid?.columns ?? []).map((column) => {
      const sorted = column.sortName !== undefined && column.sortName === this.sortedBy;
      return {
        ...column,
        cssClass: column.numeric ? 'number' : '',
        ariaSort: sorted ? (this.sortedDescending ? 'descending' : 'ascending') : undefined,
        arrow: sorted ? (this.sortedDescending ? 'utility:arrowdown' : 'utility:arrowup') : undefined,
      };
    });
  }

  get rows(): ShownRow[] {
    return (this.grid?.rows ?? []).map((row) => ({
      ...row,
      cssClass: `${row.kind} level-${Math.min(row.level, 3)}`,
      // what cannot be folded stands where the text of what can stands
      indent: `padding-inline-start: ${0.5 + row.level + (row.expandable ? 0 : 1)}rem`,
      icon: row.expanded ? 'utility:chevrondown' : 'utility:chevronright',
      toggleLabel: text(row.expanded ? 'collapse' : 'expand', row.label),
      expandedText: row.expanded ? 'true' : 'false',
      shownCells: row.cells.map((cell) => ({ ...cell, cssClass: cell.numeric ? 'number' : '' })),
    }));
  }

  get none(): boolean {
    return this.rows.length === 0;
  }

  handleToggle(event: Event): void {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('togglegroup', { detail: { key } }));
  }

  handleSort(event: Event): void {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('sortcolumn', { detail: { name } }));
  }
}
