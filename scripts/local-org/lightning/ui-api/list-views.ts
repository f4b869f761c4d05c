import { notFound, type OrgSession } from '../../api/index.ts';
import { nameFieldOf, text, texts, type SObjectDef, type XmlNode } from '../../metadata/index.ts';
import type { FieldPath } from './field-paths.ts';
import { resolvePath } from './field-paths.ts';
import { Binds, escapeLike, listCondition } from './list-filters.ts';
import { listColumn, type ListColumn } from './list-columns.ts';
import { readRecordDocs, type RecordDoc } from './record-doc.ts';

/** A list view of an object. */
export interface ListView {
  readonly apiName: string;
  readonly label: string;
  readonly xml: XmlNode;
}

/** The object's list views by label; an object without any has the one that shows everything. */
export function listViewsOf(session: OrgSession, object: SObjectDef): ListView[] {
  const own = object.listViews.map(({ fullName, xml }) => {
    const apiName = fullName.slice(fullName.lastIndexOf('.') + 1);
    return { apiName, label: text(xml, 'label') ?? apiName, xml };
  });
  const views = own.length ? own : [everything(session, object)];
  return views.sort((a, b) => a.label.localeCompare(b.label, session.language.replace('_', '-')));
}

/** @throws ApiError NOT_FOUND (404). */
export function listViewOf(session: OrgSession, object: SObjectDef, apiName: string): ListView {
  const view = listViewsOf(session, object).find((candidate) => candidate.apiName.toLowerCase() === apiName.toLowerCase());
  if (!view) throw notFound();
  return view;
}

/** As the platform makes with a new custom tab. */
function everything(session: OrgSession, object: SObjectDef): ListView {
  const usual = ['Company', 'AccountId', 'Subject', 'Status', 'Priority', 'Phone', 'Email', 'OwnerId', 'CreatedDate'];
  const columns = [nameFieldOf(object)?.apiName ?? 'Name', ...usual.filter((name) => object.fields.has(name.toLowerCase()))];
  return { apiName: 'All', label: session.language.startsWith('ru') ? 'Все' : 'All', xml: { columns, filterScope: 'Everything' } };
}

/** Columns of the view that the user may see. */
export function columnsOf(session: OrgSession, object: SObjectDef, view: ListView): ListColumn[] {
  return texts(view.xml, 'columns').flatMap((name) => listColumn(session, object, name) ?? []);
}

export interface ListQuery {
  readonly pageSize: number;
  /** Rows to skip. */
  readonly offset: number;
  /** `Field` or `-Field`. */
  readonly sortBy: readonly string[];
  readonly searchTerm: string | undefined;
  /** Fields to read besides the columns. */
  readonly extra: readonly FieldPath[];
}

export interface ListPage {
  readonly records: RecordDoc[];
  readonly hasMore: boolean;
}

/** Records of the view with the user's rights: filters and sorting happen in the database, one page is read. */
export function readListView(session: OrgSession, object: SObjectDef, view: ListView, query: ListQuery): ListPage {
  const columns = columnsOf(session, object, view);
  const binds = new Binds();
  const conditions = listCondition(session, object, view.xml, binds);
  if (query.searchTerm) conditions.push(searchCondition(session, object, columns, query.searchTerm, binds));
  const where = conditions.length ? `WHERE ${conditions.join(' AND ')}` : '';
  const order = orderBy(session, object, columns, query.sortBy);
  const paths = [...columns.flatMap((column) => column.paths), ...query.extra];
  const rest = `${where} ${order} LIMIT ${query.pageSize + 1} OFFSET ${query.offset}`;
  const records = readRecordDocs(session, object, paths, { rest, binds: binds.values });
  return { records: records.slice(0, query.pageSize), hasMore: records.length > query.pageSize };
}

/** Sorting by columns the list shows; the first sortable column when none is asked for. The id decides between equals. */
function orderBy(session: OrgSession, object: SObjectDef, columns: readonly ListColumn[], sortBy: readonly string[]): string {
  const asked = sortBy.flatMap((entry) => {
    const descending = entry.startsWith('-');
    const names = entry.replace(/^-/, '').split('.');
    const path = resolvePath(session, object, names[0] === object.apiName ? names.slice(1) : names);
    return path ? [`${path.soql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`] : [];
  });
  const first = columns.find(({ sortable }) => sortable);
  const chosen = asked.length ? asked : first ? [`${first.fieldApiName} ASC NULLS LAST`] : [];
  return `ORDER BY ${[...chosen, 'Id'].join(', ')}`;
}

const SEARCHED = new Set(['Text', 'AutoNumber', 'Email', 'Phone', 'Url', 'Picklist', 'TextArea']);

function searchCondition(session: OrgSession, object: SObjectDef, columns: readonly ListColumn[], term: string, binds: Binds): string {
  const bind = binds.add(`%${escapeLike(term.trim())}%`);
  const name = nameFieldOf(object);
  const paths = [...columns.flatMap((column) => column.paths), ...(name ? [resolvePath(session, object, [name.apiName])] : [])];
  const searched = paths.filter((path) => path && (path.field ? SEARCHED.has(path.field.type) : path.soql.endsWith('.Name')));
  const conditions = new Set(searched.map((path) => `${path?.soql} LIKE ${bind}`));
  return `(${[...conditions].join(' OR ')})`;
}
