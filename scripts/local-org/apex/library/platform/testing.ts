import { objectOfRecord } from '../../../store/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexObject } from '../../runtime/object.ts';
import type { ApexList } from '../../runtime/collections/index.ts';
import { isId, to18 } from '../../runtime/sobject/index.ts';
import type { ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { CHANGES_ENABLED_SLOT } from './changeEvent.ts';
import { createStub } from './stubs.ts';
import { testBroker } from './eventBus.ts';
import { testSandboxPostCopy } from './sandbox.ts';
import { READ_ONLY_SLOT } from './system.ts';
import { testInstall, testUninstall } from './install.ts';
import { clearMessages, setCurrentPage } from '../web/pages.ts';
import { loadData } from './testData.ts';
import type { ApexType } from './type.ts';

/** Slot that holds the mock of a type name. */
export function mockSlot(typeName: string): string {
  return `mock:${typeName.replace(/^System\./i, '').toLowerCase()}`;
}

function setMock(type: ApexType, mock: ApexObject): void {
  const name = type.runtime.name.replace(/^System\./i, '');
  if (!['httpcalloutmock', 'webservicemock'].includes(name.toLowerCase())) {
    throwApex('System.TypeException', `Test.setMock does not support ${name}`);
  }
  current().slots.set(mockSlot(name), mock);
}

function setCreatedDate(id: string, moment: ApexDatetime): void {
  const { store } = current().host;
  const object = objectOfRecord(store, id);
  if (!object) throwApex('System.IllegalArgumentException', `Invalid id: ${id}`);
  store.update(object, id, new Map([['CreatedDate', moment.ms]]));
}

/** The price book that every org has, whether or not the test sees the org's data. */
function standardPricebook(): string | null {
  const { store } = current().host;
  const row = store.get('SELECT "Id" AS id FROM "Pricebook2" WHERE "IsStandard" = 1');
  return row ? String(row.id) : null;
}

/** Permission set groups are never out of date here: what they grant is read when it is asked for. */
function calculateGroups(ids: readonly string[]): void {
  const { store, source } = current().host;
  const object = source.schema.object('PermissionSetGroup');
  for (const id of ids) {
    const found = object && isId(id) ? store.read(object, [to18(id)]).size > 0 : false;
    if (!found) throwApex('System.IllegalArgumentException', `Invalid id: ${id}`);
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_StubProvider.htm */
export const stubProviderType: NativeTypeSpec = {
  name: 'System.StubProvider',
  kind: 'interface',
  abstractMethods: [
    'handleMethodCall(Object stub, String method, System.Type returnType, List<System.Type> types, List<String> names, List<Object> args): Object',
  ],
};

/** Slot with the ids that SOSL answers in a test. */
export const SEARCH_SLOT = 'fixedSearchResults';

function setReadOnly(isReadOnly: boolean): void {
  current().slots.set(READ_ONLY_SLOT, isReadOnly);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_test.htm */
export const testType: NativeTypeSpec = {
  name: 'System.Test',
  statics: {
    'createStub(System.Type parentType, System.StubProvider provider): Object': (type: ApexType, provider: ApexObject) =>
      createStub(type, { provider }),
    'calculatePermissionSetGroup(String id): void': (id: string) => calculateGroups([id]),
    'calculatePermissionSetGroup(List<String> ids): void': (ids: ApexList<string>) => calculateGroups(ids.items),
    'clearApexPageMessages(): void': clearMessages,
    'enableChangeDataCapture(): void': () => void current().slots.set(CHANGES_ENABLED_SLOT, true),
    'getEventBus(): EventBus.TestBroker': testBroker,
    'getStandardPricebookId(): Id': standardPricebook,
    'isRunningTest(): Boolean': () => current().isTest,
    'loadData(Schema.SObjectType type, String resource): List<SObject>': loadData,
    'setCurrentPage(Object page): void': setCurrentPage,
    'setCurrentPageReference(Object page): void': setCurrentPage,
    'setCreatedDate(Id recordId, Datetime createdDate): void': setCreatedDate,
    'setFixedSearchResults(List<String> ids): void': (ids: ApexList<string>) => void current().slots.set(SEARCH_SLOT, [...ids.items]),
    'setMock(System.Type type, Object mock): void': setMock,
    'setReadOnlyApplicationMode(Boolean isReadOnly): void': setReadOnly,
    'startTest(): void': () => current().test.start(),
    'stopTest(): void': () => current().test.stop(),
    'testInstall(System.InstallHandler script, System.Version version): void': testInstall,
    'testInstall(System.InstallHandler script, System.Version version, Boolean isPush): void': testInstall,
    'testSandboxPostCopyScript(System.SandboxPostCopy script, Id organizationId, Id sandboxId, String sandboxName): void':
      testSandboxPostCopy,
    'testSandboxPostCopyScript(System.SandboxPostCopy script, Id organizationId, Id sandboxId, String sandboxName, Boolean isRunAsAutoProcUser): void':
      testSandboxPostCopy,
    'testUninstall(System.UninstallHandler script): void': testUninstall,
  },
  refused: [
    'static enqueueBatchJobs(Integer count): List<Id>',
    'static getFlexQueueOrder(): List<Id>',
    'static setContinuationResponse(String label, System.HttpResponse response): void',
  ],
  unsupported: [
    ...['createSoqlStub', 'createStubQueryRow', 'createStubQueryRows'],
    ...['invokeContinuationMethod', 'newSendEmailQuickActionDefaults'],
  ],
};
