import 'test/controller';
import askAgeVerification from '@salesforce/apex/ClientActionController.askAgeVerification';
import handOver from '@salesforce/apex/ClientActionController.handOver';
import loadOptions from '@salesforce/apex/ClientActionController.loadOptions';
import openDeviceLink from '@salesforce/apex/ClientActionController.openDeviceLink';
import openQure from '@salesforce/apex/ClientActionController.openQure';
import optOut from '@salesforce/apex/ClientActionController.optOut';
import recordOrder from '@salesforce/apex/ClientActionController.recordOrder';
import recordStore from '@salesforce/apex/ClientActionController.recordStore';
import reserve from '@salesforce/apex/ClientActionController.reserve';
import saveContact from '@salesforce/apex/ClientActionController.saveContact';
import sendWallet from '@salesforce/apex/ClientActionController.sendWallet';
import startVerification from '@salesforce/apex/ClientActionController.startVerification';
import confirmCoupon from '@salesforce/apex/ClientActionController.confirmCoupon';
import startCoupon from '@salesforce/apex/ClientActionController.startCoupon';
import findStores from '@salesforce/apex/ClientActionController.findStores';
import type { ActionState, Workspace } from '@callguide/contract';
import ActionForm from 'c/actionForm';
import { expectAccessible } from 'test/accessible';
import { all, change, mount, one, settle } from 'test/dom';
import { action, client, workspace } from 'test/workspace';

const ID = 'a00000000000001AAA';
const OPTIONS = {
  models: [
    { model: 'IQOS 3 Duos', price: 4990, promoCode: 'DUOS', colours: ['Синий', 'Белый'] },
    { model: 'IQOS 2.4+', price: 1990 },
  ],
  chains: [{ name: 'Связной', selfRegistration: true }, { name: 'Бристоль' }],
  symptoms: [{ value: 'B006', label: 'Не заряжается' }],
  points: [{ value: 'msk-1', label: 'Москва, Тверская 1' }],
};

/** A form filled in as said and sent. @returns its fields by name, as they were at the end */
async function send(type: ActionState['type'], values: Readonly<Record<string, string | boolean>>): Promise<HTMLElement> {
  const element = await mount<{ action: ActionState; workspace: Workspace }>('c-action-form', ActionForm, {
    action: action(type),
    workspace: workspace({ client: client({ devices: [{ id: 'a0D1', model: 'Duos', serialNumber: 'SN-1' }] }) }),
  });
  for (const [name, value] of Object.entries(values)) {
    const detail = typeof value === 'boolean' ? { checked: value } : { value };
    one(element, `[data-name="${name}"]`).dispatchEvent(new CustomEvent('change', { detail }));
    // eslint-disable-next-line no-await-in-loop -- what comes next may depend on this
    await settle();
  }
  await expectAccessible(element);
  one(element, 'lightning-button.submit').click();
  await settle();
  return element;
}
const only = (spy: unknown): unknown => (spy as jest.Mock<unknown, unknown[]>).mock.calls.map(([call]) => call);

