import type { RecordDoc } from '../../shims/data/types';
import type { DisplayColumn } from './columns';

/** The parts of list documents that the host reads. */
export interface ListInfo {
  readonly label: string;
  readonly displayColumns: readonly DisplayColumn[];
  readonly orderedByInfo: readonly { readonly fieldApiName: string; readonly isAscending: boolean; readonly label: string | null }[];
  readonly listReference: { readonly listViewApiName: string; readonly objectApiName: string };
}

export interface ListSummary {
  readonly apiName: string;
  readonly label: string;
}

export interface RecordPage {
  readonly count: number;
  readonly records: readonly RecordDoc[];
  readonly nextPageToken: string | null;
}
