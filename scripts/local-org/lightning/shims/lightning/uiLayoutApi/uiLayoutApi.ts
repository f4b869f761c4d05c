import { objectName } from '../../data/fields';
import { queryString, uiApi } from '../../data/http';
import { followResource } from '../../data/resource-cache';
import type { Layout } from '../../data/types';
import { makeAdapter, requires } from '../../data/wire';

interface LayoutConfig {
  readonly objectApiName: string | { objectApiName: string };
  readonly layoutType: string;
  readonly mode: string;
  readonly recordTypeId?: string;
  readonly formFactor?: string;
}

/** A page or compact layout for the user. */
export const getLayout = makeAdapter<LayoutConfig, Layout>(
  requires('objectApiName', 'layoutType', 'mode'),
  ({ objectApiName, ...query }, callback) => {
    const path = `/layout/${objectName(objectApiName)}${queryString(query)}`;
    return followResource(`layout:${path}`, () => uiApi<Layout>('GET', path), callback);
  },
);
