import { api, LightningElement, wire } from 'lwc';
import { getRelatedListsInfo } from '../../../shims/lightning/uiRelatedListApi/uiRelatedListApi';
import { texts } from '../../lib/texts';

interface Lists {
  readonly relatedLists: readonly { readonly relatedListId: string }[];
}

/** All related lists of the record's page layout. */
export default class RelatedLists extends LightningElement {
  t = texts;
  @api component: unknown;
  @api page: unknown;
  @api record: unknown;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  @wire(getRelatedListsInfo, { parentObjectApiName: '$objectApiName' })
  answer: { data?: Lists } | undefined;

  get lists(): Lists['relatedLists'] {
    return this.answer?.data?.relatedLists ?? [];
  }
  get none(): boolean {
    return this.answer?.data !== undefined && this.lists.length === 0;
  }
}
