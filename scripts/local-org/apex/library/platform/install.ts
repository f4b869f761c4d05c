import { callMethod } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexObject } from '../../runtime/object.ts';
import { NamedObject } from '../../runtime/object.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';

/** `System.InstallContext` and `System.UninstallContext` of a test: the user of the test installs into this org. */
class PackageContext extends NamedObject {
  readonly version: ApexObject | null;
  readonly push: boolean;
  readonly userId: string;
  readonly orgId: string;

  constructor(typeName: string, version: ApexObject | null = null, push = false) {
    super(typeName);
    this.version = version;
    this.push = push;
    this.userId = current().user.id;
    this.orgId = current().host.organization.id;
  }

  installerId(): string {
    return this.userId;
  }

  uninstallerId(): string {
    return this.userId;
  }

  organizationId(): string {
    return this.orgId;
  }

  isPush(): boolean {
    return this.push;
  }

  isUpgrade(): boolean {
    return this.version !== null;
  }

  previousVersion(): ApexObject | null {
    return this.version;
  }
}

function inTest(): void {
  if (!current().isTest) throwApex('System.UnexpectedException', 'Test methods can only be called in a test context');
}

/** `Test.testInstall`; without a version it is a first installation. */
export const testInstall: NativeFn = (script: ApexObject, version: ApexObject | null, isPush: boolean | null = false) => {
  inTest();
  callMethod(script, 'onInstall', [new PackageContext('InstallContext', version, isPush === true)], 'InstallContext');
};

/** `Test.testUninstall`. */
export const testUninstall: NativeFn = (script: ApexObject) => {
  inTest();
  callMethod(script, 'onUninstall', [new PackageContext('UninstallContext')], 'UninstallContext');
};

/**
 * Scripts that run when a managed package is installed. Nothing is installed here, so only tests run them.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_InstallHandler.htm
 */
export const installTypes: readonly NativeTypeSpec[] = [
  { name: 'System.InstallHandler', kind: 'interface', abstractMethods: ['onInstall(System.InstallContext context): void'] },
  { name: 'System.UninstallHandler', kind: 'interface', abstractMethods: ['onUninstall(System.UninstallContext context): void'] },
  {
    name: 'System.InstallContext',
    kind: 'interface',
    abstractMethods: [
      ...['installerId(): Id', 'isPush(): Boolean', 'isUpgrade(): Boolean', 'organizationId(): Id'],
      'previousVersion(): System.Version',
    ],
  },
  { name: 'System.UninstallContext', kind: 'interface', abstractMethods: ['organizationId(): Id', 'uninstallerId(): Id'] },
];
