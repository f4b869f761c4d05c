import optOut from '@salesforce/apex/ClientActionController.optOut';
import saveContact from '@salesforce/apex/ClientActionController.saveContact';
import type { ContactInput } from '@callguide/contract';
import { textOf } from './plan';
import type { Plan } from './plan';
import { channels, genders, label } from './text';

export const contactData: Plan = {
  first: ({ taskId, workspace: { client } }) => ({
    fields: () => [
      { name: 'email', label: label.email, kind: 'email', value: client?.email ?? undefined },
      { name: 'preferredChannel', label: label.preferred, kind: 'choice', options: channels, value: client?.preferredChannel ?? undefined },
      { name: 'cigaretteBrand', label: label.brand, kind: 'text', value: client?.cigaretteBrand ?? undefined },
      { name: 'gender', label: label.gender, kind: 'buttons', options: genders, value: client?.gender ?? undefined },
      { name: 'birthDate', label: label.birthDate, kind: 'date' },
      { name: 'city', label: label.city, kind: 'text', value: client?.city ?? undefined },
      { name: 'region', label: label.region, kind: 'text', value: client?.region ?? undefined },
      { name: 'street', label: label.street, kind: 'text' },
      { name: 'postalCode', label: label.postalCode, kind: 'text' },
    ],
    submit: label.save,
    run: (values, requestKey) => {
      const input: ContactInput = {
        gender: textOf(values.gender) as ContactInput['gender'],
        birthDate: textOf(values.birthDate),
        email: textOf(values.email),
        street: textOf(values.street),
        city: textOf(values.city),
        region: textOf(values.region),
        postalCode: textOf(values.postalCode),
        cigaretteBrand: textOf(values.cigaretteBrand),
        preferredChannel: textOf(values.preferredChannel) as ContactInput['preferredChannel'],
      };
      return saveContact({ taskId, requestKey, input });
    },
  }),
};

export const optOuts: Plan = {
  first: ({ taskId, workspace: { client } }) => ({
    fields: () => [
      { name: 'email', label: label.noEmail, kind: 'checkbox', value: Boolean(client?.optOutEmail) },
      { name: 'sms', label: label.noSms, kind: 'checkbox', value: Boolean(client?.optOutSms) },
      { name: 'call', label: label.noCalls, kind: 'checkbox', value: Boolean(client?.optOutCall) },
    ],
    submit: label.save,
    run: ({ email, sms, call }, requestKey) =>
      optOut({ taskId, input: { email: Boolean(email), sms: Boolean(sms), call: Boolean(call), requestKey } }),
  }),
};
