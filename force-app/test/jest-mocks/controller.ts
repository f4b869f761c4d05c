/** Replaces the package's Apex methods by spies, and navigation by one. Import it before the component. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  CallTaskController: [
    'claim',
    'claimNext',
    'endAttempt',
    'finish',
    'loadWorkspace',
    'saveAnswers',
    'scheduleCallback',
    'setClientZone',
    'startAttempt',
  ],
  ClientActionController: [
    'askAgeVerification',
    'cancelAction',
    'confirmCoupon',
    'confirmVerification',
    'findStores',
    'handOver',
    'loadOptions',
    'openDeviceLink',
    'openQure',
    'openSite',
    'optOut',
    'recordOrder',
    'recordStore',
    'reserve',
    'saveContact',
    'sendVouchers',
    'sendWallet',
    'startCoupon',
    'startVerification',
  ],
  MyDayController: ['load', 'setShift'],
  ReplacementController: ['agreeDelivery', 'load', 'replace', 'tellCar'],
};

for (const [controller, methods] of Object.entries(METHODS)) {
  for (const method of methods)
    jest.doMock(`@salesforce/apex/${controller}.${method}`, () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
}

/** Called with the page reference the component navigates to. */
export const navigate = jest.fn();

jest.doMock('lightning/navigation', () => {
  const Navigate = Symbol('Navigate');
  const mixin = (Base: new () => object): new () => object =>
    class extends Base {
      [Navigate](page: unknown): void {
        navigate(page);
      }
    };
  return { NavigationMixin: Object.assign(mixin, { Navigate }) };
});
