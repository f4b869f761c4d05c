import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { SourceError, type SourceProblem } from '../../metadata/index.ts';
import { filesOf } from '../../store/index.ts';
import { openOrg } from '../org/open.ts';
import type { OpenedOrg } from '../org/types.ts';
import { applyPackage } from './apply.ts';
import { unpack } from './archive.ts';
import { DeploymentCanceled, stopIfCanceled } from './cancel.ts';
import { deployFolder, DEPLOYED_SETTING, fillOtherPlace, nextSetting, readDeployedSetting, type FilledPlace } from './deployed-source.ts';
import { MetadataApiError } from './errors.ts';
import { emptyMessage, isDone } from './messages.ts';
import { withProblems } from './problems.ts';
import { SoundPart } from './sound-part.ts';
import { testResult } from './test-result.ts';
import { dropValidated, isValidated, keepArchive } from './validated.ts';
import type { DeployJob, DeployMessage, DeployOutcome, RunTestResult } from './types.ts';

/**
 * Deploys an archive: its components join a copy of the org's source, which is compiled and checked as a whole, tested in
 * a copy of the data file, and only then put in force. Whatever fails before that leaves the org as it was; without
 * `rollbackOnError` the components that fail are left out and the others are tried again.
 * One deployment runs at a time; see `thread.ts`.
 */
export async function runDeployment(job: DeployJob): Promise<DeployOutcome> {
  const { dataFile, startDirs } = job.org;
  const unpacked = `${job.zipFile}-files`;
  const at = new Date(job.org.now).toISOString();
  const deployed = readDeployedSetting(dataFile);
  const place = fillOtherPlace(dataFile, startDirs, deployed);
  let inForce = false;
  try {
    mkdirSync(unpacked, { recursive: true });
    const folder = await unpack(readFileSync(job.zipFile), unpacked);
    const { rollbackOnError } = job.options;
    const soundPart = rollbackOnError ? undefined : new SoundPart(place);
    const messages = await applyPackage(folder, place, at, rollbackOnError);
    if (rollbackOnError && messages.some((message) => !message.success)) return { status: 'Failed', messages };
    stopIfCanceled(job);
    const outcome = await bringIntoForce({ job, place, at, setting: nextSetting(place.place, deployed), soundPart }, messages);
    soundPart?.forget();
    inForce = outcome.status.startsWith('Succeeded') && !job.options.checkOnly;
    if (inForce) dropValidated(job.zipFile);
    if (isValidated(job.options, outcome)) keepArchive(job.zipFile);
    return outcome;
  } catch (error) {
    if (error instanceof DeploymentCanceled) return { status: 'Canceled', messages: [] };
    return failedAsAWhole(error, at);
  } finally {
    for (const path of [unpacked, job.zipFile, ...(inForce ? [] : [place.root])]) rmSync(path, { recursive: true, force: true });
  }
}

interface Deployment {
  readonly job: DeployJob;
  readonly place: FilledPlace;
  readonly at: string;
  /** Puts the place in force. */
  readonly setting: string;
  /** Of a deployment that keeps its sound components. */
  readonly soundPart: SoundPart | undefined;
}

async function bringIntoForce(deployment: Deployment, given: readonly DeployMessage[]): Promise<DeployOutcome> {
  const { place, at, soundPart } = deployment;
  for (let messages = given; ;) {
    if (soundPart && !messages.some(isDone)) return { status: 'Failed', messages };
    try {
      return await tryOut(deployment, messages);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (!soundPart) return { status: 'Failed', messages: withProblems(messages, error.problems, place, at) };
      messages = soundPart.takeBack(messages, error.problems, at);
    }
  }
}

