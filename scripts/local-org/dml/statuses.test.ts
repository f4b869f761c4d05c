import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { FieldValue } from '../metadata/index.ts';
import { NOW, openTestOrg, type TestOrg } from './test-org.ts';

let org: TestOrg;

function values(object: string, rows: readonly Record<string, FieldValue>[]): void {
  org.store.transaction('write', () => {
    const def = org.object(object);
    org.store.insert(
      def,
      rows.map((row) => new Map<string, FieldValue>([['Id', org.store.nextId(def)], ...Object.entries(row)])),
    );
  });
}

beforeEach(() => {
  org = openTestOrg();
  values('CaseStatus', [
    { ApiName: 'New', IsClosed: false },
    { ApiName: 'Closed', IsClosed: true },
  ]);
  values('TaskStatus', [
    { ApiName: 'Not Started', IsClosed: false },
    { ApiName: 'Completed', IsClosed: true },
  ]);
  values('TaskPriority', [
    { ApiName: 'High', IsHighPriority: true },
    { ApiName: 'Normal', IsHighPriority: false },
  ]);
  values('OpportunityStage', [
    {
      ApiName: 'Prospecting',
      IsClosed: false,
      IsWon: false,
      DefaultProbability: 10,
      ForecastCategory: 'Pipeline',
      ForecastCategoryName: 'Pipeline',
    },
    {
      ApiName: 'Closed Won',
      IsClosed: true,
      IsWon: true,
      DefaultProbability: 100,
      ForecastCategory: 'Closed',
      ForecastCategoryName: 'Closed',
    },
  ]);
});

function fields(object: string, id: string, ...names: string[]): FieldValue[] {
  const record = org.read(object, id);
  return names.map((name) => record.get(name) ?? null);
}

const SECONDS = Math.floor(NOW / 1000) * 1000;

test('a case is closed by its status, with the moment, and open again', () => {
  const id = org.insert('Case', { Subject: 'a' });
  const seen = () => fields('Case', id, 'IsClosed', 'ClosedDate', 'IsClosedOnCreate');
  assert.deepEqual(seen(), [false, null, false]);
  org.save('update', 'Case', [{ Id: id, Status: 'Closed' }]);
  assert.deepEqual(seen(), [true, SECONDS, false]);
  org.save('update', 'Case', [{ Id: id, Status: 'New' }]);
  assert.deepEqual(seen(), [false, null, false]);
  const other = org.insert('Case', { Subject: 'b', Status: 'Closed' });
  assert.deepEqual(fields('Case', other, 'IsClosed', 'IsClosedOnCreate'), [true, true]);
});

test('the status that a before trigger sets counts', () => {
  org.trigger('Case', 'before', 'insert', (rows) => rows.forEach((row) => row.values.set('Status', 'Closed')));
  assert.deepEqual(fields('Case', org.insert('Case', {}), 'IsClosed'), [true]);
});

test('a task is closed by its status and important by its priority', () => {
  const id = org.insert('Task', { Subject: 'call', Status: 'Completed', Priority: 'High' });
  assert.deepEqual(fields('Task', id, 'IsClosed', 'IsHighPriority', 'CompletedDateTime'), [true, true, SECONDS]);
});

test('a stage gives an opportunity its probability, which the caller may set otherwise', () => {
  const base = { Name: 'o', CloseDate: '2026-03-01', StageName: 'Prospecting', Amount: 200 };
  const id = org.insert('Opportunity', base);
  const seen = (of = id) => fields('Opportunity', of, 'IsClosed', 'IsWon', 'Probability', 'ForecastCategoryName', 'ExpectedRevenue');
  assert.deepEqual(seen(), [false, false, 10, 'Pipeline', 20]);
  org.save('update', 'Opportunity', [{ Id: id, Probability: 45 }]);
  org.save('update', 'Opportunity', [{ Id: id, Name: 'renamed' }]);
  assert.deepEqual(seen(), [false, false, 45, 'Pipeline', 90]);
  org.save('update', 'Opportunity', [{ Id: id, StageName: 'Closed Won' }]);
  assert.deepEqual(seen(), [true, true, 100, 'Closed', 200]);
  assert.deepEqual(seen(org.insert('Opportunity', { ...base, Probability: 33 })), [false, false, 33, 'Pipeline', 66]);
});
