import { LightningElement } from 'lwc';
import { texts } from '../../lib/texts';

/** A wait shorter than this shows nothing, so that quick pages do not flicker. */
const SPINNER_AFTER_MS = 600;

/** Space that waits for content; a spinner appears when the wait becomes noticeable. */
export default class Loading extends LightningElement {
  t = texts;
  late = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    this.timer = setTimeout(() => (this.late = true), SPINNER_AFTER_MS);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
  }
}
