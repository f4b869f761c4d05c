import type { Cancellation } from './cancel.ts';
import type { StoredDeployment, StoredRetrieval } from './jobs.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm */
export function deployResult(job: StoredDeployment, includeDetails: boolean, canceledBy?: Cancellation): Record<string, unknown> {
  const { outcome, options } = job;
  const messages = outcome?.messages ?? [];
  const [failed, succeeded] = [messages.filter((message) => !message.success), messages.filter((message) => message.success)];
  const tests = outcome?.tests;
  const done = job.completed !== undefined;
  const status = outcome?.status ?? (done ? 'Failed' : canceledBy ? 'Canceling' : 'InProgress');
  // The manifest's own message is no component.
  const count = (list: typeof messages) => list.filter((message) => !message.forPackageManifestFile || !message.success).length;
  return {
    id: job.id,
    done,
    status,
    success: done && status.startsWith('Succeeded'),
    checkOnly: options.checkOnly,
    ignoreWarnings: options.ignoreWarnings,
    rollbackOnError: options.rollbackOnError,
    runTestsEnabled: options.testLevel !== 'NoTestRun',
    canceledBy: canceledBy?.userId,
    canceledByName: canceledBy?.userName,
    createdBy: job.userId,
    createdByName: job.userName,
    createdDate: job.created,
    startDate: job.created,
    lastModifiedDate: job.completed ?? job.created,
    completedDate: job.completed,
    numberComponentErrors: failed.length,
    numberComponentsDeployed: status === 'Failed' ? 0 : count(succeeded),
    numberComponentsTotal: count(messages),
    numberTestErrors: tests?.numFailures ?? 0,
    numberTestsCompleted: tests ? tests.numTestsRun - tests.numFailures : 0,
    numberTestsTotal: tests?.numTestsRun ?? 0,
    errorMessage: job.failure ?? outcome?.errorMessage,
    errorStatusCode: job.failure !== undefined || outcome?.errorMessage !== undefined ? 'UNKNOWN_EXCEPTION' : undefined,
    ...(includeDetails ? { details: { componentFailures: failed, componentSuccesses: succeeded, runTestResult: tests ?? NO_TESTS } } : {}),
  };
}

const NO_TESTS = { numTestsRun: 0, numFailures: 0, totalTime: 0, successes: [], failures: [], codeCoverage: [], codeCoverageWarnings: [] };

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_retrieveresult.htm */
export function retrieveResult(job: StoredRetrieval): Record<string, unknown> {
  const { outcome } = job;
  const done = job.completed !== undefined;
  const stamp = { createdById: job.userId, createdByName: job.userName, createdDate: job.created };
  const modified = { lastModifiedById: job.userId, lastModifiedByName: job.userName, lastModifiedDate: job.created };
  return {
    id: job.id,
    done,
    status: outcome ? 'Succeeded' : done ? 'Failed' : 'InProgress',
    success: outcome !== undefined,
    errorMessage: job.failure,
    errorStatusCode: job.failure === undefined ? undefined : 'UNKNOWN_EXCEPTION',
    fileProperties: outcome?.fileProperties.map((file) => ({
      ...stamp,
      fileName: file.fileName,
      fullName: file.fullName,
      id: '',
      ...modified,
      manageableState: 'unmanaged',
      type: file.type,
    })),
    messages: outcome?.messages,
    zipFile: outcome?.zipFile,
  };
}
