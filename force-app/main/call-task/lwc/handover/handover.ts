import type { Workspace } from '@callguide/contract';

/** The workspace that came with the last finish, on its way to the record page that will show it. */
let aside: Workspace | undefined;

/** Keeps a loaded workspace for the page of its task, which the browser is being sent to. */
export function putAside(workspace: Workspace): void {
  aside = workspace;
}

/** Takes the workspace kept for a task, once; another task's is dropped, it would be out of date. */
export function takeAside(taskId: string): Workspace | undefined {
  const found = aside?.task?.id === taskId ? aside : undefined;
  aside = undefined;
  return found;
}
