import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { definePlatformEnum } from '../../runtime/platformEnums.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import { dataClass, DataObject } from '../dataClass.ts';
import { recordOfId } from '../database/save.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';

const FILE = 'Messaging.EmailFileAttachment';
const RETRIEVAL = ['METADATA_ONLY', 'METADATA_WITH_BODY', 'NONE'];
definePlatformEnum('Messaging.AttachmentRetrievalOption', RETRIEVAL);

/** The files attached to a stored template, without their content when only the metadata is asked for. */
export function templateAttachments(templateId: string, withBody: boolean): ApexList<DataObject> {
  const { store, source } = current().host;
  const object = source.schema.object('Attachment')!;
  const rows = store.all(`SELECT "Id" AS id FROM ${store.table(object)} WHERE "ParentId" = ? ORDER BY "Id"`, [templateId]);
  const found = store.read(
    object,
    rows.map((row) => String(row.id)),
  );
  const files = [...found].map(([id, row]) => {
    const file = new DataObject(FILE);
    file.values.set('Id', id);
    file.values.set('FileName', row.get('Name') ?? null);
    file.values.set('ContentType', row.get('ContentType') ?? null);
    if (withBody) file.values.set('Body', new ApexBlob(Buffer.from(String(row.get('Body') ?? ''), 'base64')));
    return file;
  });
  return new ApexList(FILE, files);
}

/**
 * Names of what is attached to a message.
 * @param files `Messaging.EmailFileAttachment`s
 * @param ids of documents, attachments or versions of files
 * @throws System.SObjectException when an id belongs to no object
 */
export function attachmentNames(files: readonly DataObject[], ids: readonly string[]): string[] {
  const named = files.map((file) => (file.values.get('FileName') as string | null | undefined) ?? '');
  return [...named, ...ids.map(recordName)];
}

function recordName(id: string): string {
  const { def } = recordOfId(id);
  const row = current().host.store.read(def, [id]).get(id);
  return String(row?.get('PathOnClient') ?? row?.get('Name') ?? row?.get('Title') ?? id);
}

const { methods, ...file } = dataClass(FILE, {
  creatable: true,
  getters: true,
  setters: true,
  properties: { Body: 'Blob', ContentType: 'String', FileName: 'String', Id: 'Id', Inline: 'Boolean' },
});
const accessors = Object.entries(methods ?? {})
  .filter(([signature]) => !signature.startsWith('setId('))
  .map(([signature, fn]): [string, NativeFn] => [signature.replace('isInline', 'getInline'), fn]);

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_attachment.htm */
export const attachmentTypes: readonly NativeTypeSpec[] = [
  { ...file, methods: Object.fromEntries(accessors) },
  { name: 'Messaging.AttachmentRetrievalOption', kind: 'enum', enumValues: RETRIEVAL },
];
