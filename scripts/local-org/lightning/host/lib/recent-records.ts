import type { ObjectInfo, RecordDoc } from '../../shims/data/types';
import { recordName } from './record-ui';

/** A record the user has opened in this browser. */
export interface RecentRecord {
  readonly id: string;
  readonly objectApiName: string;
  readonly name: string;
  readonly objectLabel: string;
}

const KEPT = 12;

function storageKey(): string {
  return `org.recent.${globalThis.__org.userId}`;
}

/** Newest first. The list belongs to the browser: the local org keeps no views of records. */
export function recentRecords(): readonly RecentRecord[] {
  try {
    return JSON.parse(localStorage.getItem(storageKey()) ?? '[]') as RecentRecord[];
  } catch {
    return []; // damaged storage is as good as none
  }
}

export function rememberRecord(record: RecordDoc, info: ObjectInfo): void {
  const entry = { id: record.id, objectApiName: record.apiName, name: recordName(record, info), objectLabel: info.label };
  const others = recentRecords().filter(({ id }) => id !== record.id);
  localStorage.setItem(storageKey(), JSON.stringify([entry, ...others].slice(0, KEPT)));
}