/** @throws SourceError when a component has an error: then nothing is in force */
async function tryOut({ job, place, at, setting }: Deployment, messages: readonly DeployMessage[]): Promise<DeployOutcome> {
  const { checkOnly, testLevel } = job.options;
  const warnings: SourceProblem[] = [];
  let tests: RunTestResult | undefined;
  if (checkOnly || testLevel !== 'NoTestRun') tests = await rehearse(job, place, messages, warnings);
  if (tests && (tests.numFailures > 0 || (testLevel === 'RunSpecifiedTests' && tests.codeCoverageWarnings.length > 0))) {
    return { status: 'Failed', messages, tests };
  }
  if (!checkOnly) {
    warnings.splice(0);
    stopIfCanceled(job);
    const org = open(job, place, job.org.dataFile, false, warnings);
    closeAfter(org, () => org.transaction('write', () => org.store.setSetting(DEPLOYED_SETTING, setting)));
  }
  const status = messages.every((message) => message.success) ? 'Succeeded' : 'SucceededPartial';
  return { status, messages: warnings.length > 0 ? withProblems(messages, warnings, place, at) : messages, tests };
}

/** Opens the org with the deployed source in a copy of the data file and runs the tests the deployment asks for. */
async function rehearse(
  job: DeployJob,
  place: FilledPlace,
  messages: readonly DeployMessage[],
  warnings: SourceProblem[],
): Promise<RunTestResult | undefined> {
  const { testLevel, runTests } = job.options;
  const copy = join(deployFolder(job.org.dataFile), 'rehearsal.db');
  const source = new DatabaseSync(job.org.dataFile, { readOnly: true });
  try {
    // Of a rehearsal that was stopped; its ids would be given again.
    removeCopy(copy);
    await backup(source, copy);
    const isTested = testLevel !== 'NoTestRun';
    const org = open(job, place, copy, isTested, warnings);
    return closeAfter(org, () => {
      if (!isTested) return undefined;
      checkTestNames(org, runTests);
      return testResult(org.runTests(job.org.userId, runTests), testLevel === 'RunSpecifiedTests' ? messages : []);
    });
  } finally {
    source.close();
    removeCopy(copy);
  }
}

function removeCopy(copy: string): void {
  for (const file of filesOf(copy)) rmSync(file, { force: true });
}

function checkTestNames(org: OpenedOrg, names: readonly string[]): void {
  const classes = new Set(org.source.classes.map(({ name }) => name.toLowerCase()));
  const missing = names.filter((name) => !classes.has(name.split('.')[0]?.toLowerCase() ?? ''));
  if (missing.length > 0) throw new MetadataApiError('INVALID_TEST', `No Apex test class named ${missing.join(', ')} found`);
}

function open(job: DeployJob, place: FilledPlace, dataFile: string, coverage: boolean, warnings: SourceProblem[]): OpenedOrg {
  return openOrg({
    sourceDirs: [place.source],
    definitionFile: job.org.definitionFile,
    dataFile,
    adminUsername: job.org.adminUsername,
    namedCredentials: job.org.namedCredentials,
    coverage,
    onWarning: (problem) => warnings.push(problem),
  });
}

function closeAfter<T>(org: OpenedOrg, work: () => T): T {
  try {
    return work();
  } finally {
    org.close();
  }
}

/** A failure that belongs to no component; what no user could have caused is passed on. */
function failedAsAWhole(error: unknown, at: string): DeployOutcome {
  const isKnown = error instanceof Error && ('code' in error || error.name.endsWith('Error'));
  if (!isKnown) throw error;
  const message: DeployMessage = {
    ...emptyMessage(at),
    fileName: 'package.xml',
    fullName: 'package.xml',
    success: false,
    problem: error.message,
    problemType: 'Error',
    forPackageManifestFile: true,
  };
  return { status: 'Failed', messages: [message], errorMessage: error instanceof MetadataApiError ? undefined : error.message };
}

/** Removes what a stopped deployment may have left behind. */
export function cleanDeployFolder(dataFile: string): void {
  const folder = deployFolder(dataFile);
  if (!existsSync(folder)) return;
  removeCopy(join(folder, 'rehearsal.db'));
}
