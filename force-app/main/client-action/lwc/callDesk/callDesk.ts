import { api, LightningElement } from 'lwc';
import type { ActionResult, ActionState, Workspace } from '@callguide/contract';
import type ActionPanel from 'c/actionPanel';
import type CallWorkspace from 'c/callWorkspace';
import type { Sight } from 'c/callWorkspace';

/** The page of a call: the workspace, with the actions for the client at the two places it keeps free for them. */
export default class CallDesk extends LightningElement {
  /** The task of the record page; without it the workspace waits for «next». */
  @api recordId: string | undefined;

  private sight: Sight | undefined;

  /** As the server sent it, but it learns of a hard stop only when its answer is saved: until then the page forbids by itself. */
  protected get workspace(): Workspace | undefined {
    const { workspace, stop } = this.sight ?? {};
    if (!workspace || !stop) return workspace;
    const actions = workspace.actions?.map((each) => (each.afterHardStop ? each : { ...each, ready: false, reason: stop, link: null }));
    return { ...workspace, actions };
  }
  protected get readOnly(): boolean {
    return !this.sight?.mine;
  }
  /** The action the current step of the conversation asks for. */
  protected get wanted(): ActionState | undefined {
    const type = this.sight?.mine ? this.sight.action : undefined;
    return type ? this.workspace?.actions?.find((each) => each.type === type) : undefined;
  }
  protected get wantedKey(): string {
    return `${this.workspace?.task?.id ?? ''}.${this.wanted?.type ?? ''}`;
  }
  /** One at most: a form begins anew with another task or action. */
  protected get acts(): readonly { readonly key: string; readonly action: ActionState }[] {
    return this.wanted ? [{ key: this.wantedKey, action: this.wanted }] : [];
  }

  protected look(event: CustomEvent<Sight>): void {
    this.sight = event.detail;
  }
  protected takeIn(event: CustomEvent<ActionResult>): void {
    (this.refs?.workspace as unknown as CallWorkspace).takeIn(event.detail);
  }
  protected focusActions(): void {
    (this.refs?.panel as unknown as ActionPanel | undefined)?.focus();
  }
}
