import confirmVerification from '@salesforce/apex/ClientActionController.confirmVerification';
import sendVouchers from '@salesforce/apex/ClientActionController.sendVouchers';
import sendWallet from '@salesforce/apex/ClientActionController.sendWallet';
import startVerification from '@salesforce/apex/ClientActionController.startVerification';
import { textOf } from './plan';
import type { Plan, Setting, Step } from './plan';
import { channelLabel, label } from './text';

export const vouchers: Plan = {
  first: ({ taskId, action }) => {
    const options = (action.channels ?? []).map((value) => ({ value, label: channelLabel(value) }));
    return {
      fields: () => [{ name: 'channel', label: label.channel, kind: 'buttons', options, value: options[0]?.value, required: true }],
      submit: label.send,
      run: ({ channel }, requestKey) => sendVouchers({ taskId, requestKey, channel: textOf(channel) ?? '' }),
    };
  },
};

/** Names of products, the same in every language. */
const PLATFORMS = [
  { value: 'iOS', label: 'iPhone' },
  { value: 'Android', label: 'Android' },
];

export const wallet: Plan = {
  first: ({ taskId }) => ({
    fields: () => [{ name: 'platform', label: label.platform, kind: 'buttons', options: PLATFORMS, required: true }],
    submit: label.send,
    run: ({ platform }, requestKey) => sendWallet({ taskId, requestKey, platform: textOf(platform) ?? '' }),
  }),
};

/** The client reads out the code that came to an address or a phone. */
function verification(channel: 'Email' | 'Phone', known: (setting: Setting) => string | undefined): Plan {
  return {
    first: (setting) => {
      const { taskId } = setting;
      const confirm: Step = {
        fields: () => [{ name: 'code', label: label.code, kind: 'text', required: true }],
        submit: label.checkCode,
        run: ({ code }) => confirmVerification({ taskId, channel, code: textOf(code) ?? '' }),
      };
      const field = channel === 'Email' ? ({ label: label.email, kind: 'email' } as const) : ({ label: label.phone, kind: 'tel' } as const);
      return {
        fields: () => [{ name: 'value', ...field, value: known(setting), required: true }],
        submit: label.sendCode,
        run: ({ value }, requestKey) => startVerification({ taskId, requestKey, channel, value: textOf(value) ?? '' }),
        then: () => confirm,
      };
    },
  };
}

export const emailVerified = verification('Email', ({ workspace }) => workspace.client?.email ?? undefined);
export const phoneVerified = verification('Phone', ({ workspace }) => workspace.task?.phone ?? undefined);
