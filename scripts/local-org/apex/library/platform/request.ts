import { createHash, randomUUID } from 'node:crypto';
import { current } from '../../runtime/context.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** Name of the Quiddity of each way into a transaction. */
const QUIDDITIES: Record<string, string> = {
  batch: 'BATCH_APEX',
  future: 'FUTURE',
  queueable: 'QUEUEABLE',
  finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE',
  schedulable: 'SCHEDULED',
};

/** `System.Request`: one for the whole transaction. */
class Request extends ApexObject {
  readonly id: string;

  constructor(id: string = randomUUID()) {
    super();
    this.id = id;
  }

  override get typeName(): string {
    return 'Request';
  }
}

function currentRequest(): Request {
  const { slots } = current();
  let request = slots.get('request') as Request | undefined;
  if (!request) slots.set('request', (request = new Request()));
  return request;
}

/** The request id of a queueable job, which is that of its finalizer too. */
export function requestOf(jobId: string): string {
  const digits = createHash('sha256').update(jobId).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** Runs a part of a queueable job as its request. */
export function inRequest(jobId: string, work: () => void): void {
  const { slots } = current();
  const outer = slots.get('request');
  slots.set('request', new Request(requestOf(jobId)));
  try {
    work();
  } finally {
    slots.set('request', outer);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Request.htm */
const requestType: NativeTypeSpec = {
  name: 'System.Request',
  statics: { 'getCurrent(): System.Request': currentRequest },
  methods: {
    'getQuiddity(): System.Quiddity': () => {
      const { entry = 'synchronous', isTest } = current();
      return platformEnum('System.Quiddity', QUIDDITIES[entry] ?? (isTest ? 'RUNTEST_SYNC' : 'SYNCHRONOUS'));
    },
    'getRequestId(): String': (request: Request) => request.id,
  },
};

/** `System.Version`. */
class Version extends ApexObject {
  readonly parts: readonly (number | null)[];

  constructor(major: number, minor: number, patch: number | null = null) {
    super();
    this.parts = [major, minor, patch];
  }

  override get typeName(): string {
    return 'Version';
  }

  /** The patch counts only when both have one. */
  compareTo(other: Version): number {
    for (const [i, part] of this.parts.entries()) {
      const difference = (part ?? other.parts[i] ?? 0) - (other.parts[i] ?? part ?? 0);
      if (difference !== 0) return Math.sign(difference);
    }
    return 0;
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof Version && this.compareTo(other) === 0;
  }

  override apexHashCode(): number {
    return 31 * (this.parts[0] ?? 0) + (this.parts[1] ?? 0);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_version.htm */
const versionType: NativeTypeSpec = {
  name: 'System.Version',
  constructors: {
    '(Integer major, Integer minor)': (major: number, minor: number) => new Version(major, minor),
    '(Integer major, Integer minor, Integer patch)': (major: number, minor: number, patch: number) => new Version(major, minor, patch),
  },
  methods: {
    'compareTo(System.Version other): Integer': (version: Version, other: Version) => version.compareTo(other),
    'major(): Integer': (version: Version) => version.parts[0],
    'minor(): Integer': (version: Version) => version.parts[1],
    'patch(): Integer': (version: Version) => version.parts[2],
  },
};

export const requestTypes: readonly NativeTypeSpec[] = [requestType, versionType];
