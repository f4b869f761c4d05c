import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection } from 'jsforce';
import { startTestOrg, type TestOrg } from '../fixtures/harness.ts';

const HOUR = 3_600_000;
let org: TestOrg;
let admin: Connection;
let userId: string;
let levelId: string;

before(async () => {
  org = await startTestOrg();
  admin = await org.connect();
  userId = (await admin.identity()).user_id;
  levelId = await create('DebugLevel', {
    DeveloperName: 'Everything',
    MasterLabel: 'Everything',
    ApexCode: 'FINEST',
    Visualforce: 'FINER',
  });
});
after(() => org.stop());

async function create(object: string, fields: Record<string, unknown>): Promise<string> {
  const { id } = await admin.tooling.create(object, fields);
  return id!;
}

/** As the Salesforce CLI sends it: moments as a number and as an HTTP date. */
const flag = (more: Record<string, unknown> = {}) => ({
  TracedEntityId: userId,
  LogType: 'DEVELOPER_LOG',
  DebugLevelId: levelId,
  StartDate: Date.now(),
  ExpirationDate: new Date(Date.now() + HOUR).toUTCString(),
  ...more,
});

async function apex(method: string, parameters: unknown): Promise<void> {
  await fetch(`${org.server.url}/apex/InvoiceController/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await org.token()}` },
    body: JSON.stringify(parameters),
  });
}

interface LogRow {
  readonly Id: string;
  readonly Operation: string;
  readonly Status: string;
  readonly LogLength: number;
  readonly Location: string;
}

async function logs(): Promise<LogRow[]> {
  const soql = 'SELECT Id, Operation, Status, LogLength, Location FROM ApexLog ORDER BY StartTime, Id';
  return (await admin.tooling.query<LogRow>(soql)).records;
}

const body = (id: string) => admin.tooling.request<string>(`/services/data/v65.0/tooling/sobjects/ApexLog/${id}/Body`);

async function newLog(work: () => Promise<unknown>): Promise<{ row: LogRow; text: string; count: number }> {
  const before = new Set((await logs()).map(({ Id }) => Id));
  await work();
  const found = (await logs()).filter(({ Id }) => !before.has(Id));
  const row = found[0];
  assert.ok(row, 'there is a log');
  return { row, text: await body(row.Id), count: found.length };
}

