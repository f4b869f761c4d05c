import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

let org: TestOrg;

before(async () => {
  org = await startTestOrg();
});
after(() => org.stop());

async function call(path: string, body?: unknown): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${org.server.url}/services/data/v65.0/actions/custom/flow${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${await org.token()}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: await response.json() };
}

// https://developer.salesforce.com/docs/atlas.en-us.api_action.meta/api_action/actions_obj_flow.htm
void describe('flow actions over REST', () => {
  void test('are listed with the address that starts them', async () => {
    const { answer } = await call('');
    const url = '/services/data/v65.0/actions/custom/flow/Greet';
    assert.deepEqual(answer, { actions: [{ label: 'Greet', name: 'Greet', type: 'FLOW', url }] });
  });

  void test('answer with the outputs of each interview', async () => {
    const { status, answer } = await call('/Greet', { inputs: [{ name: 'Ann', total: 2 }, { name: 'Bob' }] });
    assert.equal(status, 200);
    const of = (outputs: object): object => ({
      actionName: 'Greet',
      errors: null,
      isSuccess: true,
      outputValues: { ...outputs, Flow__InterviewStatus: 'Finished' },
    });
    assert.deepEqual(answer, [of({ total: 3.5, greeting: 'Hello Ann' }), of({ total: 1.5, greeting: 'Hello Bob' })]);
  });

  void test('whose interview fails say so with status 400', async () => {
    const { status, answer } = await call('/Greet', { inputs: [{ total: 'many' }] });
    assert.equal(status, 400);
    const [{ isSuccess, outputValues, errors }] = answer as [
      { isSuccess: boolean; outputValues: unknown; errors: { statusCode: string }[] },
    ];
    assert.deepEqual([isSuccess, outputValues, errors[0]?.statusCode], [false, null, 'UNKNOWN_EXCEPTION']);
  });

  void test('that do not exist are not found', async () => {
    assert.equal((await call('/Nowhere', { inputs: [{}] })).status, 404);
  });
});
