import type { OrgAccess, StreamedEvent } from '../org/types.ts';
import type { StartErrorData } from './startup.ts';

/** What every worker is started with. Plain data: it crosses the thread boundary. */
export interface WorkerOptions extends OrgAccess {
  readonly sourceDirs: readonly string[];
  readonly definitionFile?: string | undefined;
  readonly dataFile: string;
  readonly adminUsername: string;
  /** Addresses by name of the named credential, instead of those in the source. */
  readonly namedCredentials: Readonly<Record<string, string>>;
  /** `file:` URLs of the extensions' route modules. */
  readonly routeModules: readonly string[];
  /** The first worker of a server: what an earlier server left half done is closed. */
  readonly isFirst?: boolean;
}

export interface RequestMessage {
  readonly kind: 'request';
  readonly id: string;
  readonly method: string;
  /** Path and query with leading slashes collapsed. */
  readonly url: string;
  readonly origin: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** Recent debug logs, for the one route that shows them. */
  readonly logs?: readonly RequestLog[];
}

/** `jobs`: run the asynchronous Apex that is due. */
export type ToWorker = RequestMessage | { readonly kind: 'jobs' } | { readonly kind: 'close' };

export interface ResponseMessage {
  readonly kind: 'response';
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly log: readonly string[];
}

/** Debug output of one request. */
export interface RequestLog {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  /** Epoch ms of the machine's clock. */
  readonly at: number;
  readonly lines: readonly string[];
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly message: string }
  | { readonly kind: 'ready'; readonly nextJobIn?: number | undefined }
  | { readonly kind: 'failed'; readonly error: StartErrorData }
  | ResponseMessage
  /** Debug output of work done after the answer, e.g. queueable jobs. */
  | { readonly kind: 'log'; readonly id: string; readonly lines: readonly string[] }
  /** What streaming clients may have subscribed to has happened. */
  | { readonly kind: 'event'; readonly event: StreamedEvent }
  /** Ready for the next request: jobs that were due have run. `nextJobIn`: ms until the next one is due, if there is one. */
  | { readonly kind: 'idle'; readonly nextJobIn?: number | undefined }
  | { readonly kind: 'closed' };
