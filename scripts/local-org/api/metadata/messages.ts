import type { DeployMessage } from './types.ts';

/** The message of a component that nothing was done with. */
export function emptyMessage(at: string): DeployMessage {
  return {
    componentType: '',
    fullName: '',
    fileName: '',
    success: true,
    created: false,
    changed: false,
    deleted: false,
    createdDate: at,
    warning: false,
    requiresProductionTestRun: false,
    forPackageManifestFile: false,
  };
}

/** What a component is known by, whatever the case of its name. */
export function keyOf(message: Pick<DeployMessage, 'componentType' | 'fullName'>): string {
  return `${message.componentType} ${message.fullName}`.toLowerCase();
}

/** Whether the message tells of something that was done and can be taken back. */
export function isDone(message: DeployMessage): boolean {
  return message.success && !message.forPackageManifestFile && message.problem === undefined;
}
