import { api, LightningElement } from 'lwc';
import type { RecordDoc } from '../../../shims/data/types';
import { regionOf, type PageComponent, type PageDocument } from '../../lib/pages';
import { isVisible } from '../../lib/visibility';

/** The visible components of a region or facet, one under another. */
export default class FlexiRegion extends LightningElement {
  @api page!: PageDocument;
  @api name = '';
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  @api record: RecordDoc | undefined;

  get placed(): { component: PageComponent }[] {
    const { components } = regionOf(this.page, this.name);
    return components.filter(({ visibility }) => isVisible(visibility, this.record)).map((component) => ({ component }));
  }
}