describe('Debug logs of traced users', () => {
  test('no log is kept while nobody is traced', async () => {
    await apex('create', { name: 'Quiet', amount: 1 });
    assert.deepEqual(await logs(), []);
  });

  test('a trace flag lasts a day at most, ends after it begins, and overlaps no other of its type', async () => {
    const codes = async (fields: Record<string, unknown>): Promise<unknown> =>
      create('TraceFlag', fields).then(
        () => 'created',
        (error: { errorCode?: string }) => error.errorCode,
      );
    const late = new Date(Date.now() + 25 * HOUR).toISOString();
    assert.equal(await codes(flag({ ExpirationDate: late })), 'FIELD_INTEGRITY_EXCEPTION');
    assert.equal(await codes(flag({ ExpirationDate: new Date(Date.now() - HOUR).toISOString() })), 'FIELD_INTEGRITY_EXCEPTION');
    assert.equal(await codes(flag()), 'created');
    assert.equal(await codes(flag()), 'FIELD_INTEGRITY_EXCEPTION');
    assert.equal(await codes(flag({ LogType: 'LOUD' })), 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  });

  test('a request of a traced user leaves one log with its events, which is read by its id', async () => {
    const { row, text, count } = await newLog(() => apex('create', { name: 'Traced', amount: 5 }));
    assert.equal(count, 1);
    assert.deepEqual([row.Operation, row.Status, row.Location], ['/apex/InvoiceController/create', 'Success', 'SystemLog']);
    assert.equal(row.LogLength, Buffer.byteLength(text));
    assert.match(text, /^65\.0 APEX_CODE,FINEST;APEX_PROFILING,INFO;CALLOUT,INFO;DB,INFO;/);
    const order = [
      /\|CODE_UNIT_STARTED\|\[EXTERNAL\]\|apex:\/\/InvoiceController\/ACTION\$create\n/,
      /\|METHOD_ENTRY\|\[EXTERNAL\]\|01p\w{12}\|InvoiceController\.create\(String, Decimal\)\n/,
      /\|DML_BEGIN\|\[32\]\|Op:Insert\|Type:Invoice__c\|Rows:1\n/,
      /\|CODE_UNIT_STARTED\|\[EXTERNAL\]\|01q\w{12}\|InvoiceTrigger on Invoice__c trigger event BeforeInsert\|__sfdc_trigger\/InvoiceTrigger\n/,
      /\|CODE_UNIT_STARTED\|\[EXTERNAL\]\|Validation:Invoice__c:new\n/,
      /\|VALIDATION_RULE\|\|Paid_Needs_Amount\n/,
      /\|VALIDATION_FORMULA\|AND\(ISPICKVAL\(Status__c, "Paid"\), ISBLANK\(Amount__c\)\)\|.*Amount__c=5/,
      /\|VALIDATION_PASS\n/,
      /\|DML_END\|\[32\]\n/,
      /\|METHOD_EXIT\|/,
      /\|EXECUTION_FINISHED\n$/,
    ];
    let at = 0;
    for (const pattern of order) {
      const found = text.slice(at).search(pattern);
      assert.ok(found >= 0, `${String(pattern)} in\n${text.slice(at)}`);
      at += found;
    }
  });

  test('what is rolled back is logged all the same, with the exception that ended it', async () => {
    const { row, text } = await newLog(() => apex('broken', {}));
    assert.equal(row.Status, 'System.NullPointerException: Attempt to de-reference a null object');
    assert.match(text, /\|EXCEPTION_THROWN\|\[47\]\|System\.NullPointerException/);
    assert.match(text, /\|FATAL_ERROR\|System\.NullPointerException[^|]*Class\.InvoiceController\.broken: line 47, column 1/);
  });

  test('triggers of records that are saved by the API are logged', async () => {
    const saved = await newLog(() => admin.sobject('Invoice__c').create({ Name: 'By API' }));
    assert.match(saved.row.Operation, /\/sobjects\/Invoice__c$/);
    assert.match(saved.text, /\|InvoiceTrigger on Invoice__c trigger event BeforeInsert\|/);
  });

  test('a class that is traced has its own levels, in logs that are kept anyway', async () => {
    const [cls] = (await admin.tooling.query<{ Id: string }>("SELECT Id FROM ApexClass WHERE Name = 'InvoiceController'")).records;
    const quiet = await create('DebugLevel', { DeveloperName: 'Quiet', MasterLabel: 'Quiet', ApexCode: 'ERROR', System: 'INFO' });
    const id = await create('TraceFlag', flag({ TracedEntityId: cls!.Id, LogType: 'CLASS_TRACING', DebugLevelId: quiet }));
    const { text } = await newLog(() => apex('create', { name: 'Quiet class', amount: 1 }));
    assert.match(text, /\|PUSH_TRACE_FLAGS\|\[EXTERNAL\]\|01p\w{12}\|InvoiceController\|APEX_CODE,ERROR;/);
    assert.doesNotMatch(text, /STATEMENT_EXECUTE\|\[32\]/);
    await admin.tooling.destroy('TraceFlag', id);
  });

  test('each method of a test run has a log, which its result names', async () => {
    const run = await admin.tooling.request<string>({
      method: 'POST',
      url: '/services/data/v65.0/tooling/runTestsAsynchronous',
      body: JSON.stringify({ classNames: 'InvoiceControllerTest' }),
    });
    const soql = `SELECT MethodName, ApexLogId, ApexLog.Operation FROM ApexTestResult WHERE AsyncApexJobId = '${run}'`;
    let results: { MethodName: string; ApexLogId: string; ApexLog: { Operation: string } }[] = [];
    while (results.length === 0) results = (await admin.tooling.query<(typeof results)[number]>(soql)).records;
    for (const { MethodName, ApexLogId, ApexLog } of results) {
      assert.equal(ApexLog.Operation, 'ApexTestHandler');
      assert.match(
        await body(ApexLogId),
        new RegExp(`\\|CODE_UNIT_STARTED\\|\\[EXTERNAL\\]\\|01p\\w{12}\\|InvoiceControllerTest\\.${MethodName}\\(\\)\\n`),
      );
    }
  });

  test('a log that is deleted, or of somebody who is not traced any more, is gone', async () => {
    const [row] = await logs();
    await admin.tooling.destroy('ApexLog', row!.Id);
    await assert.rejects(body(row!.Id), /does not exist/);
    const [active] = (await admin.tooling.query<{ Id: string }>('SELECT Id FROM TraceFlag')).records;
    await admin.tooling.update('TraceFlag', { Id: active!.Id, StartDate: Date.now() - 2 * HOUR, ExpirationDate: Date.now() - HOUR });
    const count = (await logs()).length;
    await apex('create', { name: 'Quiet again', amount: 1 });
    assert.equal((await logs()).length, count);
  });
});

describe('executeAnonymous of the SOAP API', () => {
  /** The text of the log in an answer. */
  const logOf = (text: string): string => /<debugLog>([^<]*)<\/debugLog>/.exec(text)?.[1] ?? '';

  const execute = async (code: string, header: string, session?: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${org.server.url}/services/Soap/s/65.0`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', soapaction: 'executeAnonymous' },
      body: `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cmd="http://soap.sforce.com/2006/08/apex"><env:Header><cmd:SessionHeader><cmd:sessionId>${session ?? (await org.token())}</cmd:sessionId></cmd:SessionHeader>${header}</env:Header><env:Body><executeAnonymous xmlns="http://soap.sforce.com/2006/08/apex"><apexcode>${code}</apexcode></executeAnonymous></env:Body></env:Envelope>`,
    });
    return { status: response.status, text: await response.text() };
  };
  const debugging = (inner: string): string => `<cmd:DebuggingHeader>${inner}</cmd:DebuggingHeader>`;

  test('answers with the debug log at the levels of its header', async () => {
    const level = '<cmd:categories><cmd:category>Apex_code</cmd:category><cmd:level>DEBUG</cmd:level></cmd:categories>';
    const { text } = await execute("System.debug('a &amp; b');", debugging(level));
    assert.match(text, /<debugLog>65\.0 APEX_CODE,DEBUG\n/);
    assert.match(text, /\|USER_DEBUG\|\[1\]\|DEBUG\|a &amp; b\n/);
    assert.match(text, /<compiled>true<\/compiled>/);
    assert.equal(logOf(text).match(/EXECUTION_FINISHED/g)?.length, 1);
    const old = await execute("System.debug('old');", debugging('<cmd:debugLevel>DEBUGONLY</cmd:debugLevel>'));
    assert.match(old.text, /<debugLog>65\.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO\n/);
  });

  test('of a traced user answers with the log that is kept', async () => {
    const id = await create('TraceFlag', flag({ LogType: 'USER_DEBUG' }));
    const answer: { text: string } = { text: '' };
    const { row, text } = await newLog(async () =>
      Object.assign(answer, await execute('Integer i = 0;', debugging('<cmd:debugLevel>None</cmd:debugLevel>'))),
    );
    assert.equal(logOf(answer.text), text);
    assert.deepEqual([row.Location, text.match(/EXECUTION_FINISHED/g)?.length], ['Monitoring', 1]);
    await admin.tooling.destroy('TraceFlag', id);
  });

  test('has no log without the header, and refuses levels that do not exist and sessions that ended', async () => {
    assert.doesNotMatch((await execute('Integer i = 0;', '')).text, /debugLog/);
    const wrong = await execute('Integer i = 0;', debugging('<cmd:debugLevel>Loud</cmd:debugLevel>'));
    assert.deepEqual([wrong.status, /faultstring>[^<]*Loud/.test(wrong.text)], [500, true]);
    assert.match((await execute('Integer i = 0;', '', 'gone')).text, /INVALID_SESSION_ID/);
  });
});
