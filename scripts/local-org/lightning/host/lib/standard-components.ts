import DetailPanel from 'host/detailPanel';
import FlexiTabset from 'host/flexiTabset';
import HighlightsPanel from 'host/highlightsPanel';
import ListCard from 'host/listCard';
import RelatedList from 'host/relatedList';
import RelatedLists from 'host/relatedLists';
import RecentRecords from 'host/recentRecords';
import RichText from 'host/richText';
import StagePath from 'host/stagePath';
import type { ComponentConstructor } from './load-component';

/** Standard Lightning page components that the host has, by the names FlexiPages use. */
const STANDARD: Readonly<Record<string, () => ComponentConstructor>> = {
  'force:highlightsPanel': () => HighlightsPanel,
  'force:detailPanel': () => DetailPanel,
  'force:recordDetailPanelMobile': () => DetailPanel,
  'force:relatedListContainer': () => RelatedLists,
  'force:relatedListSingleContainer': () => RelatedList,
  'lst:dynamicRelatedList': () => RelatedList,
  'flexipage:tabset': () => FlexiTabset,
  'flexipage:richText': () => RichText,
  'flexipage:filterListCard': () => ListCard,
  'home:recentRecordContainer': () => RecentRecords,
  'runtime_sales_pathassistant:pathAssistant': () => StagePath,
};

/** The host's component of that name; undefined when the local org does not have it. */
export function standardComponent(name: string): ComponentConstructor | undefined {
  return STANDARD[name]?.();
}
