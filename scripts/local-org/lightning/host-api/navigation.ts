import type { OrgSession } from '../../api/index.ts';
import { childNodes, text, texts, type SObjectDef } from '../../metadata/index.ts';
import { visibleApps } from '../../security/index.ts';

export interface NavItem {
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly iconName: string;
  readonly objectApiName: string | null;
}

export interface TabItem {
  readonly name: string;
  readonly label: string;
  readonly kind: 'object' | 'flexipage' | 'lwc' | 'url';
  readonly target: string;
}

export interface AppItem {
  readonly developerName: string;
  readonly label: string;
  readonly description: string | null;
  readonly headerColor: string | null;
  /** FlexiPage with the utilities at the foot of the window. */
  readonly utilityBar: string | null;
  readonly items: readonly NavItem[];
}

const HOME = 'standard-home';
/** Tabs `standard-report` and `standard-Dashboard`. */
const ANALYTICS = ['Report', 'Dashboard'] as const;
/** Standard objects whose tab shows list views and records. */
const STANDARD_TABS = new Set(['Account', 'Contact', 'Lead', 'Case', 'Opportunity', 'Task', 'Event']);

/** The apps the user may open, with the tabs that lead somewhere for this user. A source without apps has one of all its tabs. */
export function appsOf(session: OrgSession): AppItem[] {
  const apps = visibleApps(session.user.id, session.org.store, session.org.source);
  const visible = apps.filter((app) => text(app.xml, 'uiType') !== 'Aloha');
  const found = visible.map((app) => ({
    developerName: app.fullName,
    label: session.org.source.translations.componentLabel('CustomApplication', app.fullName, session.language),
    description: text(app.xml, 'description') ?? null,
    headerColor: childNodes(app.xml, 'brand').map((brand) => text(brand, 'headerColor') ?? null)[0] ?? null,
    utilityBar: text(app.xml, 'utilityBar') ?? null,
    items: texts(app.xml, 'tabs').flatMap((name) => navItem(session, name) ?? []),
  }));
  return found.length ? found : [everything(session)];
}

function everything(session: OrgSession): AppItem {
  const tabs = (session.org.source.components.get('CustomTab') ?? []).map(({ fullName }) => fullName);
  const names = [HOME, ...tabs, ...['Account', 'Contact', 'Lead', 'Case'].map((name) => `standard-${name}`)];
  const label = session.org.host.organization.name;
  return {
    developerName: 'All',
    label,
    description: null,
    headerColor: null,
    utilityBar: null,
    items: names.flatMap((name) => navItem(session, name) ?? []),
  };
}

export function profileName(session: OrgSession): string | null {
  const { rows } = session.query('SELECT Name FROM Profile WHERE Id = :id', {
    system: true,
    binds: new Map([['id', session.user.profileId]]),
  });
  return (rows[0]?.values.get('Name') as string | undefined) ?? null;
}

function navItem(session: OrgSession, name: string): NavItem | undefined {
  if (name === HOME) {
    const label = session.language.startsWith('ru') ? 'Главная' : 'Home';
    return { name, label, address: '/lightning/page/home', iconName: 'standard:home', objectApiName: null };
  }
  const tab = tabOf(session, name);
  if (!tab) return undefined;
  const object = tab.kind === 'object' ? session.org.source.schema.object(tab.target) : undefined;
  const address = object ? `/lightning/o/${object.apiName}/home` : `/lightning/n/${name}`;
  return { name, label: tab.label, address, iconName: tabIcon(session, name, object), objectApiName: object?.apiName ?? null };
}

/** A tab the user may open; undefined for a tab whose object is hidden from the user, or which the local org has no page for. */
function tabOf(session: OrgSession, name: string): TabItem | undefined {
  const { schema, translations } = session.org.source;
  const standard = /^standard-(\w+)$/.exec(name)?.[1];
  const analytics = ANALYTICS.find((kind) => kind.toLowerCase() === standard?.toLowerCase());
  if (analytics) return analyticsTab(session, name, analytics);
  const component = session.org.source.components.get('CustomTab')?.find(({ fullName }) => fullName === name);
  const object = schema.object(standard ?? name);
  if (object && (component || (standard && STANDARD_TABS.has(object.apiName)))) {
    const label = component && !standard ? translations.componentLabel('CustomTab', name, session.language) : undefined;
    const plural = translations.objectLabel(object.apiName, session.language, true);
    return session.access.canRead(object)
      ? { name, label: label && label !== name ? label : plural, kind: 'object', target: object.apiName }
      : undefined;
  }
  const label = component && translations.componentLabel('CustomTab', name, session.language);
  const flexiPage = component && text(component.xml, 'flexiPage');
  if (label && flexiPage) return { name, label, kind: 'flexipage', target: flexiPage };
  const lwc = component && text(component.xml, 'lwcComponent');
  return label && lwc ? { name, label, kind: 'lwc', target: `c:${lwc}` } : undefined;
}

/** Where the org has reports or dashboards at all, their tab is for everybody: what is in it depends on the folders. */
function analyticsTab(session: OrgSession, name: string, kind: (typeof ANALYTICS)[number]): TabItem | undefined {
  if (!session.org.source.components.get(kind)?.length) return undefined;
  return { name, label: session.org.source.translations.objectLabel(kind, session.language, true), kind: 'object', target: kind };
}

/** Every custom tab the user may open, for `/lightning/n/Name`. */
export function tabsOf(session: OrgSession): TabItem[] {
  return (session.org.source.components.get('CustomTab') ?? []).flatMap(({ fullName }) => tabOf(session, fullName) ?? []);
}

/** Icon of a tab: `Custom48: Phone` → `custom:custom48`. */
export function tabIcon(session: OrgSession, name: string, object: SObjectDef | undefined): string {
  const component = session.org.source.components.get('CustomTab')?.find(({ fullName }) => fullName === name);
  const motif = component && /^Custom(\d+)/.exec(text(component.xml, 'motif') ?? '')?.[1];
  if (motif) return `custom:custom${motif}`;
  const known = new Set([
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
    'Report',
    'Dashboard',
  ]);
  return object && known.has(object.apiName) ? `standard:${object.apiName.toLowerCase()}` : 'standard:record';
}
