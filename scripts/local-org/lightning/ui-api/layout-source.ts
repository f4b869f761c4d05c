import type { OrgSession } from '../../api/index.ts';
import {
  childNodes,
  nameFieldOf,
  text,
  texts,
  type FieldDef,
  type MetadataComponent,
  type SObjectDef,
  type XmlNode,
} from '../../metadata/index.ts';

/** Page layouts and compact layouts as metadata, and which one a user gets. */

export interface LayoutItemSource {
  /** Field API name; undefined for an empty space. */
  readonly field: string | undefined;
  readonly behavior: 'Edit' | 'Readonly' | 'Required';
}

export interface LayoutSectionSource {
  readonly label: string;
  readonly heading: boolean;
  readonly columns: readonly (readonly LayoutItemSource[])[];
}

export interface PageLayoutSource {
  readonly name: string;
  readonly sections: readonly LayoutSectionSource[];
  /** Undefined when the object has no layout in the source: then every child relationship is listed. */
  readonly relatedLists: readonly XmlNode[] | undefined;
}

/**
 * The page layout of the user's profile for the record type; the object's first layout when the profile names none; one
 * made from the fields when the source has no layout at all, as every new object of the platform has one.
 */
export function pageLayout(session: OrgSession, object: SObjectDef, recordTypeName: string | undefined): PageLayoutSource {
  const layouts = (session.org.source.components.get('Layout') ?? []).filter(({ fullName }) => layoutObject(fullName) === object.apiName);
  const assigned = assignedLayout(session, object, recordTypeName);
  const chosen = layouts.find(({ fullName }) => fullName === assigned) ?? layouts.sort((a, b) => a.fullName.localeCompare(b.fullName))[0];
  return chosen ? readLayout(session, object, chosen) : defaultLayout(session, object);
}

function layoutObject(fullName: string): string {
  return fullName.slice(0, fullName.indexOf('-'));
}

function assignedLayout(session: OrgSession, object: SObjectDef, recordTypeName: string | undefined): string | undefined {
  const { rows } = session.query('SELECT Name FROM Profile WHERE Id = :id', {
    system: true,
    binds: new Map([['id', session.user.profileId]]),
  });
  const profile = session.org.source.components.get('Profile')?.find(({ fullName }) => fullName === rows[0]?.values.get('Name'));
  const assignments = profile ? childNodes(profile.xml, 'layoutAssignments') : [];
  const own = assignments.filter((assignment) => layoutObject(text(assignment, 'layout') ?? '') === object.apiName);
  const typed = own.find((assignment) => recordTypeName && text(assignment, 'recordType') === `${object.apiName}.${recordTypeName}`);
  const chosen = typed ?? own.find((assignment) => text(assignment, 'recordType') === undefined);
  return chosen && text(chosen, 'layout');
}

function readLayout(session: OrgSession, object: SObjectDef, component: MetadataComponent): PageLayoutSource {
  const name = component.fullName.slice(component.fullName.indexOf('-') + 1);
  const headings = sectionTranslations(session, object, name);
  const sections = childNodes(component.xml, 'layoutSections')
    .filter((section) => text(section, 'style') !== 'CustomLinks')
    .map((section) => {
      const label = text(section, 'label') ?? '';
      return {
        label: headings.get(label) ?? standardHeading(session, label),
        heading: text(section, 'detailHeading') === 'true' || text(section, 'customLabel') === 'true',
        columns: childNodes(section, 'layoutColumns').map((column) => childNodes(column, 'layoutItems').flatMap(readItem)),
      };
    });
  return { name, sections, relatedLists: childNodes(component.xml, 'relatedLists') };
}

function readItem(item: XmlNode): LayoutItemSource[] {
  const behavior = text(item, 'behavior');
  const field = text(item, 'field');
  if (field === undefined && text(item, 'emptySpace') !== 'true') return [];
  return [{ field, behavior: behavior === 'Readonly' || behavior === 'Required' ? behavior : 'Edit' }];
}

