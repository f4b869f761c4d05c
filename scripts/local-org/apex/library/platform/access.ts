import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** `System.AccessLevel`. */
export class AccessLevel extends ApexObject {
  readonly userMode: boolean;

  constructor(userMode: boolean) {
    super();
    this.userMode = userMode;
  }

  override get typeName(): string {
    return 'AccessLevel';
  }

  override apexToString(): string {
    return `AccessLevel.${this.userMode ? 'USER_MODE' : 'SYSTEM_MODE'}`;
  }
}

const SYSTEM_MODE = new AccessLevel(false);
const USER_MODE = new AccessLevel(true);

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_AccessLevel.htm */
export const accessLevelType: NativeTypeSpec = {
  name: 'System.AccessLevel',
  staticProperties: {
    'SYSTEM_MODE: System.AccessLevel': { get: () => SYSTEM_MODE },
    'USER_MODE: System.AccessLevel': { get: () => USER_MODE },
  },
  unsupported: ['withPermissionSetId'],
};
