import confirmCoupon from '@salesforce/apex/ClientActionController.confirmCoupon';
import recordOrder from '@salesforce/apex/ClientActionController.recordOrder';
import recordStore from '@salesforce/apex/ClientActionController.recordStore';
import reserve from '@salesforce/apex/ClientActionController.reserve';
import startCoupon from '@salesforce/apex/ClientActionController.startCoupon';
import type { ModelView } from '@callguide/contract';
import { format } from 'c/labels';
import { named, textOf } from './plan';
import type { Field, Option, Plan, Setting, Step, Values } from './plan';
import { label } from './text';

const WAYS: readonly Option[] = [
  { value: 'site', label: label.waySite },
  { value: 'fast', label: label.wayFast },
];

function modelLabel({ model, price, promoCode }: ModelView): string {
  if (price == null) return model ?? '';
  return promoCode ? format(label.modelPrice, model, price, promoCode) : format(label.modelPriceOnly, model, price);
}

/** Model and its colours; which ones there are depends on the model. */
function device({ options }: Setting, { model }: Values, required: boolean): Field[] {
  const models = (options.models ?? []).map((each) => ({ value: each.model ?? '', label: modelLabel(each) }));
  const colours = named(options.models?.find((each) => each.model === model)?.colours);
  const fields: Field[] = [{ name: 'model', label: label.model, kind: 'choice', options: models, required }];
  return colours.length > 0 ? [...fields, { name: 'colour', label: label.colour, kind: 'choice', options: colours, required }] : fields;
}

export const order: Plan = {
  needsOptions: true,
  first: (setting) => {
    const { taskId, workspace } = setting;
    return {
      hint: label.orderSteps,
      fields: (values) => [
        { name: 'way', label: label.way, kind: 'buttons', options: WAYS, value: 'site', required: true },
        ...device(setting, values, values.way === 'fast'),
        ...(values.way === 'fast'
          ? ([
              { name: 'name', label: label.name, kind: 'text', value: workspace.client?.name ?? undefined, required: true },
              { name: 'phone', label: label.phone, kind: 'tel', value: workspace.task?.phone ?? undefined, required: true },
            ] as const)
          : ([{ name: 'orderNumber', label: label.orderNumber, kind: 'text', required: true }] as const)),
        { name: 'comment', label: label.comment, kind: 'area' },
      ],
      submit: label.record,
      run: ({ way, orderNumber, model, colour, name, phone, comment }, requestKey) => {
        const fast = way === 'fast';
        const shared = { model: textOf(model), colour: textOf(colour), comment: textOf(comment), fastDelivery: fast };
        const input = fast ? { ...shared, name: textOf(name), phone: textOf(phone) } : { ...shared, orderNumber: textOf(orderNumber) };
        return recordOrder({ taskId, requestKey, input });
      },
    };
  },
};

export const store: Plan = {
  needsOptions: true,
  first: ({ taskId }) => ({
    fields: () => [
      { name: 'storeId', label: label.stores, kind: 'store', required: true },
      { name: 'visitDate', label: label.visitDate, kind: 'date', required: true },
    ],
    submit: label.record,
    run: ({ storeId, visitDate }, requestKey) =>
      recordStore({ taskId, requestKey, storeId: textOf(storeId) ?? '', visitDate: textOf(visitDate) ?? '' }),
  }),
};

export const reservation: Plan = {
  needsOptions: true,
  first: (setting) => ({
    fields: (values) => [
      { name: 'storeId', label: label.stores, kind: 'store', required: true },
      ...device(setting, values, true),
      { name: 'pickupAt', label: label.pickup, kind: 'datetime', required: true },
      { name: 'email', label: label.email, kind: 'email', value: setting.workspace.client?.email ?? undefined, required: true },
    ],
    submit: label.reserve,
    run: ({ storeId, model, colour, pickupAt, email }, requestKey) =>
      reserve({
        taskId: setting.taskId,
        requestKey,
        input: { storeId: textOf(storeId), model: textOf(model), colour: textOf(colour), pickupAt: textOf(pickupAt), email: textOf(email) },
      }),
  }),
};

/** The coupon goes to the phone of the client, who reads out the code that came with it. */
export const coupon: Plan = {
  needsOptions: true,
  first: ({ taskId, workspace, options }) => {
    const chains = named(options.chains?.filter((chain) => chain.selfRegistration).map((chain) => chain.name));
    const confirm: Step = {
      fields: () => [{ name: 'code', label: label.code, kind: 'text', required: true }],
      submit: label.checkCode,
      run: ({ code }, requestKey) => confirmCoupon({ taskId, requestKey, code: textOf(code) ?? '' }),
    };
    return {
      fields: () => [
        { name: 'chain', label: label.chain, kind: 'choice', options: chains, required: true },
        { name: 'city', label: label.city, kind: 'text', value: workspace.client?.city ?? undefined, required: true },
        { name: 'phone', label: label.phone, kind: 'tel', value: workspace.task?.phone ?? undefined, required: true },
      ],
      submit: label.getCoupon,
      run: ({ chain, city, phone }, requestKey) =>
        startCoupon({ taskId, requestKey, input: { chain: textOf(chain), city: textOf(city), phone: textOf(phone) } }),
      then: () => confirm,
    };
  },
};
