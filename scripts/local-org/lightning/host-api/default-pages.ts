import type { OrgSession } from '../../api/index.ts';
import type { PageComponent, PageDocument } from '../page-document.ts';

/** The pages the platform shows where none is assigned: highlights over details and related lists; recent records at home. */

const component = (name: string, properties: Record<string, unknown> = {}, identifier = name): PageComponent => ({
  name,
  identifier,
  properties,
  decorators: {},
  visibility: null,
});

export function defaultRecordPage(_session: OrgSession): PageDocument {
  return {
    name: 'Default_Record_Page',
    label: '',
    type: 'RecordPage',
    template: 'flexipage:recordHomeSingleColTemplateDesktop',
    regions: [
      { name: 'header', kind: 'Region', components: [component('force:highlightsPanel')] },
      { name: 'main', kind: 'Region', components: [component('flexipage:tabset', { tabs: 'tabs' })] },
      {
        name: 'tabs',
        kind: 'Facet',
        components: [
          component('flexipage:tab', { title: 'Standard.Tab.detail', body: 'details', active: 'true' }, 'detailTab'),
          component('flexipage:tab', { title: 'Standard.Tab.relatedLists', body: 'related' }, 'relatedTab'),
        ],
      },
      { name: 'details', kind: 'Facet', components: [component('force:detailPanel')] },
      { name: 'related', kind: 'Facet', components: [component('force:relatedListContainer')] },
    ],
  };
}

export function defaultHomePage(session: OrgSession): PageDocument {
  return {
    name: 'Default_Home_Page',
    label: session.org.host.organization.name,
    type: 'HomePage',
    template: 'flexipage:defaultAppHomeTemplate',
    regions: [{ name: 'main', kind: 'Region', components: [component('home:recentRecordContainer')] }],
  };
}
