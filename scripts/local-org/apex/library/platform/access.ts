import type { DataMode } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { isId, to18 } from '../../runtime/sobject/index.ts';
import type { CallSite, NativeTypeSpec } from '../../types.ts';

/** `System.AccessLevel`. */
export class AccessLevel extends ApexObject {
  readonly userMode: boolean;
  /** Its permissions count along with the user's. */
  readonly permissionSetId: string | undefined;

  constructor(userMode: boolean, permissionSetId?: string) {
    super();
    this.userMode = userMode;
    this.permissionSetId = permissionSetId;
  }

  override get typeName(): string {
    return 'AccessLevel';
  }

  override apexToString(): string {
    return `AccessLevel.${this.userMode ? 'USER_MODE' : 'SYSTEM_MODE'}`;
  }
}

/**
 * What a database method enforces: what its access level says, or the class that calls it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
export function modeOf(site: Pick<CallSite, 'userMode' | 'sharing'>, level: AccessLevel | null | undefined): DataMode {
  const mode = { userMode: level?.userMode ?? site.userMode, sharing: site.sharing };
  return level?.permissionSetId === undefined ? mode : { ...mode, permissionSetId: level.permissionSetId };
}

/** @throws System.IllegalArgumentException when the text is no id */
export function permissionSetIdOf(text: string | null): string {
  if (text === null || !isId(text)) throwApex('System.IllegalArgumentException', `Invalid permission set id: ${text ?? 'null'}`);
  return to18(text);
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
  methods: {
    'withPermissionSetId(String permissionSetId): System.AccessLevel': (level: AccessLevel, id: string | null) =>
      new AccessLevel(level.userMode, permissionSetIdOf(id)),
  },
};
