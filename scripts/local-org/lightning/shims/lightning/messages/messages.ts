import { LightningElement } from 'lwc';
import { register, REGISTER_MESSAGES, type FormMessages } from '../../data/form-context';

/** https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-messages.html */
export default class Messages extends LightningElement {
  messages: readonly string[] = [];
  private leave: (() => void) | undefined;

  connectedCallback(): void {
    const member: FormMessages = { setMessages: (messages) => (this.messages = messages) };
    this.leave = register(this, REGISTER_MESSAGES, member);
  }

  disconnectedCallback(): void {
    this.leave?.();
  }

  get hasMessages(): boolean {
    return this.messages.length > 0;
  }

  get items(): { key: number; text: string }[] {
    return this.messages.map((text, key) => ({ key, text }));
  }
}
