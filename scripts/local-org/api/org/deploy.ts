import { installAnalytics } from '../../analytics/index.ts';
import type { SourceProblem, SourceTree } from '../../metadata/index.ts';
import { installSecurity } from '../../security/index.ts';
import { loadCustomMetadata, type Store } from '../../store/index.ts';
import { dropStaleCoverage } from './code-coverage.ts';
import { Passwords } from './passwords.ts';
import { Sessions } from './sessions.ts';

/** What a data file is brought in line with its source by. */
export interface Deployment {
  /** 18 characters, `00D…`. */
  readonly organizationId: string;
  readonly administratorId: string;
  /** What the local org cannot bring into force; the rest is. */
  readonly problems: readonly SourceProblem[];
}

/** Raised when deployment writes something else for the same source. */
const VERSION = '6';
const STATE_SETTING = 'deployment';

/**
 * Deploys the source into the data file: security, custom metadata, reports and dashboards. Does nothing when this very source is deployed.
 * The write transaction is the lock between workers: one deploys, the others find it done.
 */
export function deploy(store: Store, source: SourceTree, adminUsername: string): Deployment {
  const state = `${VERSION} ${source.fingerprint} ${adminUsername}`;
  const known = store.transaction('read', () => readState(store, state));
  return known ?? store.transaction('write', () => readState(store, state) ?? install(store, source, adminUsername, state));
}

function readState(store: Store, state: string): Deployment | undefined {
  const text = store.getSetting(STATE_SETTING);
  const stored = text === undefined ? undefined : (JSON.parse(text) as Deployment & { state: string });
  return stored?.state === state ? stored : undefined;
}

function install(store: Store, source: SourceTree, adminUsername: string, state: string): Deployment {
  const security = installSecurity(store, source, { administrator: { username: adminUsername } });
  const problems = [
    ...security.problems,
    ...loadCustomMetadata(store, source),
    ...installAnalytics(store, source, security.administratorId, Date.now()),
  ];
  dropStaleCoverage(store, Date.now());
  new Sessions(store, security.organizationId).initialize();
  const passwords = new Passwords(store);
  if (!passwords.has(security.administratorId)) passwords.setInitial(security.administratorId);
  const deployment: Deployment = { organizationId: security.organizationId, administratorId: security.administratorId, problems };
  store.setSetting(STATE_SETTING, JSON.stringify({ ...deployment, state }));
  return deployment;
}
