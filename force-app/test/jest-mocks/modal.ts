import { api, LightningElement } from 'lwc';

/** Stands for `lightning/modal`, which the Jest stubs lack: a dialog is opened by a spy and closes by an event. */
export default class LightningModal extends LightningElement {
  static open = jest.fn(() => Promise.resolve());

  @api label = '';

  @api close(result?: unknown): void {
    this.dispatchEvent(new CustomEvent('closed', { detail: result }));
  }
}
