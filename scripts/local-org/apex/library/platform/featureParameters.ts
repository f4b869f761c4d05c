import { text } from '../../../metadata/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexDate } from '../../runtime/values/index.ts';
import type { NativeFn } from '../../types.ts';
import { throwRows } from '../database/save.ts';

type Kind = 'Boolean' | 'Date' | 'Integer';
type Value = boolean | number | ApexDate | null;

const OF_TEXT: Readonly<Record<Kind, (given: string) => Value>> = {
  Boolean: (given) => given === 'true',
  Date: (given) => ApexDate.parse(given) ?? null,
  Integer: Number,
};

/** The value of a feature parameter lives with the org's settings: its object is hidden in the orgs of subscribers. */
const settingOf = (kind: Kind, name: string): string => `feature parameter ${kind} ${name.toLowerCase()}`;

/** Default value of a parameter as its metadata has it. @throws System.NoDataFoundException when the source declares no such parameter */
function defaultOf(kind: Kind, name: string | null): string {
  if (name === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const components = current().host.source.components.get(`FeatureParameter${kind}`) ?? [];
  const found = components.find(({ fullName }) => fullName.toLowerCase() === name.toLowerCase());
  if (!found) throwApex('System.NoDataFoundException', `No feature parameter found: ${name}`);
  return text(found.xml, 'value') ?? '';
}

function check(kind: Kind, name: string | null): Value {
  const fallback = defaultOf(kind, name);
  const stored = current().host.store.getSetting(settingOf(kind, name!)) ?? fallback;
  return stored === '' ? null : OF_TEXT[kind](stored);
}

function set(kind: Kind, name: string | null, value: Value): void {
  defaultOf(kind, name);
  const object = `FeatureParameter${kind}__c`;
  const refusal = current().saveSetup(object);
  if (refusal) throwRows('update', [{ index: 0, id: null, object, ...refusal }]);
  const stored = value instanceof ApexDate ? value.iso() : String(value ?? '');
  current().host.store.setSetting(settingOf(kind, name!), stored);
}

/**
 * Values of the feature parameters that the source declares. To set one is a save of a setup object.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_FeatureManagement.htm
 */
export const FEATURE_PARAMETERS: Readonly<Record<string, NativeFn>> = Object.fromEntries(
  (['Boolean', 'Date', 'Integer'] as const).flatMap((kind): [string, NativeFn][] => [
    [`checkPackage${kind}Value(String name): ${kind}`, (name: string | null) => check(kind, name)],
    [`setPackage${kind}Value(String name, ${kind} value): void`, (name: string | null, value: Value) => set(kind, name, value)],
  ]),
);
