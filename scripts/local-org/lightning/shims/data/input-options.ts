import type { PicklistValues } from './types';
import { plainText } from './text';

export interface Option {
  readonly label: string;
  readonly value: string;
}

/** Values that may be chosen now: for a dependent picklist, those valid for the controlling value. Keeps the present value even when it is inactive. */
export function picklistOptions(picklist: PicklistValues | undefined, controlling: unknown, present: readonly string[]): Option[] {
  if (!picklist) return present.map((value) => ({ label: value, value }));
  const dependent = Object.keys(picklist.controllerValues).length > 0;
  const index = picklist.controllerValues[plainText(controlling)];
  const allowed = picklist.values.filter(({ validFor }) => !dependent || (index !== undefined && validFor.includes(index)));
  const options = allowed.map(({ label, value }) => ({ label, value }));
  const missing = present.filter((value) => value && !options.some((option) => option.value === value) && !dependent);
  return [...options, ...missing.map((value) => ({ label: value, value }))];
}
