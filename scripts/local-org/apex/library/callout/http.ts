import { hasActiveSavepoint } from '../database/savepoints.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { textOf } from '../../runtime/text/index.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { mockSlot } from '../platform/testing.ts';
import { resolveEndpoint } from './endpoint.ts';
import type { HttpRequest } from './messages.ts';
import { HttpResponse, messageTypes } from './messages.ts';

/** `System.Http`. */
class Http extends ApexObject {
  override get typeName(): string {
    return 'Http';
  }
}

/** Sends a request: to the mock in tests, else over the network. Throws System.CalloutException. */
function send(request: HttpRequest | null): unknown {
  if (request === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  const transaction = current();
  checkCalloutsAllowed();
  transaction.limits.spend('callouts');
  transaction.debugLog?.at('CALLOUT_REQUEST', request.apexToString());
  const response = transaction.isTest ? askMock(request) : sendReally(request);
  transaction.debugLog?.at('CALLOUT_RESPONSE', textOf(response));
  return response;
}

/** What runs now may call out at all. Throws System.CalloutException. */
export function checkCalloutsAllowed(): void {
  const refusal = current().calloutRefusal ?? null;
  if (refusal !== null) throwApex('System.CalloutException', refusal);
}

function askMock(request: HttpRequest): unknown {
  const transaction = current();
  const mock = transaction.slots.get(mockSlot('HttpCalloutMock'));
  if (!mock)
    throwApex(
      'System.CalloutException',
      'You must set a mock before a test method makes a callout: Test.setMock(HttpCalloutMock.class, …)',
    );
  checkNoPendingWork();
  const response = transaction.invoke(mock, 'respond', [request]);
  if (response === null) throwApex('System.CalloutException', 'The mock answered null');
  return response;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_transaction_control.htm */
export function checkNoPendingWork(): void {
  const { limits } = current();
  if (limits.pendingStatements > 0 || limits.used('queueableJobs') > 0 || limits.used('futureCalls') > 0) {
    throwApex('System.CalloutException', 'You have uncommitted work pending. Please commit or rollback before calling out.');
  }
  if (hasActiveSavepoint()) throwApex('System.CalloutException', 'All active Savepoints must be released before making callouts.');
}

function sendReally(request: HttpRequest): HttpResponse {
  checkNoPendingWork();
  const { url, headers } = resolveEndpoint(request.endpoint);
  const all = new Map([...headers, ...request.headers.entries()]);
  try {
    const answer = current().host.callout({
      method: request.method ?? 'GET',
      endpoint: url,
      headers: all,
      body: request.body?.bytes ?? null,
      timeoutMs: request.timeoutMs,
    });
    const response = new HttpResponse();
    response.statusCode = answer.status;
    response.status = answer.statusText;
    response.body = new ApexBlob(answer.body);
    for (const [name, value] of answer.headers) response.headers.set(name, value);
    return response;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'UNSUPPORTED_FEATURE') throw error;
    throwApex('System.CalloutException', (error as Error).message);
  }
}

export const httpTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Http',
    constructors: { '()': () => new Http() },
    methods: {
      'send(System.HttpRequest request): System.HttpResponse': (_: Http, request: HttpRequest | null) => send(request),
      'toString(): String': () => 'System.Http[]',
    },
  },
  ...messageTypes,
  {
    name: 'System.HttpCalloutMock',
    kind: 'interface',
    abstractMethods: ['respond(System.HttpRequest request): System.HttpResponse'],
  },
];
