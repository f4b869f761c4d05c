import { callMethod } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';

/** `System.SandboxContext` as a test gives it. */
class SandboxContext extends ApexObject {
  readonly #organization: string | null;
  readonly #sandbox: string | null;
  readonly #name: string | null;

  constructor(organization: string | null, sandbox: string | null, name: string | null) {
    super();
    this.#organization = organization;
    this.#sandbox = sandbox;
    this.#name = name;
  }

  override get typeName(): string {
    return 'SandboxContext';
  }

  organizationId(): string | null {
    return this.#organization;
  }

  sandboxId(): string | null {
    return this.#sandbox;
  }

  sandboxName(): string | null {
    return this.#name;
  }
}

/** `Test.testSandboxPostCopyScript` */
export const testSandboxPostCopy: NativeFn = (
  script: ApexObject,
  organizationId: string | null,
  sandboxId: string | null,
  sandboxName: string | null,
  isRunAsAutoProcUser: boolean | null = false,
) => {
  const { isTest, test, host } = current();
  if (!isTest) throwApex('System.UnexpectedException', 'Test methods can only be called in a test context');
  const run = (): void =>
    void callMethod(script, 'runApexClass', [new SandboxContext(organizationId, sandboxId, sandboxName)], 'SandboxContext');
  if (isRunAsAutoProcUser === true) test.runAs(host.automatedProcessUser(), run);
  else run();
};

/**
 * Scripts that run when a sandbox is created. No sandbox is made here, so only tests run them.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_SandboxPostCopy.htm
 */
export const sandboxTypes: readonly NativeTypeSpec[] = [
  { name: 'System.SandboxPostCopy', kind: 'interface', abstractMethods: ['runApexClass(System.SandboxContext context): void'] },
  {
    name: 'System.SandboxContext',
    kind: 'interface',
    abstractMethods: ['organizationId(): Id', 'sandboxId(): Id', 'sandboxName(): String'],
  },
];
