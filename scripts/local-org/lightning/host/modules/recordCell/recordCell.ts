import { api, LightningElement } from 'lwc';
import type { Cell } from '../../lib/columns';
import { plainText } from '../../../shims/data/text';

/** One value in a table or card of records. */
export default class RecordCell extends LightningElement {
  @api cell: Cell = { record: undefined, info: undefined, link: undefined, text: '' };

  get linkText(): string {
    const { info, record, text } = this.cell;
    const field = info && record?.fields[info.apiName];
    return field ? plainText(field.displayValue ?? field.value) : text;
  }

  /** Enter follows a link that has the focus; a data table around it would take the key for its own moving between cells. */
  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.composedPath().some((node) => node instanceof HTMLAnchorElement)) event.stopPropagation();
  }
}
