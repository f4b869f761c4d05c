import askAgeVerification from '@salesforce/apex/ClientActionController.askAgeVerification';
import handOver from '@salesforce/apex/ClientActionController.handOver';
import openDeviceLink from '@salesforce/apex/ClientActionController.openDeviceLink';
import openQure from '@salesforce/apex/ClientActionController.openQure';
import { listed, textOf } from './plan';
import type { Plan } from './plan';
import { label, topics } from './text';

export const qure: Plan = {
  needsOptions: true,
  first: ({ taskId, workspace, options }) => {
    const devices = (workspace.client?.devices ?? []).map((each) => ({
      value: each.id ?? '',
      label: [each.model, each.serialNumber].filter(Boolean).join(' · '),
    }));
    const points = listed(options.points);
    return {
      fields: () => [
        { name: 'symptom', label: label.symptom, kind: 'choice', options: listed(options.symptoms), required: true },
        { name: 'deviceId', label: label.device, kind: 'choice', options: devices, value: devices[0]?.value, required: true },
        { name: 'point', label: label.point, kind: 'choice', options: points, value: points[0]?.value },
        { name: 'comment', label: label.comment, kind: 'area' },
      ],
      submit: label.openCase,
      run: ({ symptom, deviceId, point, comment }, requestKey) =>
        openQure({
          taskId,
          requestKey,
          input: { symptom: textOf(symptom), deviceId: textOf(deviceId), point: textOf(point), comment: textOf(comment) },
        }),
    };
  },
};

export const deviceLink: Plan = {
  first: ({ taskId }) => ({
    fields: () => [
      { name: 'bodySerial', label: label.bodySerial, kind: 'text', required: true },
      { name: 'holderSerial', label: label.holderSerial, kind: 'text', required: true },
    ],
    submit: label.openCase,
    run: ({ bodySerial, holderSerial }, requestKey) =>
      openDeviceLink({ taskId, requestKey, input: { bodySerial: textOf(bodySerial), holderSerial: textOf(holderSerial) } }),
  }),
};

export const ageVerification: Plan = {
  first: ({ taskId }) => ({
    fields: () => [],
    submit: label.askAge,
    run: (_values, requestKey) => askAgeVerification({ taskId, requestKey }),
  }),
};

/** What the client said about health or quitting stays out of the records, so that there is nothing to type for these. */
const WITHOUT_COMMENT: readonly (string | boolean | undefined)[] = ['Depersonalisation', 'Adverse Event'];

export const liveChat: Plan = {
  first: ({ taskId }) => ({
    fields: ({ topic }) => [
      { name: 'topic', label: label.topic, kind: 'choice', options: topics, required: true },
      ...(WITHOUT_COMMENT.includes(topic) ? [] : [{ name: 'comment', label: label.comment, kind: 'area' } as const]),
    ],
    submit: label.handOver,
    run: ({ topic, comment }, requestKey) => handOver({ taskId, requestKey, topic: textOf(topic) ?? '', comment: textOf(comment) ?? '' }),
  }),
};
