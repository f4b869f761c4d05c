import { api, LightningElement } from 'lwc';
import type { RecordDoc } from '../../../shims/data/types';
import { regionOf, type PageComponent, type PageDocument } from '../../lib/pages';
import { text, type texts } from '../../lib/texts';
import { isVisible } from '../../lib/visibility';
import { plainText } from '../../../shims/data/text';

/** Titles that FlexiPages give as label keys. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_flexipage.htm */
const STANDARD_TITLES: Readonly<Record<string, keyof typeof texts>> = {
  'Standard.Tab.detail': 'details',
  'Standard.Tab.relatedLists': 'related',
};

/** Tabs of a Lightning page. A tab's content is created when the tab is first opened, as on the platform. */
export default class FlexiTabset extends LightningElement {
  @api component!: PageComponent;
  @api page!: PageDocument;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api record: RecordDoc | undefined;
  opened: readonly string[] = [];

  private get entries(): readonly PageComponent[] {
    const all = regionOf(this.page, plainText(this.component.properties.tabs)).components;
    return all.filter(({ name, visibility }) => name === 'flexipage:tab' && isVisible(visibility, this.record));
  }

  get active(): string | undefined {
    const chosen = this.entries.find(({ properties }) => String(properties.active) === 'true') ?? this.entries[0];
    return chosen?.identifier;
  }

  get tabs(): { id: string; title: string; facet: string; opened: boolean }[] {
    return this.entries.map(({ identifier, properties }) => {
      const title = plainText(properties.title);
      const standard = STANDARD_TITLES[title];
      return {
        id: identifier,
        title: standard ? text(standard) : title,
        facet: plainText(properties.body),
        opened: this.opened.includes(identifier),
      };
    });
  }

  handleActive(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    if (id && !this.opened.includes(id)) this.opened = [...this.opened, id];
  }
}
