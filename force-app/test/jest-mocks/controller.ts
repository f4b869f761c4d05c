/** Replaces the Apex methods of the workspace by spies, and navigation by one. Import it before the component. */
const METHODS = ['claim', 'claimNext', 'finish', 'loadWorkspace', 'saveAnswers', 'scheduleCallback', 'startAttempt'];

for (const method of METHODS) {
  jest.doMock(`@salesforce/apex/CallTaskController.${method}`, () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
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
