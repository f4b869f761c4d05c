import { createHash } from 'node:crypto';
import { formatProblem, type BuildProblem } from '../build/errors.ts';

export interface PageAddresses {
  /** Module specifier → URL. */
  readonly imports: Readonly<Record<string, string>>;
  /** URL of the module that starts the page. */
  readonly boot: string;
  /** Modules worth fetching at once. */
  readonly preload: readonly string[];
}

export interface HtmlPage {
  readonly html: string;
  /** Value of the `Content-Security-Policy` header: only the server's own modules and this page's import map may run. */
  readonly contentSecurityPolicy: string;
}

/** The document every Lightning address answers with: an import map and the module that starts the shell. */
export function shellPage(addresses: PageAddresses): HtmlPage {
  const importMap = scriptJson({ imports: addresses.imports });
  const preload = addresses.preload.map((url) => `<link rel="modulepreload" href="${escapeHtml(url)}">`).join('');
  return page(
    `<script type="importmap">${importMap}</script>${preload}<script type="module" src="${escapeHtml(addresses.boot)}"></script>`,
    '<div id="boot" class="slds-p-around_large" role="status"></div>',
    importMap,
  );
}

/** What is shown instead of the shell while a component does not compile. */
export function problemPage(problems: readonly BuildProblem[]): HtmlPage {
  const items = problems.map((problem) => `<li><pre>${escapeHtml(formatProblem(problem))}</pre></li>`).join('');
  return page(
    '',
    `<main class="slds-p-around_large"><h1 class="slds-text-heading_medium">Lightning web components do not compile</h1><ul>${items}</ul></main>`,
  );
}

/** What is shown while the base components are built for the first time. It asks again by itself. */
export function buildingPage(progress: string): HtmlPage {
  return page(
    '<meta http-equiv="refresh" content="2">',
    `<main class="slds-p-around_large" role="status"><h1 class="slds-text-heading_medium">Lightning is being built</h1><p class="slds-m-top_x-small">${escapeHtml(progress)}</p></main>`,
  );
}

function page(head: string, body: string, importMap?: string): HtmlPage {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lightning</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="/lightning/modules/shell.css">
${head}</head><body>${body}</body></html>`;
  const scripts = importMap === undefined ? "'self'" : `'self' 'sha256-${createHash('sha256').update(importMap).digest('base64')}'`;
  return {
    html,
    contentSecurityPolicy: [
      "default-src 'self'",
      `script-src ${scripts}`,
      // Components' styles and the positions of overlays are written into the document.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob: https:",
      "font-src 'self' data:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ].join('; '),
  };
}

/** JSON inside a script element: `<` could end the element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
