import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import type { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { mockSlot } from '../platform/testing.ts';
import { checkCalloutsAllowed, checkNoPendingWork } from './http.ts';

/**
 * A call of a web service by a class that was made from its WSDL. In tests a mock fills the map of responses.
 * @param info endpoint, SOAP action, namespace and name of the request, namespace, name and Apex type of the response
 */
function invoke(stub: unknown, request: unknown, responses: ApexMap<string, unknown>, info: ApexList<string | null> | null): void {
  if (info === null) nullPointer();
  const transaction = current();
  checkCalloutsAllowed();
  transaction.limits.spend('callouts');
  if (!transaction.isTest) throw new UnsupportedFeatureError('SOAP callouts (WebServiceCallout.invoke) outside of tests');
  const mock = transaction.slots.get(mockSlot('WebServiceMock'));
  if (!mock) throwApex('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
  checkNoPendingWork();
  const [endpoint, action, , requestName, responseNamespace, responseName, responseType] = info.items;
  const names = [endpoint, action, requestName, responseNamespace, responseName, responseType].map((name) => name ?? null);
  transaction.invoke(mock, 'doInvoke', [stub, request, responses, ...names]);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_wsdl2apex_testing.htm */
export const webServiceTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.WebServiceMock',
    kind: 'interface',
    abstractMethods: [
      'doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint, String soapAction, String requestName, String responseNS, String responseName, String responseType): void',
    ],
  },
  {
    name: 'System.WebServiceCallout',
    statics: {
      'invoke(Object stub, Object request, Map<String, Object> response, List<String> info): void': invoke,
    },
    unsupported: ['beginInvoke', 'endInvoke'],
  },
];
