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
        items: section.layoutRows.flatMap(({ layoutItems }, row) => layoutItems.map((item, column) => this.item(item, `${row}-${column}`))),
      }))
      .filter(({ items }) => items.some(({ shown, editing }) => shown || editing));
  }

  handleEdit(event: Event): void {
    const { field } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('editfield', { detail: { field } }));
  }

  private item(item: LayoutItem, key: string): ShownItem {
    const fields = item.layoutComponents.flatMap(({ apiName, componentType }) => (componentType === 'Field' && apiName ? [apiName] : []));
    const infos = fields.flatMap((name) => this.info?.fields[name] ?? []);
    const right = this.mode === 'create' ? 'createable' : 'updateable';
    const onLayout = this.mode === 'create' ? item.editableForNew : item.editableForUpdate;
    const changeable = onLayout && infos.some((field) => field[right]);
    const editing = this.mode !== 'view' && changeable;
    const parts = infos
      .filter((field) => !editing || field[right])
      .map((field) => ({ name: field.apiName, label: infos.length > 1 ? field.label : item.label, info: field }));
    return {
      key,
      label: item.label,
      help: infos[0]?.inlineHelpText ?? null,
      parts,
      // A new record has no values yet for what the user cannot set.
      shown: parts.length > 0 && this.mode !== 'create',
      editing,
      editable: this.mode === 'view' && this.editable && changeable,
      required: item.required,
      firstField: infos[0]?.apiName,
      editTitle: text('editField', item.label),
    };
  }
}
