import type { PageComponent, PageDocument, PageRegion } from '../../page-document';
import { queryString, request } from '../../shims/data/http';
import { readResource } from '../../shims/data/resource-cache';

export type { PageComponent, PageDocument, VisibilityRule } from '../../page-document';

/** What every component of a page is placed with. */
export interface PlacedComponent {
  readonly component: PageComponent;
  readonly page: PageDocument;
  readonly recordId: string | undefined;
  readonly objectApiName: string | undefined;
}

type PageQuery = Readonly<Record<string, string | undefined>>;

/** The page assigned for this user: `record` (by object), `home`, or one by name. Rejects with the server's refusal. */
export function readPage(kind: 'record' | 'home' | 'flexipage', query: PageQuery): Promise<PageDocument> {
  const address = `/lightning/host/pages/${kind}${queryString({ ...query, formFactor: globalThis.__org.formFactor })}`;
  return readResource(`page:${address}`, () => request<PageDocument>('GET', address));
}

/** The region or facet of that name; an empty one when the page has none. */
export function regionOf(page: PageDocument, name: string): PageRegion {
  return page.regions.find((region) => region.name === name) ?? { name, kind: 'Facet', components: [] };
}
