/** Page references and their addresses. https://developer.salesforce.com/docs/platform/lwc/guide/reference-page-reference-type.html */

export interface PageReference {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly state: Readonly<Record<string, string>>;
}

type Make = (attributes: PageReference['attributes']) => string | undefined;

const ADDRESS: Readonly<Record<string, Make>> = {
  standard__recordPage: ({ objectApiName, recordId, actionName }) =>
    recordId && `/lightning/r/${objectApiName ? `${objectApiName}/` : ''}${recordId}/${actionName ?? 'view'}`,
  standard__recordRelationshipPage: ({ objectApiName, recordId, relationshipApiName }) =>
    recordId && `/lightning/r/${objectApiName ? `${objectApiName}/` : ''}${recordId}/related/${relationshipApiName}/view`,
  standard__objectPage: ({ objectApiName, actionName }) => objectApiName && `/lightning/o/${objectApiName}/${actionName ?? 'home'}`,
  standard__navItemPage: ({ apiName }) => apiName && `/lightning/n/${apiName}`,
  standard__namedPage: ({ pageName }) => pageName && `/lightning/page/${pageName}`,
  standard__component: ({ componentName }) => componentName && `/lightning/cmp/${componentName}`,
  standard__app: ({ appTarget }) => appTarget && `/lightning/app/${appTarget}`,
  standard__webPage: ({ url }) => url,
};

/** The address of a page reference, with its state as query parameters. Undefined for a type the host does not have. */
export function addressOf(reference: PageReference): string | undefined {
  const path = ADDRESS[reference.type]?.(reference.attributes ?? {});
  if (!path) return undefined;
  const state = Object.entries(reference.state ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const query = new URLSearchParams(state.map(([name, value]) => [name, String(value)])).toString();
  return query ? `${path}?${query}` : path;
}

/** The page reference of an address below `/lightning/`; undefined when there is no such page. */
export function pageReferenceOf(address: string): PageReference | undefined {
  const url = new URL(address, 'http://host');
  const state = Object.fromEntries(url.searchParams);
  const [root, kind, ...rest] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  if (root !== 'lightning')
    return root === undefined ? { type: 'standard__namedPage', attributes: { pageName: 'home' }, state } : undefined;
  return kind === undefined ? { type: 'standard__namedPage', attributes: { pageName: 'home' }, state } : read(kind, rest, state);
}

function read(kind: string, rest: readonly string[], state: PageReference['state']): PageReference | undefined {
  const [first, second, third, fourth] = rest;
  switch (kind) {
    case 'r':
      return readRecord(rest, state);
    case 'o':
      return first
        ? { type: 'standard__objectPage', attributes: { objectApiName: first, actionName: second ?? 'home' }, state }
        : undefined;
    case 'n':
      return first ? { type: 'standard__navItemPage', attributes: { apiName: first }, state } : undefined;
    case 'page':
      return first ? { type: 'standard__namedPage', attributes: { pageName: first }, state } : undefined;
    case 'cmp':
      return first ? { type: 'standard__component', attributes: { componentName: first }, state } : undefined;
    case 'app':
      return first && !second
        ? { type: 'standard__app', attributes: { appTarget: first }, state }
        : read(
            second ?? '',
            [third, fourth, ...rest.slice(4)].filter((part) => part !== undefined),
            state,
          );
    default:
      return undefined;
  }
}

/** An id has 15 or 18 letters and digits; object names of that length do not begin with a key prefix like `a00` or `003`. */
const ID = /^[a-zA-Z0-9]{3}[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?$/;

function readRecord(parts: readonly string[], state: PageReference['state']): PageReference | undefined {
  const withObject = !(parts[0] !== undefined && ID.test(parts[0]) && (parts.length === 1 || !ID.test(parts[1] ?? '')));
  const [objectApiName, recordId, action, relationshipApiName] = withObject ? parts : [undefined, ...parts];
  if (!recordId) return undefined;
  if (action === 'related')
    return {
      type: 'standard__recordRelationshipPage',
      attributes: { objectApiName, recordId, relationshipApiName, actionName: 'view' },
      state,
    };
  return { type: 'standard__recordPage', attributes: { objectApiName, recordId, actionName: action ?? 'view' }, state };
}
