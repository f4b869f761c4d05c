import { addressOf, type PageReference } from '../../data/page-reference';
import { followPage, navigate } from '../../data/router';
import { makeAdapter } from '../../data/wire';

/** https://developer.salesforce.com/docs/platform/lwc/guide/use-navigate-basic.html */
const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

type Constructor = new (...parameters: never[]) => object;

/** Adds `this[NavigationMixin.Navigate](pageReference)` and `this[NavigationMixin.GenerateUrl](pageReference)`. */
function mixin<B extends Constructor>(Base: B): B {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a mixin's base takes any parameters; TypeScript asks for any[] here
  return class extends (Base as unknown as new (...parameters: any[]) => object) {
    [Navigate](reference: PageReference, replace?: boolean): void {
      navigate(reference, replace);
    }

    [GenerateUrl](reference: PageReference): Promise<string> {
      const address = addressOf(reference);
      return address === undefined
        ? Promise.reject(new Error(`The local org has no page of type ${reference.type}`))
        : Promise.resolve(address);
    }
  } as unknown as B;
}

export const NavigationMixin = Object.assign(mixin, { Navigate, GenerateUrl });

/** `@wire(CurrentPageReference) page`. The value is the page reference itself. */
export const CurrentPageReference = makeAdapter<Record<string, never>, PageReference>(
  () => true,
  (_config, callback) => followPage((page) => (callback as unknown as (page: PageReference | undefined) => void)(page)),
);

export function navigateFrom(_component: unknown, reference: PageReference, options: { replace?: boolean } = {}): void {
  navigate(reference, options.replace);
}
export { navigateFrom as navigate };

export function generateUrl(_component: unknown, reference: PageReference): string | undefined {
  return addressOf(reference);
}
