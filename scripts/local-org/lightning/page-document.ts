/**
 * A Lightning page (FlexiPage) as the server gives it and the host renders it: regions and facets with their components.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_flexipage.htm
 */
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
  readonly decorators: Readonly<Record<string, string>>;
  readonly visibility: VisibilityRule | null;
}

export interface VisibilityRule {
  readonly criteria: readonly { readonly leftValue: string; readonly operator: string; readonly rightValue: string }[];
  /** e.g. `1 AND (2 OR 3)`; all must hold when null. */
  readonly booleanFilter: string | null;
}
