import type { Coverage } from '../../apex/index.ts';
import { SetupRows } from '../../security/index.ts';
import type { Store } from '../../store/index.ts';

const CODE_OBJECTS = ['ApexClass', 'ApexTrigger'] as const;

/** Lines as the field `Coverage` of the Tooling API has them. */
interface CoveredLines {
  readonly coveredLines: readonly number[];
  readonly uncoveredLines: readonly number[];
}

/**
 * Keeps what a test run executed: a row for each method and each class or trigger it touched, in the stead of what the
 * same method had before, then the sums that follow from all rows. Needs a write transaction.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_apexcodecoverage.htm
 */
export function recordCoverage(store: Store, userId: string, coverage: Coverage, now: number): void {
  const rows = new SetupRows(store, now);
  rows.signAs(userId);
  const ids = codeIds(store);
  const before = new Set<string>();
  for (const { class: testClass, method, name, file, covered, uncovered } of coverage.methods ?? []) {
    const testId = ids.get(classKey(testClass));
    const id = ids.get(codeKey(name, file));
    if (testId === undefined || id === undefined) continue;
    const key = { ApexTestClassId: testId, TestMethodName: method };
    if (!before.has(`${testId} ${method}`)) rows.remove('ApexCodeCoverage', key);
    before.add(`${testId} ${method}`);
    rows.insert('ApexCodeCoverage', { ...key, ApexClassOrTriggerId: id, ...linesOf(covered, uncovered) });
  }
  const total = new Map(coverage.files.map(({ name, file, lines }) => [ids.get(codeKey(name, file)), Object.keys(lines).map(Number)]));
  addUp(store, rows, total);
}

/**
 * Forgets the coverage of classes and triggers that were changed or deleted since, and what changed test classes covered.
 * Needs a write transaction.
 */
export function dropStaleCoverage(store: Store, now: number): void {
  const stale = store
    .all(
      `SELECT c."Id" AS id FROM ${table(store, 'ApexCodeCoverage')} c WHERE NOT EXISTS (SELECT 1 FROM ${table(store, 'ApexClass')} t
         WHERE t."Id" = c."ApexTestClassId" AND t."LastModifiedDate" <= c."CreatedDate")
       OR NOT EXISTS (${CODE_OBJECTS.map((name) => `SELECT 1 FROM ${table(store, name)} a WHERE a."Id" = c."ApexClassOrTriggerId" AND a."LastModifiedDate" <= c."CreatedDate"`).join(' UNION ALL ')})`,
    )
    .map(({ id }) => String(id));
  if (stale.length === 0) return;
  const rows = new SetupRows(store, now);
  store.delete(rows.object('ApexCodeCoverage'), stale);
  addUp(store, rows, new Map());
}

/**
 * The sums over all tests, of each class and of the whole org.
 * @param total lines of every class and trigger; of those that are not there the lines of the rows count
 */
function addUp(store: Store, rows: SetupRows, total: ReadonlyMap<string | undefined, readonly number[]>): void {
  const lines = new Map<string, Map<number, boolean>>();
  for (const [id, all] of total) if (id !== undefined) lines.set(id, new Map(all.map((line) => [line, false])));
  const code = `SELECT "ApexClassOrTriggerId" AS id, "Coverage" AS text FROM ${table(store, 'ApexCodeCoverage')}`;
  for (const { id, text } of store.all(code)) {
    const known = lines.get(String(id)) ?? new Map<number, boolean>();
    const { coveredLines, uncoveredLines } = JSON.parse(String(text)) as CoveredLines;
    for (const line of uncoveredLines) if (!known.has(line)) known.set(line, false);
    for (const line of coveredLines) known.set(line, true);
    lines.set(String(id), known);
  }
  for (const name of ['ApexCodeCoverageAggregate', 'ApexOrgWideCoverage']) rows.remove(name, {});
  let [covered, all] = [0, 0];
  for (const [id, ran] of lines) {
    const of = (executed: boolean) => [...ran].flatMap(([line, was]) => (was === executed ? [line] : [])).sort((a, b) => a - b);
    const values = linesOf(of(true), of(false));
    rows.insert('ApexCodeCoverageAggregate', { ApexClassOrTriggerId: id, ...values });
    covered += values.NumLinesCovered;
    all += ran.size;
  }
  if (all > 0) rows.insert('ApexOrgWideCoverage', { PercentCovered: Math.floor((covered / all) * 100) });
}

function linesOf(coveredLines: readonly number[], uncoveredLines: readonly number[]) {
  const lines: CoveredLines = { coveredLines, uncoveredLines };
  return { NumLinesCovered: coveredLines.length, NumLinesUncovered: uncoveredLines.length, Coverage: JSON.stringify(lines) };
}

/** Ids of all classes and triggers. See {@link classKey}, {@link codeKey}. */
export function codeIds(store: Store): ReadonlyMap<string, string> {
  return new Map(
    CODE_OBJECTS.flatMap((object) =>
      store
        .all(`SELECT "Id" AS id, "Name" AS name FROM ${table(store, object)}`)
        .map(({ id, name }) => [`${object} ${String(name).toLowerCase()}`, String(id)] as const),
    ),
  );
}

export function classKey(name: string): string {
  return `ApexClass ${name.toLowerCase()}`;
}

/** @param file source file: triggers may have the names of classes */
export function codeKey(name: string, file: string): string {
  return file.endsWith('.trigger') ? `ApexTrigger ${name.toLowerCase()}` : classKey(name);
}

function table(store: Store, objectName: string): string {
  const object = store.schema.object(objectName);
  if (!object) throw new Error(`The schema has no object ${objectName}`);
  return store.table(object);
}
