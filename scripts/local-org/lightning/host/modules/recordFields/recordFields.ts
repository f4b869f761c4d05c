import { api, LightningElement } from 'lwc';
import type { FieldInfo, Layout, LayoutItem, ObjectInfo, RecordDoc } from '../../../shims/data/types';
import { text } from '../../lib/texts';

interface Part {
  readonly name: string;
  readonly label: string;
  readonly info: FieldInfo;
}

interface ShownItem {
  readonly key: string;
  readonly label: string;
  readonly help: string | null;
  readonly parts: readonly Part[];
  readonly shown: boolean;
  readonly editing: boolean;
  readonly editable: boolean;
  readonly required: boolean;
  readonly firstField: string | undefined;
  readonly editTitle: string;
}

const NOTHING: LayoutItem = { editableForNew: false, editableForUpdate: false, label: '', required: false, layoutComponents: [] };

/** Sections of a page layout: values, or input fields inside a surrounding `lightning-record-edit-form`. */
export default class RecordFields extends LightningElement {
  @api layout: Layout | undefined;
  @api info: ObjectInfo | undefined;
  @api record: RecordDoc | undefined;
  /** `view`, `edit` or `create`. */
  @api mode: 'view' | 'edit' | 'create' = 'view';
  /** View mode: offer a pencil on fields the user may change. */
  @api editable = false;

  get sections(): { id: string; heading: string; gridClass: string; items: ShownItem[] }[] {
    return (this.layout?.sections ?? [])
      .map((section, at) => ({
        id: section.id || String(at),
        heading: section.useHeading ? section.heading : '',
        gridClass: section.columns > 1 ? 'grid two' : 'grid',
        items: this.items(section.layoutRows.map(({ layoutItems }) => layoutItems)),
      }))
      .filter(({ items }) => items.some(({ shown, editing }) => shown || editing));
  }

  handleEdit(event: Event): void {
    const { field } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('editfield', { detail: { field } }));
  }

  /** Row by row. What is not shown leaves no hole in its column. */
  private items(rows: readonly (readonly LayoutItem[])[]): ShownItem[] {
    const width = Math.max(0, ...rows.map((row) => row.length));
    const columns = Array.from({ length: width }, (_, column) =>
      rows
        .flatMap((row, at) => (row[column] ? [this.item(row[column], `${at}-${column}`)] : []))
        .filter(({ shown, editing, firstField }) => shown || editing || firstField === undefined),
    );
    const height = Math.max(0, ...columns.map((items) => items.length));
    const blank = (key: string): ShownItem => this.item(NOTHING, key);
    return Array.from({ length: height }, (_, at) => columns.map((items, column) => items[at] ?? blank(`${at}-${column}-blank`))).flat();
  }

  private hasValue(field: FieldInfo): boolean {
    const value = this.record?.fields[field.apiName]?.value;
    return value !== null && value !== undefined && value !== '';
  }

  private item(item: LayoutItem, key: string): ShownItem {
    const fields = item.layoutComponents.flatMap(({ apiName, componentType }) => (componentType === 'Field' && apiName ? [apiName] : []));
    const infos = fields.flatMap((name) => this.info?.fields[name] ?? []);
    const right = this.mode === 'create' ? 'createable' : 'updateable';
    const onLayout = this.mode === 'create' ? item.editableForNew : item.editableForUpdate;
    const changeable = onLayout && infos.some((field) => field[right]);
    const editing = this.mode !== 'view' && changeable;
    const parts = infos
      .filter((field) => (editing ? field[right] : infos.length === 1 || this.hasValue(field)))
      .map((field) => ({ name: field.apiName, label: infos.length > 1 ? field.label : item.label, info: field }));
    return {
      key,
      label: item.label,
      help: infos[0]?.inlineHelpText ?? null,
      parts,
      // A new record has no values yet for what the user cannot set.
      shown: infos.length > 0 && this.mode !== 'create',
      editing,
      editable: this.mode === 'view' && this.editable && changeable,
      required: item.required,
      firstField: infos[0]?.apiName,
      editTitle: text('editField', item.label),
    };
  }
}
