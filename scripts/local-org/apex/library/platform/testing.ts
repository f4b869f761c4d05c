import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import type { ApexDatetime } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
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
  const { store, source } = current().host;
  const object = source.schema.byKeyPrefix(id.slice(0, 3));
  if (!object) throwApex('System.IllegalArgumentException', `Invalid id: ${id}`);
  store.update(object, id, new Map([['CreatedDate', moment.ms]]));
}

/** Slot with the ids that SOSL answers in a test. */
export const SEARCH_SLOT = 'fixedSearchResults';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_test.htm */
export const testType: NativeTypeSpec = {
  name: 'System.Test',
  statics: {
    'isRunningTest(): Boolean': () => current().isTest,
    'setCreatedDate(Id recordId, Datetime createdDate): void': setCreatedDate,
    'setFixedSearchResults(List<String> ids): void': (ids: ApexList<string>) => void current().slots.set(SEARCH_SLOT, [...ids.items]),
    'setMock(System.Type type, Object mock): void': setMock,
    'startTest(): void': () => current().test.start(),
    'stopTest(): void': () => current().test.stop(),
  },
  unsupported: [
    ...[
      'calculatePermissionSetGroup',
      'clearApexPageMessages',
      'createSoqlStub',
      'createStub',
      'createStubQueryRow',
      'createStubQueryRows',
    ],
    ...[
      'enableChangeDataCapture',
      'enqueueBatchJobs',
      'getEventBus',
      'getFlexQueueOrder',
      'getStandardPricebookId',
      'invokeContinuationMethod',
    ],
    ...['loadData', 'newSendEmailQuickActionDefaults', 'setContinuationResponse', 'setCurrentPage', 'setCurrentPageReference'],
    ...['setReadOnlyApplicationMode', 'testInstall', 'testSandboxPostCopyScript', 'testUninstall'],
  ],
};
