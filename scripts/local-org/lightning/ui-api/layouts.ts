import {
  json,
  notFound,
  recordTypeInfos,
  type ApiResponse,
  type OrgSession,
  type RouteContext,
  type RouteRegistrar,
} from '../../api/index.ts';
import type { FieldDef, SObjectDef } from '../../metadata/index.ts';
import { compactLayoutFields, pageLayout, type LayoutItemSource, type LayoutSectionSource } from './layout-source.ts';
import { MASTER_RECORD_TYPE, UI_API } from './paths.ts';

/** Layouts. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_layout.htm */
export function layoutRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/layout/:object`, show);
}

function show({ session, request, param }: RouteContext): ApiResponse {
  const { query } = request;
  const object = session.object(param('object'));
  const type = query.get('layoutType') ?? 'Full';
  const mode = query.get('mode') ?? 'View';
  return json(layoutDocument(session, object, type, mode, query.get('recordTypeId') ?? MASTER_RECORD_TYPE));
}

export interface LayoutDoc {
  readonly id: string;
  readonly layoutType: string;
  readonly mode: string;
  readonly objectApiName: string;
  readonly recordTypeId: string;
  readonly sections: readonly SectionDoc[];
}

interface SectionDoc {
  readonly layoutRows: readonly { readonly layoutItems: readonly ItemDoc[] }[];
}

interface ItemDoc {
  readonly layoutComponents: readonly { readonly apiName: string | null; readonly componentType: string; readonly label: string | null }[];
}

/** A layout without the fields the user may not see. @throws ApiError NOT_FOUND (404) for an unknown layout type. */
export function layoutDocument(session: OrgSession, object: SObjectDef, layoutType: string, mode: string, recordTypeId: string): LayoutDoc {
  if (!['Full', 'Compact'].includes(layoutType)) throw notFound();
  const type = recordTypeInfos(session, object, '').find((info) => info.recordTypeId === recordTypeId);
  const page = layoutType === 'Full' ? pageLayout(session, object, type?.master ? undefined : type?.developerName) : undefined;
  const sections = page ? page.sections : [compactSection(session, object)];
  return {
    id: `${object.apiName}-${page?.name ?? 'Compact'}`,
    layoutType,
    mode,
    objectApiName: object.apiName,
    recordTypeId,
    ...{ eTag: '', saveOptions: [] },
    sections: sections.map((section, at) => sectionDocument(session, object, section, `${layoutType}-${at}`)),
  };
}

function compactSection(session: OrgSession, object: SObjectDef): LayoutSectionSource {
  const items = compactLayoutFields(session, object).map((field): LayoutItemSource => ({ field, behavior: 'Readonly' }));
  return { label: '', heading: false, columns: [items] };
}

function sectionDocument(session: OrgSession, object: SObjectDef, section: LayoutSectionSource, id: string): SectionDoc {
  const columns = section.columns.map((items) => items.flatMap((item) => itemDocument(session, object, item)));
  const rows = Math.max(0, ...columns.map((items) => items.length));
  const layoutRows = Array.from({ length: rows }, (_, row) => ({ layoutItems: columns.map((items) => items[row] ?? EMPTY) }));
  return {
    ...{ id, heading: section.label, useHeading: section.heading, collapsible: false, tabOrder: 'TopDown' },
    ...{ columns: columns.length, rows },
    layoutRows,
  };
}

const EMPTY = {
  ...{ editableForNew: false, editableForUpdate: false, label: '', lookupIdApiName: null, required: false, sortable: false },
  layoutComponents: [{ apiName: null, componentType: 'EmptySpace', label: null }],
};

function itemDocument(session: OrgSession, object: SObjectDef, item: LayoutItemSource): ItemDoc[] {
  if (item.field === undefined) return [EMPTY];
  const { access } = session;
  const { schema, translations } = session.org.source;
  const field = schema.field(object, item.field);
  if (!field || !access.canReadField(object, field)) return [];
  const parts = componentsOf(object, field).filter((part) => access.canReadField(object, part));
  const label = (one: FieldDef): string => itemLabel(object, one, translations.fieldLabel(object.apiName, one.apiName, session.language));
  const open = item.behavior !== 'Readonly';
  return [
    {
      ...{
        // A new record belongs to its creator; the owner is changed afterwards.
        editableForNew: open && field.apiName !== 'OwnerId' && parts.some((part) => part.createable && access.canEditField(object, part)),
        editableForUpdate: open && parts.some((part) => part.updateable && access.canEditField(object, part)),
        label: label(field),
        lookupIdApiName: null,
        required: item.behavior === 'Required' || (field.required && field.type !== 'Checkbox'),
        sortable: false,
      },
      layoutComponents: parts.map((part) => ({ apiName: part.apiName, componentType: 'Field', label: label(part) })),
    },
  ];
}

/** On layouts a standard lookup is called after what it leads to, "Account Name", where the field itself is "Account ID". */
function itemLabel(object: SObjectDef, field: FieldDef, label: string): string {
  if (field.custom || !label.endsWith(' ID')) return label;
  const target = label.slice(0, -' ID'.length);
  if (target === 'Owner') return `${object.label} Owner`;
  return field.referenceTo.some((name) => name === target) ? `${target} Name` : target;
}

/** A compound field stands on the layout as its parts: a person's name, an address. */
function componentsOf(object: SObjectDef, field: FieldDef): FieldDef[] {
  const named = (names: readonly string[]): FieldDef[] => names.flatMap((name) => object.fields.get(name.toLowerCase()) ?? []);
  if (field.joinedFrom) return named(['Salutation', ...field.joinedFrom]);
  if (field.type !== 'Address') return [field];
  const prefix = field.apiName.replace(/Address$/, '');
  return named(['Street', 'City', 'State', 'PostalCode', 'Country'].map((part) => prefix + part));
}

/** API names of the fields on a layout. */
export function fieldsOfLayout(layout: LayoutDoc): string[] {
  const items = layout.sections.flatMap(({ layoutRows }) => layoutRows).flatMap(({ layoutItems }) => layoutItems);
  return items.flatMap(({ layoutComponents }) => layoutComponents).flatMap(({ apiName }) => apiName ?? []);
}
