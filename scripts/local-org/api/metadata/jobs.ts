import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { makeId } from '../../store/index.ts';
import { ApiError } from '../errors.ts';
import type { OpenedOrg, Org, OrgSession } from '../org/types.ts';
import type { WorkerOptions } from '../server/messages.ts';
import { DEPLOYED_SETTING } from './deployed-source.ts';
import { archiveFile, isValidated, validatedArchive } from './validated.ts';
import type { DeployJob, DeployOptions, DeployOutcome, JobOrg, RetrieveJob, RetrieveOutcome } from './types.ts';

/** A deployment or retrieval as the data file keeps it. Times are ISO 8601 by the org's clock. */
export interface StoredJob<Outcome> {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly created: string;
  readonly completed?: string;
  readonly outcome?: Outcome;
  /** Why the thread ended without an outcome. */
  readonly failure?: string;
}

export interface StoredDeployment extends StoredJob<DeployOutcome> {
  readonly options: DeployOptions;
  /** {@link DEPLOYED_SETTING} when it was asked for. */
  readonly basis?: string | undefined;
}

export type StoredRetrieval = StoredJob<RetrieveOutcome>;

const COUNTER = 'metadata jobs';

/** The org of this worker as it is now: a deployment ends after its org may have been opened again. */
let current: OpenedOrg | undefined;

/** Called whenever the worker has opened its org. */
export function metadataTasks(org: OpenedOrg): void {
  current = org;
}

/** Deployments and retrievals of one worker's clients; each runs in a thread of its own, its result is in the data file. */
export class MetadataJobs {
  readonly #options: WorkerOptions;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Starts a deployment and gives its id. Needs a write transaction. */
  deploy(session: OrgSession, zip: Uint8Array, options: DeployOptions): StoredDeployment {
    return this.#deploy(session, options, (zipFile) => writeFileSync(zipFile, zip));
  }

  /**
   * Deploys what was validated with its tests, without running them again, and gives the id of the deployment. Needs a
   * write transaction. "If you perform a deployment after a validation, all validations no longer qualify for Quick Deploy."
   * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployRecentValidation.htm
   * @throws ApiError when there is no such validation, or it does not qualify
   */
  deployValidated(session: OrgSession, validationId: string): StoredDeployment {
    const { options, outcome, basis } = findDeployment(session.org, validationId);
    const validated = validatedArchive(archiveFile(this.#options.dataFile, validationId));
    const isUpToDate = session.org.store.getSetting(DEPLOYED_SETTING) === basis;
    if (!isValidated(options, outcome) || !isUpToDate || !existsSync(validated)) {
      const reason = 'it must have succeeded with its tests, and nothing may have been deployed since';
      throw new ApiError(400, 'INVALID_ID_FIELD', `The validation ${validationId} does not qualify for a quick deployment: ${reason}`);
    }
    const quick: DeployOptions = { ...options, checkOnly: false, testLevel: 'NoTestRun', runTests: [] };
    return this.#deploy(session, quick, (zipFile) => copyFileSync(validated, zipFile));
  }

  #deploy(session: OrgSession, options: DeployOptions, writeArchive: (zipFile: string) => void): StoredDeployment {
    const stored = { ...newJob(session, '0Af'), options, basis: session.org.store.getSetting(DEPLOYED_SETTING) };
    const zipFile = archiveFile(this.#options.dataFile, stored.id);
    mkdirSync(dirname(zipFile), { recursive: true });
    writeArchive(zipFile);
    const job: DeployJob = { kind: 'deploy', id: stored.id, options, zipFile, org: this.#jobOrg(session) };
    save(session.org, 'deployment', stored);
    run<DeployOutcome>(job, 'deployment', stored);
    return stored;
  }

  /** Starts a retrieval and gives its id. Needs a write transaction. */
  retrieve(session: OrgSession, members: RetrieveJob['members'], apiVersion: string): StoredRetrieval {
    const stored = newJob(session, '09S');
    save(session.org, 'retrieval', stored);
    run<RetrieveOutcome>({ kind: 'retrieve', members, apiVersion, org: this.#jobOrg(session) }, 'retrieval', stored);
    return stored;
  }

  #jobOrg(session: OrgSession): JobOrg {
    const { dataFile, sourceDirs, definitionFile, adminUsername, namedCredentials } = this.#options;
    const { org, user } = session;
    return { dataFile, startDirs: sourceDirs, definitionFile, adminUsername, namedCredentials, userId: user.id, now: org.now() };
  }
}

function run<Outcome>(job: DeployJob | RetrieveJob, kind: Kind, stored: StoredJob<Outcome>): void {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: job });
  let result: Partial<StoredJob<Outcome>> = { failure: 'The thread ended without a result' };
  thread.on('message', (outcome: Outcome) => (result = { outcome }));
  thread.on('error', (error) => (result = { failure: error.stack ?? error.message }));
  thread.on('exit', () => {
    const org = current;
    org?.transaction('write', () => save(org, kind, { ...stored, ...result, completed: new Date(org.now()).toISOString() }));
  });
}

type Kind = 'deployment' | 'retrieval';

function newJob(session: OrgSession, prefix: string): StoredJob<never> {
  const { org, user } = session;
  const number = Number(org.store.getSetting(COUNTER) ?? '0') + 1;
  org.store.setSetting(COUNTER, String(number));
  return { id: makeId(prefix, number), userId: user.id, userName: user.name, created: new Date(org.now()).toISOString() };
}

function save(org: Org, kind: Kind, job: StoredJob<unknown>): void {
  org.store.setSetting(`${kind} ${job.id}`, JSON.stringify(job));
}

/** @throws ApiError when there is none of that id */
export function findDeployment(org: Org, id: string): StoredDeployment {
  return find(org, 'deployment', id) as StoredDeployment;
}

/** @throws ApiError when there is none of that id */
export function findRetrieval(org: Org, id: string): StoredRetrieval {
  return find(org, 'retrieval', id) as StoredRetrieval;
}

function find(org: Org, kind: Kind, id: string): StoredJob<unknown> {
  const text = org.store.getSetting(`${kind} ${id}`);
  if (text === undefined) throw new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
  return JSON.parse(text) as StoredJob<unknown>;
}

/** Ends the deployments that ran when an earlier server was stopped: their threads are gone. */
export function closeInterruptedDeployments(org: OpenedOrg): void {
  org.transaction('write', () => {
    const rows = org.store.all(`SELECT value FROM "local setting" WHERE key LIKE 'user deployment 0Af%' OR key LIKE 'user retrieval 09S%'`);
    for (const { value } of rows) {
      const job = JSON.parse(String(value)) as StoredJob<unknown>;
      if (job.completed !== undefined) continue;
      const completed = new Date(org.now()).toISOString();
      save(org, job.id.startsWith('0Af') ? 'deployment' : 'retrieval', { ...job, completed, failure: 'The org was stopped meanwhile' });
    }
  });
}
