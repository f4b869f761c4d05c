/** Elements that rich text may have; of others the text stays. */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a b blockquote br caption cite code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s small ' +
    'span strike strong sub sup table tbody td tfoot th thead tr u ul'
  ).split(' '),
);

/** Elements whose content is no text of the document. */
const WITH_CONTENT = /<(script|style|iframe|object|embed)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;

const TAG = /<(\/?)([a-z][a-z0-9]*)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([a-z][\w:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;
const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'background', 'action']);

/** Handlers of events and addresses that are code do not stay. */
function attributes(text: string): string {
  return [...text.matchAll(ATTRIBUTE)]
    .map(([, name = '', double, single, plain]) => ({ name: name.toLowerCase(), value: double ?? single ?? plain ?? '' }))
    .filter(({ name, value }) => !name.startsWith('on') && !(ADDRESSES.has(name) && /^[\s\u0000]*(?:java|vb)script:/i.test(value)))
    .map(({ name, value }) => ` ${name}="${value.replaceAll('"', '&quot;')}"`)
    .join('');
}

/**
 * What a rich text area keeps of a text: elements it does not support are taken out, their text stays.
 * https://help.salesforce.com/s/articleView?id=platform.fields_using_html_editor.htm
 */
export function supportedHtml(text: string): string {
  if (!text.includes('<')) return text;
  return text.replace(WITH_CONTENT, '').replace(TAG, (_, slash: string, name: string, rest: string) => {
    const element = name.toLowerCase();
    if (!ELEMENTS.has(element)) return '';
    return slash ? `</${element}>` : `<${element}${attributes(rest)}>`;
  });
}
