import { readFileSync } from 'node:fs';
import type { OrgSession } from '../../api/index.ts';
import { child, childNodes, text, type MetadataComponent, type XmlNode } from '../../metadata/index.ts';
import type { PageComponent, PageDocument, VisibilityRule } from '../page-document.ts';

/** Reads a FlexiPage: regions, facets, components with typed properties and visibility rules. */
export function readPage(session: OrgSession, page: MetadataComponent, objectApiName: string | undefined): PageDocument {
  const template = child(page.xml, 'template');
  return {
    name: page.fullName,
    label: session.org.source.translations.componentLabel('FlexiPage', page.fullName, session.language),
    type: text(page.xml, 'type') ?? '',
    template: (template && text(template, 'name')) ?? '',
    regions: childNodes(page.xml, 'flexiPageRegions').map((region) => ({
      name: text(region, 'name') ?? '',
      kind: text(region, 'type') === 'Facet' ? 'Facet' : 'Region',
      components: instances(region).map((instance, at) => component(session, instance, `${text(region, 'name')}-${at}`, objectApiName)),
    })),
  };
}

/** Components of a region; older pages hold them directly, newer ones inside item instances. */
function instances(region: XmlNode): XmlNode[] {
  const items = childNodes(region, 'itemInstances').flatMap((item) => [
    ...childNodes(item, 'componentInstance'),
    ...childNodes(item, 'fieldInstance'),
  ]);
  return [...childNodes(region, 'componentInstances'), ...items];
}

function component(session: OrgSession, instance: XmlNode, fallback: string, objectApiName: string | undefined): PageComponent {
  const field = text(instance, 'fieldItem');
  const given = text(instance, 'componentName') ?? `flexipage:field (${field ?? ''})`;
  const name = given.includes(':') ? given : `c:${given}`;
  const types = name.startsWith('c:') ? declaredProperties(session, name.slice(2)) : new Map<string, Declared>();
  const all = childNodes(instance, 'componentInstanceProperties');
  const isDecorator = (property: XmlNode): boolean => text(property, 'type') === 'decorator';
  const decorators = all.filter(isDecorator).map((property) => [text(property, 'name') ?? '', String(propertyValue(session, property))]);
  const own = all.filter((property) => !isDecorator(property));
  const values = own.map((property) => {
    const key = text(property, 'name') ?? '';
    return [key, typed(types.get(key)?.type, propertyValue(session, property))] as const;
  });
  const presets = [...types].flatMap(([key, { type, preset }]) => (preset === undefined ? [] : [[key, typed(type, preset)] as const]));
  return {
    name,
    identifier: text(instance, 'identifier') ?? fallback,
    properties: { ...Object.fromEntries(presets), ...Object.fromEntries(values), ...pathProperties(session, name, objectApiName) },
    decorators: Object.fromEntries(decorators) as Record<string, string>,
    visibility: visibility(instance),
  };
}

/** `{!$Label.Name}` and `{!$Label.c.Name}` become the label in the user's language. */
function propertyValue(session: OrgSession, property: XmlNode): unknown {
  const list = child(property, 'valueList');
  if (list) return childNodes(list, 'valueListItems').map((item) => text(item, 'value') ?? '');
  const value = text(property, 'value') ?? '';
  const label = /^\{!\$Label\.(?:c\.)?(\w+)\}$/.exec(value)?.[1];
  return label ? (session.org.source.translations.label(label, session.language) ?? value) : value;
}

interface Declared {
  readonly type: string;
  readonly preset: string | undefined;
}

/** Properties a component declares for App Builder: their types and defaults stand in attributes of its configuration file. */
function declaredProperties(session: OrgSession, bundle: string): Map<string, Declared> {
  const found = session.org.source.lwc.find(({ name }) => name === bundle);
  if (!found) return new Map();
  const declarations = readFileSync(found.meta.file, 'utf8').match(/<property\s[^>]*>/g) ?? [];
  return new Map(
    declarations.map((declaration) => {
      const attribute = (name: string): string | undefined => new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`).exec(declaration)?.[1];
      return [attribute('name') ?? '', { type: attribute('type') ?? 'String', preset: attribute('default') }];
    }),
  );
}

function typed(type: string | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'Boolean') return value === 'true';
  return type === 'Integer' ? Number(value) : value;
}

/** The path component shows the picklist that the object's path (PathAssistant) names. */
function pathProperties(session: OrgSession, name: string, objectApiName: string | undefined): Record<string, string> {
  if (name !== 'runtime_sales_pathassistant:pathAssistant' || !objectApiName) return {};
  const paths = session.org.source.components.get('PathAssistant') ?? [];
  const own = paths.find(({ xml }) => text(xml, 'entityName') === objectApiName && text(xml, 'active') === 'true');
  const field = own && text(own.xml, 'fieldName');
  return field ? { picklistField: field } : {};
}

function visibility(instance: XmlNode): VisibilityRule | null {
  const rule = child(instance, 'visibilityRule');
  if (!rule) return null;
  const criteria = childNodes(rule, 'criteria').map((entry) => ({
    leftValue: text(entry, 'leftValue') ?? '',
    operator: text(entry, 'operator') ?? '',
    rightValue: text(entry, 'rightValue') ?? '',
  }));
  return { criteria, booleanFilter: text(rule, 'booleanFilter') ?? null };
}
