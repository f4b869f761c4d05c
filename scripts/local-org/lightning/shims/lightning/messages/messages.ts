import { LightningElement } from 'lwc';
import { register, REGISTER_MESSAGES, type FormMessages } from '../../data/form-context';

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-messages.html */
export default class Messages extends LightningElement {
  messages: readonly string[] = [];
  private leave: (() => void) | undefined;

  override connectedCallback(): void {
    const member: FormMessages = { setMessages: (messages) => (this.messages = messages) };
    this.leave = register(this, REGISTER_MESSAGES, member);
  }

  override disconnectedCallback(): void {
    this.leave?.();
  }

  /** A long form may have been scrolled away from its messages. */
  override renderedCallback(): void {
    if (this.hasMessages) this.template?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }

  get hasMessages(): boolean {
    return this.messages.length > 0;
  }

  get items(): { key: number; text: string }[] {
    return this.messages.map((text, key) => ({ key, text }));
  }
}
