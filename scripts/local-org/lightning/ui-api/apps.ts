import { json, type RouteRegistrar } from '../../api/index.ts';
import { appsOf, type NavItem } from '../host-api/navigation.ts';
import { UI_API } from './paths.ts';
import { objectOfId, readRecord } from './records.ts';
import { splitList } from './paths.ts';

/** Apps, navigation items and record actions. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_apps.htm */
export function appRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/apps`, ({ session }) => {
    const apps = appsOf(session).map(({ developerName, label, description, items }) => ({
      ...{ appId: null, description, developerName, label, navItems: items.map(navItem), type: 'Lightning' },
      ...{ isNavAutoTempTabsDisabled: false, isNavPersonalizationDisabled: true, selected: false },
    }));
    return json({ apps, eTag: '' });
  });
  routes.add('GET', `${UI_API}/nav-items`, ({ session }) => {
    const all = new Map(appsOf(session).flatMap(({ items }) => items.map((item) => [item.name, item] as const)));
    const navItems = [...all.values()].map(navItem);
    return json({ currentPageUrl: null, navItems, nextPageUrl: null, previousPageUrl: null });
  });
  routes.add('GET', `${UI_API}/actions/record/:ids`, ({ session, param }) => {
    const actions = splitList(param('ids')).map((text) => {
      const { object, id } = objectOfId(session, text);
      readRecord(session, id, { fields: [], optionalFields: [`${object.apiName}.Id`], layoutTypes: [], modes: [] });
      const { access } = session;
      const granted = [
        ['Edit', access.canEdit(object) && access.editableRows(object, [id]).has(id)],
        ['Clone', access.canCreate(object)],
        ['Delete', access.canDelete(object) && access.deletableRows(object, [id]).has(id)],
      ] as const;
      const entries = granted.flatMap(([apiName, allowed]) =>
        allowed ? [{ actionListContext: 'Record', apiName, id: null, label: apiName, subtype: null, type: 'StandardButton' }] : [],
      );
      return [id, { actions: entries }] as const;
    });
    return json({ actions: Object.fromEntries(actions), eTag: '', url: '' });
  });
}

function navItem({ name, label, address, iconName, objectApiName }: NavItem): Record<string, unknown> {
  const pageReference = objectApiName
    ? { type: 'standard__objectPage', attributes: { objectApiName, actionName: 'home' }, state: {} }
    : { type: 'standard__navItemPage', attributes: { apiName: name }, state: {} };
  return {
    content: address,
    developerName: name,
    iconName,
    itemType: objectApiName ? 'Entity' : 'Standard',
    label,
    objectApiName,
    pageReference,
  };
}
