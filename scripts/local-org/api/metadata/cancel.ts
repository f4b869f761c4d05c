import { ApiError } from '../errors.ts';
import type { Org, OrgSession } from '../org/types.ts';
import { readSetting } from './deployed-source.ts';
import { MetadataApiError } from './errors.ts';
import { findDeployment } from './jobs.ts';
import type { DeployJob } from './types.ts';

/** Who asked to cancel a deployment. */
export interface Cancellation {
  readonly userId: string;
  readonly userName: string;
}

/**
 * Asks a deployment to end. One that waits for another or has not been put in force yet notices and changes nothing; one
 * that is being put in force ends as it would have.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_canceldeploy.htm
 * @throws ApiError INVALID_ID_FIELD when the deployment has ended, INVALID_CROSS_REFERENCE_KEY when there is none
 */
export function cancelDeployment(session: OrgSession, id: string): void {
  const { org, user } = session;
  if (findDeployment(org, id).completed !== undefined) throw new ApiError(400, 'INVALID_ID_FIELD', 'Deployment already completed');
  const cancellation: Cancellation = { userId: user.id, userName: user.name };
  org.store.setSetting(settingOf(id), JSON.stringify(cancellation));
}

/** Who cancelled the deployment, or asked to. */
export function cancellationOf(org: Org, id: string): Cancellation | undefined {
  const text = org.store.getSetting(settingOf(id));
  return text === undefined ? undefined : (JSON.parse(text) as Cancellation);
}

/** Whether somebody asked to cancel the deployment; read from its thread, which has no org open. */
export function isToBeCanceled({ id, org }: DeployJob): boolean {
  return readSetting(org.dataFile, settingOf(id)) !== undefined;
}

/** @throws DeploymentCanceled when somebody asked for it */
export function stopIfCanceled(job: DeployJob): void {
  if (isToBeCanceled(job)) throw new DeploymentCanceled();
}

/** Ends the work on a deployment that was cancelled. */
export class DeploymentCanceled extends MetadataApiError {
  constructor() {
    super('DEPLOYMENT_CANCELED', 'The deployment was canceled');
    this.name = 'DeploymentCanceled';
  }
}

function settingOf(id: string): string {
  return `canceled deployment ${id}`;
}
