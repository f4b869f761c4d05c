import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';

import { Connection } from 'jsforce';

import { startServer } from '../scripts/local-org/index.ts';
import { tokenFor } from '../scripts/start/demo.ts';
import { sfCommand, startSf } from './support/sf.ts';
import { brokenClass, workingClass, writeProject } from './support/sf-project.ts';

const reason = existsSync(sfCommand) ? false : 'the Salesforce CLI is not installed: node_modules/.bin/sf is missing';
const admin = 'admin@callguide.example';

interface Answer {
  readonly status: number;
  readonly message?: string;
  readonly result: Record<string, unknown>;
}

describe('The Salesforce CLI and jsforce with an org that begins empty', { skip: reason }, () => {
  let folder: string;
  let project: string;
  let server: Awaited<ReturnType<typeof startServer>>;
  let connection: Connection;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sf-cli-'));
    project = join(folder, 'project');
    const empty = join(folder, 'empty');
    for (const each of [project, empty, join(folder, 'home')]) await mkdir(each);
    await writeProject(project, brokenClass);
    server = await startServer({
      sourceDirs: [empty],
      dataFile: join(folder, 'org.db'),
      adminUsername: admin,
      port: 0,
      projectDir: folder,
    });
    connection = new Connection({ instanceUrl: server.url, accessToken: await tokenFor(server, admin), version: '65.0' });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the CLI in the project with a home of its own and gives what it prints as JSON. */
  async function sf(args: readonly string[], env: Record<string, string> = {}): Promise<Answer> {
    const child = startSf([...args, '--json'], { project, home: join(folder, 'home'), env });
    const printed: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    await new Promise<void>((done, failed) => child.on('error', failed).on('close', () => done()));
    const text = Buffer.concat(printed).toString();
    assert.match(text, /^\s*\{/, `sf ${args.join(' ')}: ${text} ${Buffer.concat(complaints).toString()}`);
    return JSON.parse(text) as Answer;
  }

  /** Every line of the class has run, in the one test method. */
  function assertCoverage({ message, result }: Answer): void {
    const { summary, tests, coverage } = result as {
      summary: { outcome: string; passing: number; testRunCoverage: string; orgWideCoverage: string };
      tests: { MethodName: string }[];
      coverage: { coverage: { name: string; totalLines: number; coveredPercent: number }[] };
    };
    assert.deepEqual([summary.outcome, summary.passing], ['Passed', 1], message);
    assert.deepEqual([summary.testRunCoverage, summary.orgWideCoverage], ['100%', '100%']);
    assert.deepEqual(
      tests.map((test) => test.MethodName),
      ['addsPages'],
    );
    const library = coverage.coverage.find(({ name }) => name === 'Library');
    assert.deepEqual([library?.totalLines, library?.coveredPercent], [3, 100]);
  }

  it('sf signs in with an access token, and shows and queries the org', async () => {
    const login = await sf(['org', 'login', 'access-token', '--instance-url', server.url, '--no-prompt', '--alias', 'local'], {
      SF_ACCESS_TOKEN: await tokenFor(server, admin),
      SF_TARGET_ORG: '',
    });
    assert.equal(login.status, 0, login.message);
    const [shown, queried] = await Promise.all([
      sf(['org', 'display']),
      sf(['data', 'query', '--query', `SELECT Name, Profile.Name FROM User WHERE Username = '${admin}'`]),
    ]);
    assert.equal(shown.result['username'], admin);
    assert.equal(shown.result['connectedStatus'], 'Connected');
    const [user] = queried.result['records'] as { Profile: { Name: string } }[];
    assert.equal(user?.Profile.Name, 'System Administrator');
  });

  it('sf deploys nothing when a class does not compile, and names its place', async () => {
    const { status, result } = await sf(['project', 'deploy', 'start', '--source-dir', 'force-app']);
    assert.equal(status, 1);
    const { componentFailures } = result['details'] as { componentFailures: Record<string, unknown>[] };
    const failure = componentFailures.find(({ fullName }) => fullName === 'Library');
    assert.equal(failure?.['problem'], 'Variable does not exist: missing');
    assert.deepEqual([Number(failure?.['lineNumber']), Number(failure?.['columnNumber'])], [3, 12]);
    assert.equal((await connection.query('SELECT Id FROM ApexClass')).totalSize, 0);
  });

  it('sf deploys what is sound when errors are ignored, and lists the rest', async () => {
    const { status, result } = await sf(['project', 'deploy', 'start', '--source-dir', 'force-app', '--ignore-errors']);
    assert.equal(status, 68, JSON.stringify(result));
    assert.equal(result['status'], 'SucceededPartial');
    const { componentFailures } = result['details'] as { componentFailures: { fullName: string }[] };
    assert.deepEqual(componentFailures.map(({ fullName }) => fullName).sort(), ['Library', 'LibraryTest']);
    assert.equal((await connection.query('SELECT Id FROM ApexClass')).totalSize, 0);
    assert.equal((await connection.query('SELECT Id FROM Book__c')).totalSize, 0);
  });

  it('sf cancels a deployment that has not ended, and reports it', async () => {
    await writeProject(project, workingClass);
    const lock = new DatabaseSync(join(folder, 'org.db-source', 'lock'));
    lock.exec('BEGIN EXCLUSIVE');
    try {
      const started = await sf(['project', 'deploy', 'start', '--source-dir', 'force-app', '--async']);
      const job = ['--job-id', String(started.result['id'])];
      const canceled = await sf(['project', 'deploy', 'cancel', ...job, '--wait', '1']);
      assert.equal(canceled.result['status'], 'Canceled', canceled.message);
      const reported = await sf(['project', 'deploy', 'report', ...job]);
      assert.equal(reported.result['status'], 'Canceled', reported.message);
    } finally {
      lock.exec('ROLLBACK');
      lock.close();
    }
    assert.equal((await connection.query('SELECT Id FROM ApexClass')).totalSize, 0);
  });

  it('sf resumes a deployment that it did not wait for', async () => {
    const started = await sf(['project', 'deploy', 'start', '--source-dir', 'force-app', '--dry-run', '--async']);
    const resumed = await sf(['project', 'deploy', 'resume', '--job-id', String(started.result['id']), '--wait', '2']);
    assert.equal(resumed.result['status'], 'Succeeded', resumed.message);
  });

  it('sf deploys what is sound, with its tests and their coverage, and assigns the permission set', async () => {
    await writeProject(project, workingClass);
    const tested = ['--test-level', 'RunSpecifiedTests', '--tests', 'LibraryTest'];
    const { status, message, result } = await sf(['project', 'deploy', 'start', '--source-dir', 'force-app', ...tested]);
    assert.equal(status, 0, `${message ?? ''} ${JSON.stringify(result)}`);
    assert.equal(result['numberTestsCompleted'], 1);
    const assigned = await sf(['org', 'assign', 'permset', '--name', 'Librarian']);
    assert.equal(assigned.status, 0, assigned.message);
  });

  it('sf runs Apex tests, imports a CSV in bulk and retrieves source', async () => {
    await writeFile(join(project, 'books.csv'), 'Name,Key__c,Pages__c\nThe First,one,11\nThe Second,two,22\n');
    const bulk = ['data', 'import', 'bulk', '--sobject', 'Book__c', '--file', 'books.csv', '--wait', '1'];
    const [tests, imported, retrieved] = await Promise.all([
      sf(['apex', 'run', 'test', '--tests', 'LibraryTest', '--synchronous', '--code-coverage']),
      sf(bulk),
      sf(['project', 'retrieve', 'start', '--metadata', 'CustomObject:Book__c', '--target-metadata-dir', 'retrieved', '--unzip']),
    ]);
    assert.equal((tests.result['summary'] as { outcome: string; passing: number }).passing, 1, JSON.stringify(tests));
    assertCoverage(tests);
    assert.equal(imported.result['processedRecords'], 2, imported.message);
    assert.equal(imported.result['failedRecords'], 0);
    assert.equal(retrieved.status, 0, retrieved.message);
    const object = join(project, 'retrieved', 'unpackaged', 'unpackaged', 'objects', 'Book__c.object');
    assert.match(await readFile(object, 'utf8'), /<fullName>Pages__c<\/fullName>/);
  });

  it('sf shows the coverage of an asynchronous test run, and writes it in files', async () => {
    const files = ['--output-dir', 'results', '--result-format', 'junit'];
    assertCoverage(await sf(['apex', 'run', 'test', '--test-level', 'RunLocalTests', '--code-coverage', '--wait', '2', ...files]));
    const written = await readdir(join(project, 'results'));
    assert.ok(written.includes('test-result-codecoverage.json'), written.join(' '));
    assert.ok(
      written.some((name) => name.endsWith('-junit.xml')),
      written.join(' '),
    );
  });

  it('sf exports records as a tree and imports them again', async () => {
    const query = 'SELECT Name, Pages__c FROM Book__c ORDER BY Name';
    const exported = await sf(['data', 'export', 'tree', '--query', query, '--output-dir', 'tree']);
    assert.equal(exported.status, 0, exported.message);
    const [file = ''] = (await readdir(join(project, 'tree'))).filter((name) => name.endsWith('.json'));
    const imported = await sf(['data', 'import', 'tree', '--files', join('tree', file)]);
    assert.equal(imported.status, 0, imported.message);
    assert.equal((await connection.query('SELECT Id FROM Book__c')).totalSize, 4);
  });

  it('jsforce signs in, describes, upserts by external id and loads in bulk', async () => {
    const signedIn = new Connection({ loginUrl: server.url, version: '65.0' });
    await signedIn.login(admin, 'local-org');
    const { fields } = await signedIn.sobject('Book__c').describe();
    assert.deepEqual(
      fields.filter(({ externalId }) => externalId).map(({ name }) => name),
      ['Key__c'],
    );
    const upserted = await signedIn.sobject('Book__c').upsert(
      [
        { Name: 'The First', Key__c: 'one', Pages__c: 12 },
        { Name: 'The Third', Key__c: 'three', Pages__c: 33 },
      ],
      'Key__c',
    );
    assert.deepEqual(
      upserted.map((result) => [result.success, (result as { created?: boolean }).created]),
      [
        [true, false],
        [true, true],
      ],
    );
    const rows = Array.from({ length: 600 }, (_, i) => ({ Name: `Volume ${i}`, Key__c: `v${i}`, Pages__c: i }));
    signedIn.bulk2.pollInterval = 200;
    const loaded = await signedIn.bulk2.loadAndWaitForResults({ object: 'Book__c', operation: 'insert', input: rows });
    assert.equal(loaded.successfulResults.length, 600);
  });

  it('jsforce reads a long result page by page', async () => {
    const options = {
      headers: { 'Sforce-Query-Options': 'batchSize=200' },
      autoFetch: false,
      maxFetch: 10_000,
      scanAll: false,
      responseTarget: 'QueryResult' as const,
    };
    const first = await connection.query<{ Name: string }>("SELECT Name FROM Book__c WHERE Name LIKE 'Volume %'", options);
    assert.equal(first.totalSize, 600);
    assert.equal(first.done, false);
    const names = new Set(first.records.map(({ Name }) => Name));
    for (let page = first; !page.done;) {
      page = await connection.queryMore<{ Name: string }>(page.nextRecordsUrl ?? '', options);
      for (const { Name } of page.records) names.add(Name);
    }
    assert.equal(names.size, 600);
  });
});
