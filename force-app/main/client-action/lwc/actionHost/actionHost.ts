import { api, LightningElement } from 'lwc';
import cancelAction from '@salesforce/apex/ClientActionController.cancelAction';
import openSite from '@salesforce/apex/ClientActionController.openSite';
import type { ActionResult, ActionState, Workspace } from '@callguide/contract';
import didNotHappen from '@salesforce/label/c.Ui_DidNotHappen';
import loadingLabel from '@salesforce/label/c.Ui_Loading';
import openSiteLabel from '@salesforce/label/c.Ui_ActionOpenSite';
import { keyOf, settleKey } from 'c/requestKey';

/**
 * One action: why it cannot be done, the way to an external site, and its form, which is loaded when it is first wanted.
 * @fires ActionHost#done  detail: ActionResult
 */
export default class ActionHost extends LightningElement {
  @api action: ActionState = {};
  @api workspace: Workspace = {};

  protected readonly label = { loading: loadingLabel, openSite: openSiteLabel, didNotHappen };
  protected form: unknown;
  protected error: unknown;

  override connectedCallback(): void {
    void this.load();
  }

  protected get refusal(): string {
    return this.action.ready ? '' : (this.action.reason ?? '');
  }
  protected get loading(): boolean {
    return !this.form && !this.error;
  }
  protected get link(): string {
    return this.action.link ?? '';
  }
  /** The site was opened; now the expert says what came of it. */
  protected get waiting(): boolean {
    return this.action.status === 'Requested' && Boolean(this.action.link);
  }

  /** The code of a component is worth loading only for those who use it. https://developer.salesforce.com/docs/platform/lwc/guide/js-dynamic-components.html */
  protected async load(): Promise<void> {
    this.error = undefined;
    try {
      this.form = (await import('c/actionForm')).default;
    } catch (error) {
      this.error = error;
    }
  }

  /** The link itself opens the site, so that no browser takes it for an unwanted window; the server only takes note. */
  protected visit(): void {
    const intent = `${this.taskId}.${this.type}.site`;
    void this.record(async () => {
      const result = await openSite({ taskId: this.taskId, requestKey: keyOf(intent), type: this.type });
      settleKey(intent);
      return result;
    });
  }
  protected cancel(): void {
    void this.record(() => cancelAction({ taskId: this.taskId, type: this.type }));
  }
  protected forward(event: CustomEvent<ActionResult>): void {
    this.tell(event.detail);
  }

  private async record(call: () => Promise<ActionResult>): Promise<void> {
    this.error = undefined;
    try {
      this.tell(await call());
    } catch (error) {
      this.error = error;
    }
  }
  private tell(detail: ActionResult): void {
    this.dispatchEvent(new CustomEvent<ActionResult>('done', { detail }));
  }
  private get taskId(): string {
    return this.workspace.task?.id ?? '';
  }
  private get type(): string {
    return this.action.type ?? '';
  }
}