describe('plans of the actions', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    sessionStorage.clear();
    jest.mocked(loadOptions).mockResolvedValue(OPTIONS);
    jest.mocked(findStores).mockResolvedValue([]);
  });

  it('wallet card for the client’s kind of phone', async () => {
    await send('Wallet', { platform: 'Android' });
    expect(only(sendWallet)).toMatchObject([{ taskId: ID, platform: 'Android' }]);
  });

  it('phone verified by a code', async () => {
    await send('Phone Verified', {});
    expect(only(startVerification)).toMatchObject([{ channel: 'Phone', value: '+79000000001' }]);
  });

  it('replacement case with symptom, device and point', async () => {
    await send('QURE', { symptom: 'B006', comment: ' мигает красным ' });
    expect(only(openQure)).toMatchObject([{ taskId: ID, input: { symptom: 'B006', deviceId: 'a0D1', point: 'msk-1', comment: 'мигает красным' } }]); // prettier-ignore
  });

  it('device link with both numbers', async () => {
    await send('Device Link', { bodySerial: 'A1', holderSerial: 'B2' });
    expect(only(openDeviceLink)).toMatchObject([{ input: { bodySerial: 'A1', holderSerial: 'B2' } }]);
  });

  it('request to verify the age, with nothing to fill in', async () => {
    const element = await send('Age Verification', {});
    expect(all(element, '[data-name]')).toHaveLength(0);
    expect(only(askAgeVerification)).toMatchObject([{ taskId: ID }]);
  });

  it('hand-over to Live Chat, with nothing typed about health', async () => {
    await send('Live Chat', { topic: 'Order Status', comment: 'заказ 15' });
    expect(only(handOver)).toMatchObject([{ topic: 'Order Status', comment: 'заказ 15' }]);
    const element = await mount<{ action: ActionState; workspace: Workspace }>('c-action-form', ActionForm, { action: action('Live Chat'), workspace: workspace() }); // prettier-ignore
    change(one(element, '[data-name="topic"]'), 'Adverse Event');
    await settle();
    expect(all(element, '[data-name="comment"]')).toHaveLength(0);
  });

  it('contact data, prefilled with what is known', async () => {
    await send('Contact Data', { cigaretteBrand: 'Марка', birthDate: '1990-05-17', gender: 'Feminine' });
    expect(only(saveContact)).toMatchObject([{ input: { email: 'elena@example.com', city: 'Новосибирск', cigaretteBrand: 'Марка', birthDate: '1990-05-17', gender: 'Feminine' } }]); // prettier-ignore
  });

  it('opt-outs, ticked and unticked', async () => {
    await send('Opt Out', { email: true, sms: false });
    expect(only(optOut)).toMatchObject([{ taskId: ID, input: { email: true, sms: false, call: false } }]);
  });

  it('order placed on the site', async () => {
    await send('Order', { model: 'IQOS 3 Duos', colour: 'Белый', orderNumber: 'RU-77' });
    expect(only(recordOrder)).toMatchObject([{ input: { model: 'IQOS 3 Duos', colour: 'Белый', orderNumber: 'RU-77', fastDelivery: false } }]); // prettier-ignore
  });

  it('order handed over to Fast Delivery, with name and phone', async () => {
    await send('Order', { way: 'fast', model: 'IQOS 2.4+' });
    expect(only(recordOrder)).toMatchObject([{ input: { model: 'IQOS 2.4+', fastDelivery: true, name: 'Елена Г.', phone: '+79000000001' } }]); // prettier-ignore
  });

  it('visit of a store on a day', async () => {
    jest.mocked(findStores).mockResolvedValue([{ id: 's1', chain: 'Бристоль', address: 'Ленина 1' }]);
    const element = await send('Store', { visitDate: '2026-11-25' });
    expect(recordStore).not.toHaveBeenCalled();
    one(one(element, 'c-store-finder'), 'input[type="radio"]').dispatchEvent(new CustomEvent('change'));
    await settle();
    one(element, 'lightning-button.submit').click();
    await settle();
    expect(only(recordStore)).toMatchObject([{ storeId: 's1', visitDate: '2026-11-25' }]);
  });

  it('reservation in a store that reserves', async () => {
    jest.mocked(findStores).mockResolvedValue([{ id: 's1', chain: 'Бристоль', address: 'Ленина 1', reservation: true }]);
    const element = await send('Reservation', { model: 'IQOS 3 Duos', colour: 'Синий', pickupAt: '2026-11-25T09:00:00.000Z' });
    one(one(element, 'c-store-finder'), 'input[type="radio"]').dispatchEvent(new CustomEvent('change'));
    await settle();
    one(element, 'lightning-button.submit').click();
    await settle();
    expect(only(findStores)).toMatchObject([{ filter: { reservation: true } }]);
    expect(only(reserve)).toMatchObject([{ input: { storeId: 's1', model: 'IQOS 3 Duos', colour: 'Синий', pickupAt: '2026-11-25T09:00:00.000Z', email: 'elena@example.com' } }]); // prettier-ignore
  });

  it('coupon of a chain that gives them, confirmed by the code from the phone', async () => {
    jest.mocked(startCoupon).mockResolvedValue({ action: { status: 'Requested' }, message: 'Код ушёл на телефон' });
    jest.mocked(confirmCoupon).mockResolvedValue({ confirmed: true, action: { status: 'Done' }, message: 'Купон готов' });
    const element = await send('Coupon', { chain: 'Связной' });
    expect(only(startCoupon)).toMatchObject([{ taskId: ID, input: { chain: 'Связной', city: 'Новосибирск', phone: '+79000000001' } }]);
    change(one(element, '[data-name="code"]'), '4321');
    one(element, 'lightning-button.submit').click();
    await settle();
    expect(only(confirmCoupon)).toMatchObject([{ taskId: ID, code: '4321' }]);
  });
});
