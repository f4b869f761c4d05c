import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTests } from '../index.ts';
import { GoldenOrg } from './harness.ts';

const SavepointTest = `@IsTest private class SavepointTest {
    private class Mock implements HttpCalloutMock {
      public HttpResponse respond(HttpRequest request) {
        HttpResponse response = new HttpResponse();
        response.setStatusCode(201);
        return response;
      }
    }
    private static HttpResponse send() {
      HttpRequest request = new HttpRequest();
      request.setEndpoint('https://example.com');
      request.setMethod('GET');
      return new Http().send(request);
    }
    @IsTest static void aRolledBackAndReleasedSavepointAllowsACallout() {
      Test.setMock(HttpCalloutMock.class, new Mock());
      Savepoint here = Database.setSavepoint();
      insert new Account(Name = 'x');
      Database.rollback(here);
      Database.releaseSavepoint(here);
      Assert.areEqual(201, send().getStatusCode());
    }
    @IsTest static void anActiveSavepointRefusesACallout() {
      Test.setMock(HttpCalloutMock.class, new Mock());
      Savepoint here = Database.setSavepoint();
      try { send(); Assert.fail(); } catch (CalloutException e) {
        Assert.areEqual('All active Savepoints must be released before making callouts.', e.getMessage());
      }
    }
    @IsTest static void aReleasedSavepointLeavesItsWorkPending() {
      Test.setMock(HttpCalloutMock.class, new Mock());
      Savepoint here = Database.setSavepoint();
      insert new Account(Name = 'x');
      Database.releaseSavepoint(here);
      try { send(); Assert.fail(); } catch (CalloutException e) {
        Assert.isTrue(e.getMessage().startsWith('You have uncommitted work pending'));
      }
    }
  }`;

const org = new GoldenOrg({ SavepointTest });
assert.deepEqual(org.problems, []);
for (const result of runTests(org.runtime, { userId: org.userId }).tests) {
  void test(`${result.method} [langCon_apex_transaction_control]`, () => assert.equal(result.outcome, 'Pass', result.message ?? ''));
}
