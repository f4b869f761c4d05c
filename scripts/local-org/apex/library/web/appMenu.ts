import type { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** Puts the apps with these ids first, in their order; the others follow as they were. */
function setOrgSortOrder(ids: ApexList<string> | null): void {
  if (ids === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  const { store } = current().host;
  const object = store.schema.object('AppMenuItem');
  if (!object) return;
  const items = store.all(`SELECT "Id" AS id, "ApplicationId" AS app FROM ${store.table(object)} ORDER BY "SortOrder", "Id"`);
  const place = (app: unknown): number => (ids.items.includes(String(app)) ? ids.items.indexOf(String(app)) : ids.items.length);
  items.sort((a, b) => place(a.app) - place(b.app));
  items.forEach(({ id }, index) => store.update(object, String(id), new Map([['SortOrder', index + 1]])));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_AppLauncher_AppMenu.htm */
export const appMenuType: NativeTypeSpec = {
  name: 'AppLauncher.AppMenu',
  statics: { 'setOrgSortOrder(List<Id> ids): void': setOrgSortOrder },
  unsupported: ['setAppVisibility', 'setUserSortOrder'],
};