function sectionTranslations(session: OrgSession, object: SObjectDef, layout: string): Map<string, string> {
  const translation = session.org.source.components
    .get('CustomObjectTranslation')
    ?.find(({ fullName }) => fullName === `${object.apiName}-${session.language}`);
  const layouts = translation ? childNodes(translation.xml, 'layouts').filter((entry) => text(entry, 'layout') === layout) : [];
  const sections = layouts.flatMap((entry) => childNodes(entry, 'sections'));
  return new Map(
    sections.flatMap((entry) => [[text(entry, 'section') ?? '', text(entry, 'label') ?? '']] as const).filter(([, label]) => label),
  );
}

/** Headings the platform translates itself. */
const RUSSIAN_HEADINGS: Readonly<Record<string, string>> = {
  Information: 'Информация',
  'System Information': 'Системная информация',
  'Description Information': 'Описание',
  'Address Information': 'Адрес',
  'Additional Information': 'Дополнительная информация',
};

function standardHeading(session: OrgSession, label: string): string {
  return session.language.startsWith('ru') ? (RUSSIAN_HEADINGS[label] ?? label) : label;
}

const SYSTEM_FIELDS = ['CreatedById', 'LastModifiedById'];

/** Compound fields stand for their parts: `Name` for first and last name, `MailingAddress` for street, city and so on. */
function defaultLayout(session: OrgSession, object: SObjectDef): PageLayoutSource {
  const all = [...object.fields.values()];
  const addresses = all.filter((field) => field.type === 'Address' && !field.system);
  const inAddress = new RegExp(`^(${addresses.map((field) => field.apiName.replace(/Address$/, '')).join('|')})${ADDRESS_PART}$`);
  const nameParts = new Set(all.flatMap((field) => (field.joinedFrom ? ['Salutation', ...field.joinedFrom] : [])));
  const isPart = (field: FieldDef): boolean => nameParts.has(field.apiName) || (addresses.length > 0 && inAddress.test(field.apiName));
  const shown = all.filter((field) => !field.system && !isPart(field) && isOnDefaultLayout(field));
  const items = (fields: readonly FieldDef[]): LayoutItemSource[] =>
    fields.map((field) => ({ field: field.apiName, behavior: field.required ? 'Required' : 'Edit' }));
  const section = (heading: string, fields: readonly FieldDef[]): LayoutSectionSource => {
    const half = Math.ceil(fields.length / 2);
    return { label: standardHeading(session, heading), heading: true, columns: [items(fields.slice(0, half)), items(fields.slice(half))] };
  };
  const nameFirst = [...shown].sort((a, b) => Number(b.nameField) - Number(a.nameField));
  const sections = [
    section('Information', nameFirst),
    ...(addresses.length ? [section('Address Information', addresses)] : []),
    section(
      'System Information',
      SYSTEM_FIELDS.flatMap((name) => object.fields.get(name.toLowerCase()) ?? []),
    ),
  ];
  return { name: `${object.label} Layout`, sections, relatedLists: undefined };
}

const ADDRESS_PART = '(Street|City|State|PostalCode|Country|GeocodeAccuracy)';

/** Machine fields that the platform's own layouts leave out. */
const LEFT_OUT =
  /^(Id|IsDeleted|MasterRecordId|Jigsaw|.*(Latitude|Longitude)|Last(Viewed|Referenced|Activity|CURequest|CUUpdate).*|EmailBounced.*|IsEmailBounced|SystemModstamp|RecordTypeId)$/;

function isOnDefaultLayout(field: FieldDef): boolean {
  return !LEFT_OUT.test(field.apiName) && field.type !== 'Address' && field.type !== 'Location' && field.type !== 'Base64';
}

/** Field names of the compact layout: the assigned one, else the name and the fields the platform's default shows. */
export function compactLayoutFields(session: OrgSession, object: SObjectDef): string[] {
  const own = session.org.source.components.get('CustomObject')?.find(({ fullName }) => fullName === object.apiName);
  const assigned = own && text(own.xml, 'compactLayoutAssignment');
  const chosen = object.compactLayouts.find(({ fullName }) => fullName === assigned || fullName === `${object.apiName}.${assigned}`);
  if (chosen) return [...texts(chosen.xml, 'fields')];
  const usual = ['Title', 'AccountId', 'Company', 'Status', 'Priority', 'Phone', 'Email', 'OwnerId'];
  const name = nameFieldOf(object)?.apiName ?? 'Name';
  return [name, ...usual.filter((field) => object.kind === 'standard' && object.fields.has(field.toLowerCase())).slice(0, 4)];
}
