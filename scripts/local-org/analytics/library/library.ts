import type { SourceTree } from '../../metadata/index.ts';
import { accessFor, loadPrincipals } from '../../security/index.ts';
import type { Store } from '../../store/index.ts';
import { readCatalog, type Catalog } from '../definition/catalog.ts';
import type { DashboardDef } from '../definition/dashboard.ts';
import type { FolderDef, FolderShare } from '../definition/folder.ts';
import type { ReportDef } from '../definition/report-types.ts';
import { AnalyticsError } from '../errors.ts';

/** A report or dashboard with the ids of its records. */
export interface Filed<T> {
  readonly id: string;
  readonly folderId: string;
  readonly folder: FolderDef;
  readonly definition: T;
}

/** What one user finds in the report and dashboard folders. */
export class Library {
  readonly catalog: Catalog;
  readonly #store: Store;
  readonly #seesAll: boolean;
  readonly #principals: ReadonlySet<string>;
  readonly #userId: string;

  constructor(store: Store, source: SourceTree, userId: string) {
    this.#store = store;
    this.catalog = readCatalog(source);
    this.#userId = userId;
    this.#seesAll = accessFor(userId, store, source).grants.permissions.has('ModifyAllData');
    this.#principals = new Set(loadPrincipals(store, userId).owners);
  }

  /** Folders of a kind the user may open, by name. */
  folders(kind: FolderDef['kind']): { readonly id: string; readonly definition: FolderDef }[] {
    return this.#rows('Folder', 'Type', kind)
      .flatMap(({ id, name }) => {
        const definition = this.catalog.folders.get(`${kind}:${name}`.toLowerCase());
        return definition && this.#mayOpen(definition) ? [{ id, definition }] : [];
      })
      .sort((a, b) => a.definition.name.localeCompare(b.definition.name));
  }

  reports(): Filed<ReportDef>[] {
    return this.#filed('Report', 'OwnerId', this.catalog.reports).sort((a, b) => a.definition.name.localeCompare(b.definition.name));
  }

  dashboards(): Filed<DashboardDef>[] {
    return this.#filed('Dashboard', 'FolderId', this.catalog.dashboards).sort((a, b) =>
      a.definition.title.localeCompare(b.definition.title),
    );
  }

  /**
   * The report of that id that the user may open.
   * @throws AnalyticsError NOT_FOUND also for one in a folder that is closed to the user, as on the platform
   * @throws UnsupportedFeatureError for one that an org would run and the local org cannot
   */
  report(id: string): Filed<ReportDef> {
    const unsupported = this.#filed('Report', 'OwnerId', this.catalog.unsupportedReports).find((filed) => isOf(filed, id));
    if (unsupported) throw unsupported.definition.reason;
    return find(this.reports(), id, 'report');
  }

  dashboard(id: string): Filed<DashboardDef> {
    return find(this.dashboards(), id, 'dashboard');
  }

  /** A dashboard shows its components also when their reports' folders are closed to the viewer. */
  reportOf(fullName: string): Filed<ReportDef> | undefined {
    return this.#filed('Report', 'OwnerId', this.catalog.reports, false).find(
      ({ definition }) => definition.fullName.toLowerCase() === fullName.toLowerCase(),
    );
  }

  #filed<T extends { readonly fullName: string; readonly folder: string }>(
    kind: FolderDef['kind'],
    folderField: 'OwnerId' | 'FolderId',
    definitions: ReadonlyMap<string, T>,
    onlyOpen = true,
  ): Filed<T>[] {
    const rows = this.#store.all(
      `SELECT "Id" AS id, "DeveloperName" AS name, "${folderField}" AS folder, "FolderName" AS path FROM "${kind}"`,
    );
    return rows.flatMap((row) => {
      const definition = definitions.get(`${String(row.path)}/${String(row.name)}`.toLowerCase());
      const folder = this.catalog.folders.get(`${kind}:${String(row.path)}`.toLowerCase());
      if (!definition || !folder || (onlyOpen && !this.#mayOpen(folder))) return [];
      return [{ id: String(row.id), folderId: String(row.folder), folder, definition }];
    });
  }

  #rows(object: string, field: string, value: string): { id: string; name: string }[] {
    return this.#store
      .all(`SELECT "Id" AS id, "DeveloperName" AS name FROM "${object}" WHERE "${field}" = ?`, [value])
      .map((row) => ({ id: String(row.id), name: String(row.name) }));
  }

  /** https://help.salesforce.com/s/articleView?id=analytics.analytics_sharing_settings_about.htm */
  #mayOpen(folder: FolderDef): boolean {
    return this.#seesAll || folder.shares.some((share) => this.#isSharedWith(share));
  }

  #isSharedWith({ to, type }: FolderShare): boolean {
    if (type === 'AllInternalUsers' || type === 'Organization') return true;
    if (type === 'User') {
      const [row] = this.#store.all('SELECT "Id" AS id FROM "User" WHERE fold("Username") = fold(?)', [to]);
      return row?.id === this.#userId;
    }
    const groups =
      type === 'Group'
        ? this.#store.all(`SELECT "Id" AS id FROM "Group" WHERE "Type" = 'Regular' AND fold("DeveloperName") = fold(?)`, [to])
        : this.#store.all(
            `SELECT g."Id" AS id FROM "Group" g JOIN "UserRole" r ON r."Id" = g."RelatedId" WHERE g."Type" = ? AND fold(r."DeveloperName") = fold(?)`,
            [type === 'Role' ? 'Role' : 'RoleAndSubordinates', to],
          );
    return groups.some(({ id }) => this.#principals.has(String(id)));
  }
}

function isOf(filed: Filed<unknown>, id: string): boolean {
  return filed.id === id || filed.id.slice(0, 15) === id;
}

function find<T>(all: readonly Filed<T>[], id: string, what: string): Filed<T> {
  const found = all.find((one) => isOf(one, id));
  if (!found) throw new AnalyticsError('NOT_FOUND', `The ${what} you are looking for does not exist, or is in a folder you cannot open`);
  return found;
}
