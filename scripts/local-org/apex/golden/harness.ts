import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSource, UnsupportedFeatureError, type ApexSource, type SourceTree } from '../../metadata/index.ts';
import {
  accessFor,
  automatedProcessUser,
  globalVariable,
  hasCustomPermission,
  installSecurity,
  runningUser,
  visibleApps,
} from '../../security/index.ts';
import { loadCustomMetadata, openStore, type Store } from '../../store/index.ts';
import type { DebugLog } from '../debug-log/index.ts';
import { Flows } from '../../flow/index.ts';
import type { EmitOptions } from '../emit/index.ts';
import { ApexException, ApexRuntime, compileApex, type ApexProblem } from '../index.ts';
import type { ApexHost } from '../runtime/host.ts';

/** One behaviour of the platform: Apex statements and what they print. */
export interface Golden {
  /** The rule as a sentence. */
  readonly says: string;
  readonly apex: string;
  /** Lines of System.debug, one per call. */
  readonly prints?: readonly string[];
  /** `Type: message` of the exception that ends it. */
  readonly throws?: string;
  /** Feature it is refused for by name; Apex cannot catch that. */
  readonly fails?: string;
  /** First compile error. */
  readonly refuses?: string;
}

/** Apex of a file, of the newest API version unless another is given. */
export type GoldenSource = string | { readonly apiVersion: string; readonly body: string };

/** An org in memory with the given Apex and one private object. */
export class GoldenOrg {
  readonly runtime: ApexRuntime;
  readonly store: Store;
  readonly userId: string;
  readonly problems: readonly ApexProblem[];
  #log: string[] = [];

  constructor(
    classes: Readonly<Record<string, GoldenSource>> = {},
    triggers: Readonly<Record<string, GoldenSource>> = {},
    options: EmitOptions = {},
    folders: readonly string[] = [],
  ) {
    const source: SourceTree = {
      ...loadSource([fileURLToPath(new URL('fixtures', import.meta.url)), ...folders]),
      classes: sources(classes, 'class'),
      triggers: sources(triggers, 'trigger'),
    };
    this.store = openStore({ file: ':memory:', schema: source.schema });
    const security = this.store.transaction('write', () => {
      if (source.components.has('CustomMetadata')) assert.deepEqual(loadCustomMetadata(this.store, source), []);
      return installSecurity(this.store, source, { administrator: { username: 'admin@example.com', timeZone: 'Europe/Moscow' } });
    });
    this.userId = security.administratorId;
    const compiled = compileApex(source, options);
    this.problems = compiled.problems;
    this.runtime = new ApexRuntime(compiled, hostOf(source, this.store, security.organizationId), {
      log: (_level, message) => this.#log.push(message),
    });
  }

  /** Runs statements in a transaction that is rolled back; gives what they print. Throws what they throw. */
  run(apex: string, debugLog?: DebugLog): string[] {
    this.#log = [];
    const transaction = this.runtime.begin(this.userId, { debugLog });
    const savepoint = this.store.savepoint();
    const result = this.runtime.executeAnonymous(transaction, apex);
    this.store.rollbackTo(savepoint);
    this.store.release(savepoint);
    if (!result.compiled) throw new Error(`does not compile: ${result.problems.map((problem) => problem.message).join('; ')}`);
    if (result.error) throw result.error as Error;
    return this.#log;
  }

  /** Compile errors of statements. */
  problemsOf(apex: string): readonly string[] {
    const result = this.runtime.executeAnonymous(this.runtime.begin(this.userId), apex);
    return result.problems.map((problem) => problem.message);
  }
}

/** The org's own metadata, with which single files are compiled. */
let fixtures: SourceTree | undefined;

/** Compile errors of a file A, a class or a trigger, as `column: message`. */
export function errorsOf(body: string): readonly string[] {
  fixtures ??= loadSource([fileURLToPath(new URL('fixtures', import.meta.url))]);
  const isTrigger = body.startsWith('trigger');
  const source: SourceTree = {
    ...fixtures,
    classes: isTrigger ? [] : sources({ A: body }, 'class'),
    triggers: isTrigger ? sources({ A: body }, 'trigger') : [],
  };
  return compileApex(source).problems.map(({ column, message }) => `${column}: ${message}`);
}

function sources(bodies: Readonly<Record<string, GoldenSource>>, kind: ApexSource['kind']): ApexSource[] {
  return Object.entries(bodies).map(([name, given]) => ({
    name,
    kind,
    file: `${name}.${kind === 'class' ? 'cls' : 'trigger'}`,
    ...(typeof given === 'string' ? { body: given, apiVersion: '65.0' } : given),
  }));
}

function hostOf(source: SourceTree, store: Store, organizationId: string): ApexHost {
  return {
    source,
    store,
    flows: source.components.has('Flow') ? new Flows(source) : undefined,
    now: () => Date.UTC(2026, 0, 15, 12, 30),
    user: (id) => runningUser(store, id),
    accessFor: (userId, permissionSetId) => accessFor(userId, store, source, permissionSetId),
    visibleApps: (userId) => visibleApps(userId, store, source),
    hasCustomPermission: (userId, name) => hasCustomPermission(store, source, userId, name),
    globalVariable: (userId, path) => globalVariable(store, source, userId, path),
    organization: { id: organizationId, name: 'Golden' },
    automatedProcessUser: () => automatedProcessUser(store),
    sessionId: (userId) => `${organizationId.slice(0, 15)}!${userId}`,
    callout: () => assert.fail('no callouts here'),
    sendEmail: () => undefined,
  };
}

/** Registers a test per behaviour, in an org with these classes. `page` is the documentation page they follow. */
export function goldens(page: string, cases: readonly Golden[], classes: Readonly<Record<string, GoldenSource>> = {}): void {
  goldensIn(new GoldenOrg(classes), page, cases);
}

/** Registers a test per behaviour of an org of its own. */
export function goldensIn(org: GoldenOrg, page: string, cases: readonly Golden[]): void {
  assert.deepEqual(org.problems, []);
  for (const golden of cases) {
    void test(`${golden.says} [${page}]`, () => {
      if (golden.refuses !== undefined) return assert.equal(org.problemsOf(golden.apex)[0], golden.refuses);
      if (golden.fails !== undefined) {
        const { fails } = golden;
        const refused = (error: unknown): boolean => error instanceof UnsupportedFeatureError && error.message.endsWith(fails);
        return assert.throws(() => org.store.transaction('write', () => org.run(golden.apex)), refused);
      }
      if (golden.throws === undefined)
        return assert.deepEqual(
          org.store.transaction('write', () => org.run(golden.apex)),
          golden.prints ?? [],
        );
      assert.throws(
        () => org.store.transaction('write', () => org.run(golden.apex)),
        (error) => error instanceof ApexException && `${error.typeName}: ${error.apexMessage}` === golden.throws,
      );
    });
  }
}
