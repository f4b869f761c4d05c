import { text, texts, type MetadataComponent, type SObjectDef } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DataObject, dataClass } from '../dataClass.ts';
import { orgDomain } from '../identifiers.ts';

/** Lightning images of a tab: so public code writes their addresses. */
const IMAGES = '/img/icon/t4v35';
const PNG_SIZES = [60, 120];

function filled(type: string, values: Readonly<Record<string, unknown>>): DataObject {
  const object = new DataObject(type);
  for (const [name, value] of Object.entries(values)) object.values.set(name, value);
  return object;
}

/** The images of Lightning Experience: vectors, and bitmaps in two sizes. `path` is `standard/account` or `custom/custom48`. */
function icons(path: string): ApexList<DataObject> {
  const icon = (file: string, contentType: string, size: number): DataObject =>
    filled('Schema.DescribeIconResult', {
      ContentType: contentType,
      Height: size,
      Theme: 'theme4',
      Url: `${orgDomain().apexToString()}${IMAGES}/${file}`,
      Width: size,
    });
  const bitmaps = PNG_SIZES.map((size) => icon(`${path}_${size}.png`, 'image/png', size));
  return new ApexList('Schema.DescribeIconResult', [icon(`${path}.svg`, 'image/svg+xml', 0), ...bitmaps]);
}

/** A tab of an app, or undefined for one that the user may not see. */
function describeTab(name: string): DataObject | undefined {
  const { host, user } = current();
  const { schema, components, translations } = host.source;
  const standard = /^standard-(\w+)$/.exec(name)?.[1];
  const component = components.get('CustomTab')?.find(({ fullName }) => fullName === name);
  const object: SObjectDef | undefined = schema.object(standard ?? name);
  if (!component && !standard) return undefined;
  if (object && !host.accessFor(user.id).canRead(object)) return undefined;
  const own = component && translations.componentLabel('CustomTab', name, user.language);
  const plural = object && translations.objectLabel(object.apiName, user.language, true);
  const motif = component && /^Custom(\d+)/.exec(text(component.xml, 'motif') ?? '')?.[1];
  const label = (own === name ? undefined : own) ?? plural ?? own ?? standard!;
  return filled('Schema.DescribeTabResult', {
    Custom: standard === undefined,
    Icons: icons(motif ? `custom/custom${motif}` : `standard/${(object?.apiName ?? standard ?? 'custom').toLowerCase()}`),
    Label: label,
    Name: name,
    // Public code counts on a text for tabs of no object.
    SobjectName: object?.apiName ?? '',
    Url: `${orgDomain().apexToString()}${object ? `/lightning/o/${object.apiName}/home` : `/lightning/n/${name}`}`,
  });
}

function describeApp(app: MetadataComponent, index: number): DataObject {
  const { host, user } = current();
  const tabs = texts(app.xml, 'tabs').flatMap((name) => describeTab(name) ?? []);
  return filled('Schema.DescribeTabSetResult', {
    Description: text(app.xml, 'description') ?? null,
    Label: host.source.translations.componentLabel('CustomApplication', app.fullName, user.language),
    Namespace: '',
    // Nobody has chosen another app than the first.
    Selected: index === 0,
    Tabs: new ApexList('Schema.DescribeTabResult', tabs),
  });
}

/** `Schema.describeTabs()`: the apps that the user may open. */
export function describeTabs(): ApexList<DataObject> {
  const { host, user } = current();
  return new ApexList('Schema.DescribeTabSetResult', host.visibleApps(user.id).map(describeApp));
}

const refused = (...names: readonly string[]): string[] => names.flatMap((name) => [name, `get${name}`]);

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_schema_describetabsetresult.htm */
export const tabTypes: readonly NativeTypeSpec[] = [
  dataClass('Schema.DescribeTabSetResult', {
    getters: true,
    properties: {
      Description: 'String',
      Label: 'String',
      Namespace: 'String',
      Selected: 'Boolean',
      Tabs: 'List<Schema.DescribeTabResult>',
    },
    unsupported: refused('LogoUrl', 'TabSetId'),
  }),
  dataClass('Schema.DescribeTabResult', {
    getters: true,
    properties: {
      Custom: 'Boolean',
      Icons: 'List<Schema.DescribeIconResult>',
      Label: 'String',
      Name: 'String',
      SobjectName: 'String',
      Url: 'String',
    },
    // Addresses and colours of themes before Lightning Experience are nowhere in the source.
    unsupported: refused('Colors', 'IconUrl', 'MiniIconUrl', 'TabEnumOrId'),
  }),
  dataClass('Schema.DescribeIconResult', {
    getters: true,
    properties: { ContentType: 'String', Height: 'Integer', Theme: 'String', Url: 'String', Width: 'Integer' },
  }),
];
