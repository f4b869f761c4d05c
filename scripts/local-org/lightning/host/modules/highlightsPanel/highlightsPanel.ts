import { api, LightningElement, wire } from 'lwc';
import { navigate } from '../../../shims/data/router';
import type { FieldInfo, RecordDoc, RecordUi } from '../../../shims/data/types';
import { getRecord, getRecordUi } from '../../../shims/lightning/uiRecordApi/uiRecordApi';
import { confirmDelete } from '../../lib/record-actions';
import { layoutFields, objectIcon, recordName, recordView, type RecordView } from '../../lib/record-ui';
import { texts } from '../../lib/texts';

interface Action {
  readonly name: string;
  readonly label: string;
}

/** The record's name, the fields of its compact layout and the standard actions the user may take. */
export default class HighlightsPanel extends LightningElement {
  t = texts;
  @api component: unknown;
  @api page: unknown;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  layoutTypes = ['Compact', 'Full'];
  modes = ['View'];
  wide = window.matchMedia('(min-width: 768px)').matches;

  @wire(getRecordUi, { recordIds: '$recordId', layoutTypes: '$layoutTypes', modes: '$modes' })
  answer: { data?: RecordUi } | undefined;

  @wire(getRecord, { recordId: '$recordId', layoutTypes: '$layoutTypes', modes: '$modes' })
  current: { data?: RecordDoc } | undefined;

  get view(): RecordView | undefined {
    return recordView(this.answer?.data, this.recordId);
  }
  /** The newest values, which may be newer than the layout's answer. */
  get record(): RecordDoc | undefined {
    return this.current?.data ?? this.view?.record;
  }
  get name(): string {
    return this.view && this.record ? recordName(this.record, this.view.info) : '';
  }
  get icon(): string {
    return objectIcon(this.view?.info.apiName ?? '');
  }

  get fields(): { name: string; label: string; info: FieldInfo }[] {
    const { view } = this;
    if (!view) return [];
    // The first field of a compact layout is the title above.
    const names = layoutFields(view.compact).filter((name) => !view.info.nameFields.includes(name));
    return names.flatMap((name) => {
      const info = view.info.fields[name];
      return info ? [{ name, label: info.label, info }] : [];
    });
  }
  get hasFields(): boolean {
    return this.fields.length > 0;
  }

  get actions(): Action[] {
    const info = this.view?.info;
    if (!info) return [];
    const all: [boolean, string, string][] = [
      [info.updateable, 'edit', texts.edit],
      [info.createable, 'clone', texts.clone],
      [info.deletable, 'delete', texts.delete],
    ];
    return all.flatMap(([allowed, name, label]) => (allowed ? [{ name, label }] : []));
  }

  handleAction(event: Event): void {
    this.run((event.currentTarget as HTMLElement & { name: string }).name);
  }
  handleMenu(event: CustomEvent<{ value: string }>): void {
    this.run(event.detail.value);
  }

  private run(action: string): void {
    const { view } = this;
    if (!view) return;
    if (action === 'delete') void confirmDelete(view.record, view.info);
    else
      navigate({
        type: 'standard__recordPage',
        attributes: { objectApiName: view.info.apiName, recordId: view.record.id, actionName: action },
        state: {},
      });
  }
}
