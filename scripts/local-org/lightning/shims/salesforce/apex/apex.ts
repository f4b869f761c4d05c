import { request } from '../../data/http';
import { followResource, refreshEmitted } from '../../data/resource-cache';
import { makeAdapter, type WireAdapterConstructor } from '../../data/wire';

type Parameters = Record<string, unknown>;

/** What `import m from '@salesforce/apex/Class.m'` gives: callable, and usable with `@wire`. */
export interface ApexMethod {
  (parameters?: Parameters): Promise<unknown>;
  readonly adapter: WireAdapterConstructor<Parameters, unknown>;
}

/**
 * The client side of an `@AuraEnabled` method.
 * https://developer.salesforce.com/docs/platform/lwc/guide/apex.html
 */
export function apexMethod(apexClass: string, method: string): ApexMethod {
  const call = async (parameters?: Parameters, wired = false): Promise<unknown> => {
    const url = `/apex/${apexClass}/${method}${wired ? '?cacheable=true' : ''}`;
    const answer = await request<{ returnValue?: unknown } | undefined>('POST', url, parameters ?? {});
    return answer?.returnValue ?? null;
  };
  const adapter = makeAdapter<Parameters, unknown>(
    (config) => Object.values(config).every((value) => value !== undefined),
    (config, callback) => followResource(`apex:${apexClass}.${method}:${JSON.stringify(config)}`, () => call(config, true), callback),
  );
  return Object.assign((parameters?: Parameters) => call(parameters), { adapter });
}

/**
 * Asks the server again for data that a wire provisioned.
 * https://developer.salesforce.com/docs/platform/lwc/guide/apex-result-caching.html
 */
export function refreshApex(wiredValue: unknown): Promise<void> {
  return refreshEmitted(wiredValue);
}

/** Reads a field of an sObject that Apex returned, by schema import: `Account.Owner.Name` follows relationships. */
export function getSObjectValue(sObject: unknown, field: string | { fieldApiName: string }): unknown {
  const path = typeof field === 'string' ? field.slice(field.indexOf('.') + 1) : field.fieldApiName;
  return path.split('.').reduce<unknown>((value, name) => (value as Parameters | null | undefined)?.[name], sObject);
}
