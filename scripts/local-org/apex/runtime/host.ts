import type { FieldValue, MetadataComponent, SourceTree } from '../../metadata/index.ts';
import type { AccessPolicy } from '../../soql/index.ts';
import type { PlatformCache, Store } from '../../store/index.ts';
import type { FlowEngine } from './flows.ts';

/** The running user as Apex and the APIs know it. */
export interface RunningUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly email: string;
  readonly profileId: string;
  readonly roleId: string | null;
  readonly userType: string;
  /** IANA id. */
  readonly timeZone: string;
  /** e.g. `ru_RU`. */
  readonly locale: string;
  /** e.g. `ru`. */
  readonly language: string;
}

/** What the org gives the Apex engine. Built by `api/org`. */
export interface ApexHost {
  readonly source: SourceTree;
  readonly store: Store;
  /** Absent in an org whose source has no flows. */
  readonly flows?: FlowEngine | undefined;
  /** Absent where every transaction is alone: what it caches ends with it. */
  readonly platformCache?: PlatformCache | undefined;
  /** Epoch ms of the org's clock. */
  now(): number;
  user(id: string): RunningUser;
  /** @param permissionSetId its object and field permissions count along with the user's */
  accessFor(userId: string, permissionSetId?: string): AccessPolicy;
  /** The apps that the user may open. */
  visibleApps(userId: string): readonly MetadataComponent[];
  hasCustomPermission(userId: string, name: string): boolean;
  /** Formula globals such as `$User.Id`, `$Permission.X`, `$Organization.Id`. */
  globalVariable(userId: string, path: string): FieldValue | undefined;
  readonly organization: { readonly id: string; readonly name: string };
  /** Id of the user as whom the triggers of platform events run. */
  automatedProcessUser(): string;
  /** Id of the session in which the user's request runs. */
  sessionId(userId: string): string;
  /** Blocking HTTP for callouts. Throws when nothing listens. */
  callout(request: CalloutRequest): CalloutResponse;
  sendEmail(message: OutgoingEmail): void;
}

export interface CalloutRequest {
  readonly method: string;
  readonly endpoint: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array | null;
  readonly timeoutMs: number;
}

export interface CalloutResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export interface OutgoingEmail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly plainTextBody: string | null;
  readonly htmlBody: string | null;
  readonly senderDisplayName: string | null;
  readonly targetObjectId: string | null;
  readonly whatId: string | null;
  /** Names of the attached files, if there are any. */
  readonly attachments?: readonly string[];
}
