import { api, LightningElement } from 'lwc';
import Ui_Retry from '@salesforce/label/c.Ui_Retry';
import Ui_UnknownError from '@salesforce/label/c.Ui_UnknownError';
import { reduceErrors } from 'c/errors';

/**
 * Shows what went wrong, where it went wrong, and offers to try again.
 * @fires ErrorPanel#retry
 */
export default class ErrorPanel extends LightningElement {
  /** Whatever the failed call rejected with; nothing is shown without one. */
  @api error: unknown;
  /** Hides the retry button where trying again makes no sense. */
  @api final = false;

  protected readonly label = { retry: Ui_Retry };

  protected get message(): string {
    return reduceErrors(this.error).join(' ') || Ui_UnknownError;
  }

  protected get canRetry(): boolean {
    return !this.final;
  }

  protected retry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
