import { addressOf, pageReferenceOf, type PageReference } from './page-reference';

/** The page's address and who follows it. The shell decides what each page reference shows. */
type Follower = (reference: PageReference | undefined) => void;

const followers = new Set<Follower>();

/** The current page reference; undefined when the address is not a page. */
export function currentPage(): PageReference | undefined {
  return pageReferenceOf(window.location.pathname + window.location.search);
}

/** Calls back now and whenever the page changes. */
export function followPage(follower: Follower): () => void {
  followers.add(follower);
  follower(currentPage());
  return () => followers.delete(follower);
}

/** Goes to a page. Other sites open in a new tab; an unknown type throws, naming it. */
export function navigate(reference: PageReference, replace = false): void {
  const address = addressOf(reference);
  if (address === undefined) throw new Error(`The local org cannot navigate to a page of type ${reference.type}`);
  navigateTo(address, replace);
}

export function navigateTo(address: string, replace = false): void {
  if (!address.startsWith('/lightning')) {
    openElsewhere(address);
    return;
  }
  if (replace) window.history.replaceState(null, '', address);
  else if (address !== window.location.pathname + window.location.search) window.history.pushState(null, '', address);
  announce();
}

/** Only web, mail and phone links may leave the page: `javascript:` would run in it. */
function openElsewhere(address: string): void {
  const url = new URL(address, window.location.origin);
  if (['tel:', 'mailto:', 'sms:'].includes(url.protocol)) window.location.assign(url.href);
  else if (['http:', 'https:'].includes(url.protocol)) window.open(url.href, '_blank', 'noopener');
  else throw new Error(`Links to ${url.protocol} are not allowed`);
}

function announce(): void {
  const page = currentPage();
  for (const follower of [...followers]) follower(page);
}

window.addEventListener('popstate', announce);
