import { createHash } from 'node:crypto';
import type { FieldValue, SObjectDef } from '../metadata/index.ts';
import { insertRecord } from './made.ts';
import type { SaveStep, WorkRow } from './work.ts';

/** File types by extension: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentversion.htm */
const FILE_TYPES: Readonly<Record<string, string>> = {
  doc: 'WORD',
  docx: 'WORD_X',
  htm: 'HTML',
  jpeg: 'JPG',
  ppt: 'POWER_POINT',
  pptx: 'POWER_POINT_X',
  txt: 'TEXT',
  xls: 'EXCEL',
  xlsx: 'EXCEL_X',
};
const SAME_NAME = new Set('avi bmp css csv gif html jpg m4a mov mp3 mp4 pdf png rtf svg wav xml zip'.split(' '));

function fileType(extension: string | null): string {
  if (extension === null) return 'UNKNOWN';
  return FILE_TYPES[extension] ?? (SAME_NAME.has(extension) ? extension.toUpperCase() : 'UNKNOWN');
}

/**
 * What the platform does for versions of files that are being inserted: a version without a document gets a new one, which
 * is linked to its owner and to the record it is first published to; an earlier version is no longer the latest.
 */
export function publishVersions(step: SaveStep, rows: readonly WorkRow[]): void {
  const { store } = step.ctx;
  const [document, link] = ['ContentDocument', 'ContentDocumentLink'].map((name) => store.schema.object(name));
  if (!document || !link) return;
  for (const row of rows) {
    describeContent(row, step);
    const given = row.values.get('ContentDocumentId') ?? null;
    if (given === null) newDocument(step, document, link, row);
    else newVersion(step, document, row, String(given));
  }
}

function describeContent(row: WorkRow, { ctx }: SaveStep): void {
  const path = String(row.values.get('PathOnClient') ?? '');
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? null;
  const data = Buffer.from(String(row.values.get('VersionData') ?? ''), 'base64');
  const facts: Record<string, FieldValue> = {
    FileExtension: extension,
    FileType: fileType(extension),
    ContentSize: data.length,
    Checksum: createHash('md5').update(data).digest('hex'),
    ContentModifiedDate: ctx.now,
    ContentModifiedById: ctx.userId,
    IsLatest: true,
    RatingCount: 0,
    PositiveRatingCount: 0,
    NegativeRatingCount: 0,
  };
  for (const [name, value] of Object.entries(facts)) row.values.set(name, value);
}

function newDocument(step: SaveStep, document: SObjectDef, link: SObjectDef, row: WorkRow): void {
  const owner = row.values.get('OwnerId') ?? step.ctx.userId;
  const of = (name: string): FieldValue => row.values.get(name) ?? null;
  const documentId = insertRecord(step, document, {
    Title: of('Title'),
    Description: of('Description'),
    FileType: of('FileType'),
    FileExtension: of('FileExtension'),
    ContentSize: of('ContentSize'),
    ContentModifiedDate: of('ContentModifiedDate'),
    LatestPublishedVersionId: row.id,
    PublishStatus: 'P',
    SharingOption: of('SharingOption') ?? 'A',
    SharingPrivacy: of('SharingPrivacy') ?? 'N',
    OwnerId: owner,
  });
  row.values.set('ContentDocumentId', documentId);
  row.values.set('VersionNumber', '1');
  const links = new Map<FieldValue, string>([[owner, 'I']]);
  const place = of('FirstPublishLocationId');
  if (place !== null && place !== owner) links.set(place, 'V');
  for (const [LinkedEntityId, ShareType] of links) {
    insertRecord(step, link, { LinkedEntityId, ContentDocumentId: documentId, ShareType, Visibility: 'AllUsers' });
  }
}

function newVersion(step: SaveStep, document: SObjectDef, row: WorkRow, documentId: string): void {
  const { store } = step.ctx;
  const table = store.table(step.object);
  const versions = store.all(`SELECT "Id", "VersionNumber", "IsLatest" FROM ${table} WHERE "ContentDocumentId" = ?`, [documentId]);
  const numbers = versions.map((version) => Number(version.VersionNumber ?? 0));
  row.values.set('VersionNumber', String(Math.max(0, ...numbers) + 1));
  for (const version of versions) if (version.IsLatest) store.update(step.object, String(version.Id), new Map([['IsLatest', false]]));
  const names = ['FileType', 'FileExtension', 'ContentSize', 'ContentModifiedDate', 'Title'];
  const changes = new Map<string, FieldValue>(names.map((name) => [name, row.values.get(name) ?? null]));
  store.update(document, documentId, changes.set('LatestPublishedVersionId', row.id));
}
