import { queryString, request } from '../../shims/data/http';
import { readResource } from '../../shims/data/resource-cache';

/** A Lightning page (FlexiPage) as the server gives it: regions and facets with their components. */
export interface PageDocument {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** e.g. `flexipage:recordHomeTemplateDesktop`. */
  readonly template: string;
  readonly regions: readonly PageRegion[];
}

export interface PageRegion {
  readonly name: string;
  readonly kind: 'Region' | 'Facet';
  readonly components: readonly PageComponent[];
}

export interface PageComponent {
  /** `namespace:name`, e.g. `force:detailPanel`, `c:greeting`. */
  readonly name: string;
  readonly identifier: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the place of the component reads, not the component: label, icon and size of a utility item. */
  readonly decorators?: Readonly<Record<string, string>>;
  readonly visibility?: VisibilityRule | null;
}

export interface VisibilityRule {
  readonly criteria: readonly { readonly leftValue: string; readonly operator: string; readonly rightValue: string }[];
  /** e.g. `1 AND (2 OR 3)`; all must hold when null. */
  readonly booleanFilter: string | null;
}

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
