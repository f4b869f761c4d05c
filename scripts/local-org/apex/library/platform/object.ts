import { objectOfRecord } from '../../../store/index.ts';
import { hashOf, looselyEqual } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { toId } from '../../runtime/sobject/index.ts';
import { textOf } from '../../runtime/text/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { tokenOf } from '../schema/tokens.ts';

const objectType: NativeTypeSpec = {
  name: 'System.Object',
  constructors: {},
  methods: {
    'equals(Object other): Boolean': (self: unknown, other: unknown) => looselyEqual(self, other, true),
    'hashCode(): Integer': hashOf,
    'toString(): String': textOf,
  },
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_id.htm */
const idType: NativeTypeSpec = {
  name: 'System.Id',
  statics: {
    'valueOf(String text): Id': (text: string | null) => {
      if (text === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
      return toId(text);
    },
    'valueOf(String text, Boolean restoreCasing): Id': (text: string, restoreCasing: boolean | null) =>
      restoreCasing ? restored(text) : toId(text),
  },
  methods: {
    'equals(String other): Boolean': (id: string, other: string | null) => other !== null && looselyEqual(id, other, false),
    'getSobjectType(): Schema.SObjectType': (id: string) => {
      const def = objectOfRecord(current().host.store, id);
      if (!def) throwApex('System.SObjectException', `Unable to determine the sObject type of ${id}`);
      // Comments and histories of all objects have one prefix each: their ids do not say whose they are.
      if (def.historyOf !== undefined || def.apiName === 'CaseComment') {
        throwApex('System.SObjectException', `Cannot locate Apex Type for ID: ${id}`);
      }
      return tokenOf(def);
    },
    'to15(): String': (id: string) => id.slice(0, 15),
  },
  unsupported: ['addError'],
};

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** An 18-character id whose letters lost their case, with the case its last three characters record. */
function restored(text: string): string {
  if (text.length !== 18) throwApex('System.StringException', `Invalid id: ${text}`);
  let out = '';
  for (let i = 0; i < 15; i++) {
    const bits = SUFFIX.indexOf(text[15 + Math.floor(i / 5)]!.toUpperCase());
    if (bits < 0) throwApex('System.StringException', `Invalid id: ${text}`);
    out += bits & (1 << (i % 5)) ? text[i]!.toUpperCase() : text[i]!.toLowerCase();
  }
  return toId(out);
}

export const objectTypes: readonly NativeTypeSpec[] = [objectType, idType];
