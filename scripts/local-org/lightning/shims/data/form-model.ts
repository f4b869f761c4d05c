import { fieldsToRead, type FormContext, type FormField, type FormMessages } from './form-context';
import { uiApi } from './http';
import { followRecord } from './record-store';
import { readResource } from './resource-cache';
import type { ObjectInfo, PicklistValues, RecordDoc, SaveError, SaveErrorBody } from './types';
import { readObjectInfo } from '../lightning/uiObjectInfoApi/uiObjectInfoApi';
import { createRecord, updateRecord } from '../lightning/uiRecordApi/uiRecordApi';

const MASTER_RECORD_TYPE = '012000000000000AAA';

export interface FormOptions {
  readonly objectApiName: string;
  readonly recordId: string | undefined;
  readonly recordTypeId: string | undefined;
  /** Values of a new record; the server's defaults when absent. */
  readonly initialRecord?: RecordDoc | undefined;
}

/** The state behind a record form: which fields take part, the record they show, and the save. */
export class RecordFormModel {
  readonly fields = new Set<FormField>();
  readonly messages = new Set<FormMessages>();
  private readonly onContext: (context: FormContext) => void;
  private readonly onError: (error: unknown) => void;
  private context: FormContext | undefined;
  private stop: (() => void) | undefined;
  private options: FormOptions | undefined;
  private scheduled = false;

  constructor(onContext: (context: FormContext) => void, onError: (error: unknown) => void) {
    this.onContext = onContext;
    this.onError = onError;
  }

  configure(options: FormOptions): void {
    this.options = options;
    this.context = undefined;
    this.schedule();
  }

  addField(field: FormField): () => void {
    this.fields.add(field);
    const known = this.context && field.fieldName() !== undefined && this.context.record.fields[field.fieldName() ?? ''];
    if (this.context && known) field.receive(this.context);
    else this.schedule();
    return () => this.fields.delete(field);
  }

  close(): void {
    this.stop?.();
    this.stop = undefined;
  }

  /** Reads once for all fields that appear in the same turn. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setTimeout(() => {
      this.scheduled = false;
      this.load().catch(this.onError);
    });
  }

  private async load(): Promise<void> {
    const options = this.options;
    if (!options?.objectApiName) return;
    const info = await readObjectInfo(options.objectApiName);
    this.close();
    if (!options.recordId) return this.receive(info, options.initialRecord ?? (await readDefaults(options)), options);
    const names = [...this.fields].map((field) => field.fieldName()).filter((name) => name !== undefined);
    const need = { fields: [], optionalFields: fieldsToRead(info, names), layoutTypes: [], modes: [] };
    if (need.optionalFields.length === 0) return;
    this.stop = followRecord(options.recordId, need, ({ data, error }) => {
      if (data) this.receive(info, data, options).catch(this.onError);
      else if (error) this.onError(error);
    });
  }

  private async receive(objectInfo: ObjectInfo, record: RecordDoc, options: FormOptions): Promise<void> {
    const hasPicklist = [...this.fields].some((field) => /picklist/i.test(objectInfo.fields[field.fieldName() ?? '']?.dataType ?? ''));
    const recordTypeId = options.recordTypeId ?? record.recordTypeId ?? objectInfo.defaultRecordTypeId ?? MASTER_RECORD_TYPE;
    const picklists = hasPicklist ? await readPicklists(objectInfo.apiName, recordTypeId) : {};
    this.context = { objectInfo, record, picklists };
    for (const field of this.fields) field.receive(this.context);
    this.onContext(this.context);
  }

  /** Values of the input fields, by field name. */
  values(): Record<string, unknown> {
    const inputs = [...this.fields].filter((field) => field.isInput && field.fieldName());
    return Object.fromEntries(inputs.map((field) => [field.fieldName() ?? '', field.value?.() ?? null] as [string, unknown]));
  }

  /** Checks every field, shows what is wrong at each, and puts the cursor into the first of them. */
  reportValidity(): boolean {
    const wrong = [...this.fields].filter((field) => !field.reportValidity());
    wrong[0]?.focus?.();
    return wrong.length === 0;
  }

  controllerChanged(fieldName: string, value: unknown): void {
    for (const field of this.fields) {
      const controller = this.context?.objectInfo.fields[field.fieldName() ?? '']?.controllerName;
      if (controller === fieldName) field.controllerChanged(value);
    }
  }

  reset(): void {
    for (const field of this.fields) {
      field.reset();
      if (this.context) field.receive(this.context);
    }
    this.showErrors(undefined);
  }

  /** Saves the fields given: creates without a record id, else changes what differs. Rejects with the platform's error. */
  async save(fields: Readonly<Record<string, unknown>>): Promise<RecordDoc> {
    const { recordId, objectApiName, recordTypeId } = this.options ?? { objectApiName: '' };
    this.showErrors(undefined);
    if (!recordId) {
      const withType = recordTypeId && recordTypeId !== MASTER_RECORD_TYPE ? { RecordTypeId: recordTypeId } : {};
      return createRecord({ apiName: objectApiName, fields: { ...withType, ...fields } });
    }
    const before = this.context?.record;
    const changed = Object.entries(fields).filter(([name, value]) => (before?.fields[name]?.value ?? null) !== (value ?? null));
    if (changed.length === 0 && before) return before;
    return updateRecord({ fields: { ...Object.fromEntries(changed), Id: recordId } });
  }

  /** Puts a refusal at its fields and the rest at the top; `undefined` clears. */
  showErrors(body: SaveErrorBody | undefined): void {
    const fieldErrors: Record<string, readonly SaveError[]> = { ...(body?.output?.fieldErrors ?? {}) };
    for (const field of this.fields) {
      const name = field.fieldName() ?? '';
      field.setErrors(fieldErrors[name] ?? []);
      if (field.isInput) delete fieldErrors[name];
    }
    const rest = [...(body?.output?.errors ?? []), ...Object.values(fieldErrors).flat()].map(({ message }) => message);
    const shown = body && rest.length === 0 && Object.keys(body.output?.fieldErrors ?? {}).length === 0 ? [body.message] : rest;
    for (const area of this.messages) area.setMessages(shown);
    if (shown.length === 0 && body) [...this.fields].find((field) => body.output?.fieldErrors?.[field.fieldName() ?? ''])?.focus?.();
  }
}

async function readDefaults(options: FormOptions): Promise<RecordDoc> {
  const query = options.recordTypeId ? `?recordTypeId=${options.recordTypeId}` : '';
  const answer = await uiApi<{ record: RecordDoc }>('GET', `/record-defaults/create/${options.objectApiName}${query}`);
  return answer.record;
}

async function readPicklists(object: string, recordTypeId: string): Promise<Readonly<Record<string, PicklistValues>>> {
  const path = `/object-info/${object}/picklist-values/${recordTypeId}`;
  type Answer = { picklistFieldValues: Readonly<Record<string, PicklistValues>> };
  const answer = await readResource<Answer>(`picklist:${path}`, () => uiApi<Answer>('GET', path));
  return answer.picklistFieldValues;
}

/** The error document of a refused save; network failures and others become one with their message. */
export function saveErrorBody(error: unknown): SaveErrorBody {
  const body = (error as { body?: SaveErrorBody | readonly { message: string }[] }).body;
  if (Array.isArray(body)) return { message: body.map(({ message }: { message: string }) => message).join('\n') };
  return (body as SaveErrorBody | undefined) ?? { message: error instanceof Error ? error.message : String(error) };
}
