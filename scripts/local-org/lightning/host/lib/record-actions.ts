import LightningConfirm from 'lightning/confirm';
import { navigate } from '../../shims/data/router';
import type { ObjectInfo, RecordDoc } from '../../shims/data/types';
import { deleteRecord } from '../../shims/lightning/uiRecordApi/uiRecordApi';
import { ShowToastEvent, type ToastDetail } from '../../shims/lightning/platformShowToastEvent/platformShowToastEvent';
import RecordModal from 'host/recordModal';
import { saveErrorBody } from '../../shims/data/form-model';
import { recordName } from './record-ui';
import { text } from './texts';

export interface RecordModalOptions {
  readonly objectApiName: string;
  /** The record to edit, or to clone. */
  readonly recordId?: string;
  readonly clone?: boolean;
  /** Values a new record begins with. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** Opens the create, edit or clone form. Gives the saved record's id, or undefined when the user cancels. A new record's page opens. */
export async function openRecordModal(options: RecordModalOptions): Promise<string | undefined> {
  const saved = (await RecordModal.open({ size: 'medium', label: options.objectApiName, ...options })) as
    { id: string; name: string } | undefined;
  if (!saved) return undefined;
  const isNew = !options.recordId || options.clone;
  toast({ title: text(isNew ? 'created' : 'saved', saved.name), variant: 'success' });
  if (isNew)
    navigate({
      type: 'standard__recordPage',
      attributes: { objectApiName: options.objectApiName, recordId: saved.id, actionName: 'view' },
      state: {},
    });
  return saved.id;
}

/** Asks, deletes, and goes to the object's list. */
export async function confirmDelete(record: RecordDoc, info: ObjectInfo): Promise<void> {
  const agreed = await LightningConfirm.open({
    label: text('deleteRecord', info.label),
    message: text('deleteQuestion', recordName(record, info)),
    theme: 'warning',
  });
  if (!agreed) return;
  try {
    await deleteRecord(record.id);
    toast({ title: text('deleted', recordName(record, info)), variant: 'success' });
    navigate({ type: 'standard__objectPage', attributes: { objectApiName: info.apiName, actionName: 'list' }, state: {} });
  } catch (error) {
    const body = saveErrorBody(error);
    toast({
      title: text('error'),
      message: [body.message, ...(body.output?.errors ?? []).map(({ message }) => message)].join('\n'),
      variant: 'error',
      mode: 'sticky',
    });
  }
}

export function toast(detail: ToastDetail): void {
  document.body.dispatchEvent(new ShowToastEvent(detail));
}
