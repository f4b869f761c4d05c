import { existsSync, readFileSync } from 'node:fs';
import type { MetadataComponent, SourceTree } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { NamedObject } from '../../runtime/object.ts';
import type { NativeProperty, NativeTypeSpec } from '../../types.ts';

const BASE = 'ApexPages.Component';

/** A Visualforce component made by Apex: a tree of attributes. No page renders it. */
class PageComponent extends NamedObject {
  readonly values = new Map<string, unknown>();
  children = new ApexList<PageComponent>(BASE);
}

function byId(component: PageComponent, id: string): PageComponent | null {
  if (component.values.get('id') === id) return component;
  for (const child of component.children.items) {
    const found = byId(child, id);
    if (found) return found;
  }
  return null;
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The components of the platform of which the attributes that are not listed below are refused by name. */
const STANDARD = words(`
  Apex.ActionFunction Apex.ActionPoller Apex.ActionRegion Apex.ActionStatus Apex.ActionSupport Apex.AreaSeries Apex.Axis
  Apex.BarSeries Apex.CanvasApp Apex.Chart Apex.ChartLabel Apex.ChartTips Apex.Column Apex.CommandButton Apex.CommandLink
  Apex.DataList Apex.DataTable Apex.Detail Apex.EmailPublisher Apex.EnhancedList Apex.Facet Apex.Flash Apex.Form
  Apex.GaugeSeries Apex.Iframe Apex.Image Apex.IncludeLightning Apex.IncludeScript Apex.InlineEditSupport Apex.Input
  Apex.InputCheckbox Apex.InputField Apex.InputFile Apex.InputHidden Apex.InputSecret Apex.InputText Apex.InputTextarea
  Apex.Legend Apex.LineSeries Apex.ListViews Apex.LogCallPublisher Apex.Map Apex.MapInfoWindow Apex.MapMarker Apex.Message
  Apex.Messages Apex.MilestoneTracker Apex.OutputField Apex.OutputLabel Apex.OutputLink Apex.OutputPanel Apex.OutputText
  Apex.Page Apex.PageBlock Apex.PageBlockButtons Apex.PageBlockSection Apex.PageBlockSectionItem Apex.PageBlockTable
  Apex.PageMessage Apex.PageMessages Apex.PanelBar Apex.PanelBarItem Apex.PanelGrid Apex.PanelGroup Apex.PieSeries
  Apex.RadarSeries Apex.RelatedList Apex.RemoteObjectField Apex.RemoteObjectModel Apex.RemoteObjects Apex.Repeat
  Apex.ScatterSeries Apex.Scontrol Apex.SectionHeader Apex.SelectCheckboxes Apex.SelectList Apex.SelectOption
  Apex.SelectOptions Apex.SelectRadio Apex.Slds Apex.Stylesheet Apex.Tab Apex.TabPanel Apex.Toolbar Apex.ToolbarGroup
  Apex.Variable Apex.Vote Chatter.Feed Chatter.FeedWithFollowers Chatter.Follow Chatter.Followers Chatter.Newsfeed
  Flow.Interview`);

/** Attributes whose types are known, of components that public code makes. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Apex.OutputPanel': { layout: 'String', style: 'String', styleClass: 'String', title: 'String' },
  'Apex.OutputText': { escape: 'Boolean', label: 'String', style: 'String', styleClass: 'String', title: 'String', value: 'String' },
  'Flow.Interview': {
    allowShowPause: 'Boolean',
    buttonLocation: 'String',
    buttonStyle: 'String',
    finishLocation: 'System.PageReference',
    name: 'String',
    pausedInterviewId: 'String',
    showHelp: 'Boolean',
  },
};

function attributes(types: Readonly<Record<string, string>>): Record<string, NativeProperty> {
  const properties: Record<string, NativeProperty> = {};
  for (const [name, type] of Object.entries({ id: 'String', rendered: 'Boolean', ...types })) {
    properties[`${name}: ${type}`] = {
      get: ({ values }: PageComponent) => values.get(name) ?? null,
      set: ({ values }: PageComponent, value: unknown) => void values.set(name, value),
    };
  }
  return properties;
}

function componentType(name: string, types: Readonly<Record<string, string>>, unsupported: readonly string[]): NativeTypeSpec {
  const typeName = `Component.${name}`;
  return {
    name: typeName,
    extends: BASE,
    constructors: { '()': () => new PageComponent(typeName) },
    pairs: true,
    properties: attributes(types),
    unsupported,
  };
}

/** Values of expressions and parts by name are kept for rendering only. */
const FOR_RENDERING = ['expressions', 'facets'];

/** https://developer.salesforce.com/docs/atlas.en-us.pages.meta/pages/pages_dynamic_vf_components_intro.htm */
export const componentTypes: readonly NativeTypeSpec[] = [
  {
    name: BASE,
    methods: { 'getComponentById(String id): ApexPages.Component': byId },
    properties: {
      'childComponents: List<ApexPages.Component>': {
        get: (component: PageComponent) => component.children,
        set: (component: PageComponent, children: ApexList<PageComponent>) => {
          component.children = children;
        },
      },
    },
    unsupported: FOR_RENDERING,
  },
  ...STANDARD.map((name) => componentType(name, ATTRIBUTES[name] ?? {}, ['*'])),
];

/** Types of attributes, as markup writes them; anything else is an object. */
const TYPES: Readonly<Record<string, string>> = {
  ...{ string: 'String', boolean: 'Boolean', integer: 'Integer', double: 'Double', decimal: 'Decimal', long: 'Long', id: 'Id' },
  ...{ date: 'Date', datetime: 'Datetime' },
};

/** `<apex:attribute name="…" type="…">` of a component's markup. */
function declared({ file }: MetadataComponent): Record<string, string> {
  const markup = file.replace(/-meta\.xml$/, '');
  if (!existsSync(markup)) return {};
  const found: Record<string, string> = {};
  for (const [tag] of readFileSync(markup, 'utf8').matchAll(/<apex:attribute\b[^>]*>/gi)) {
    const name = /\bname\s*=\s*["'](\w+)["']/i.exec(tag)?.[1];
    const type = /\btype\s*=\s*["']([^"']+)["']/i.exec(tag)?.[1];
    if (name) found[name] = TYPES[type?.toLowerCase() ?? ''] ?? 'Object';
  }
  return found;
}

/** The classes of the Visualforce components of a source tree: `Component.Name`. */
export function sourceComponentTypes(source: SourceTree): readonly NativeTypeSpec[] {
  return (source.components.get('ApexComponent') ?? []).map((component) =>
    componentType(component.fullName, declared(component), FOR_RENDERING),
  );
}
