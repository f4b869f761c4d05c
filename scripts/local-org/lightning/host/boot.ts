import '../shims/data/org-global';
import type { SessionDocument } from './lib/session';

/** First module of the page: reads the session, publishes what the platform modules need, then loads the shell. */
async function boot(): Promise<void> {
  const response = await fetch('/lightning/host/session', { credentials: 'same-origin', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The server answered ${response.status}: ${await response.text()}`);
  const session = (await response.json()) as SessionDocument;
  const permissions = new Set(session.customPermissions);
  globalThis.__org = {
    session,
    userId: session.user?.id ?? '',
    formFactor: window.matchMedia('(max-width: 767px)').matches ? 'Small' : 'Large',
    apiVersion: session.apiVersion,
    i18n: (name) => session.i18n[name],
    baseLabel: (name, english) => session.baseLabels[name] ?? english,
    label: (name) => session.labels[name] ?? `[${name}]`,
    objectIcon: (name) => session.objectIcons[name] ?? standardIcon(name),
    hasCustomPermission: (name) => permissions.has(name),
  };
  document.documentElement.lang = session.language.replace('_', '-');
  // Patches the DOM, so it must run before the engine.
  await import('@lwc/synthetic-shadow');
  await import('host/main');
}

/** Standard objects have icons of their own; a neutral one for all others. */
function standardIcon(apiName: string): string {
  const known = [
    'Account',
    'Contact',
    'Lead',
    'Case',
    'Opportunity',
    'Task',
    'Event',
    'User',
    'Campaign',
    'Order',
    'Asset',
    'Contract',
    'Report',
    'Dashboard',
  ];
  return known.includes(apiName) ? `standard:${apiName.toLowerCase()}` : 'standard:record';
}

boot().catch((error: unknown) => {
  const place = document.getElementById('boot');
  if (place) place.textContent = error instanceof Error ? error.message : String(error);
  document.body.classList.add('boot-failed');
});
