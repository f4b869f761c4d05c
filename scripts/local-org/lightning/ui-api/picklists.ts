import {
  json,
  notFound,
  recordTypeInfos,
  type ApiResponse,
  type OrgSession,
  type RouteContext,
  type RouteRegistrar,
} from '../../api/index.ts';
import { child, childNodes, text, texts, type FieldDef, type SObjectDef, type XmlNode } from '../../metadata/index.ts';
import { UI_API } from './paths.ts';

/** Picklist values. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_picklist_values_collection.htm */
export function picklistRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/object-info/:object/picklist-values/:recordType`, showAll);
  routes.add('GET', `${UI_API}/object-info/:object/picklist-values/:recordType/:field`, showOne);
}

function showAll({ session, param }: RouteContext): ApiResponse {
  const object = session.object(param('object'));
  const fields = [...object.fields.values()].filter((field) => field.picklist && session.access.canReadField(object, field));
  const entries = fields.map((field) => [field.apiName, picklistValues(session, object, field, param('recordType'))] as const);
  return json({ eTag: '', picklistFieldValues: Object.fromEntries(entries) });
}

function showOne({ session, param }: RouteContext): ApiResponse {
  const object = session.object(param('object'));
  const field = session.org.source.schema.field(object, param('field'));
  if (!field?.picklist || !session.access.canReadField(object, field)) throw notFound();
  return json(picklistValues(session, object, field, param('recordType')));
}

interface ValueDoc {
  readonly attributes: null;
  readonly label: string;
  readonly validFor: readonly number[];
  readonly value: string;
}

interface PicklistDoc {
  readonly controllerValues: Readonly<Record<string, number>>;
  readonly defaultValue: ValueDoc | null;
  readonly eTag: string;
  readonly url: string;
  readonly values: readonly ValueDoc[];
}

/** The values a record of that type may take, with the controlling values each is valid for. */
export function picklistValues(session: OrgSession, object: SObjectDef, field: FieldDef, recordTypeId: string): PicklistDoc {
  const allowed = recordTypeValues(session, object, field, recordTypeId);
  const controllers = controllerValues(session, object, field);
  const validFor = dependencies(session, object, field, controllers);
  const active = (field.picklist?.values ?? []).filter((value) => value.isActive && (!allowed || allowed.has(value.apiName)));
  const docs = active.map(({ apiName }) => ({
    attributes: null,
    label: session.org.source.translations.picklistLabel(object.apiName, field.apiName, apiName, session.language),
    validFor: validFor.get(apiName) ?? [],
    value: apiName,
  }));
  const preset = active.find(({ isDefault }) => isDefault);
  return {
    controllerValues: Object.fromEntries(controllers),
    defaultValue: docs.find(({ value }) => value === preset?.apiName) ?? null,
    eTag: '',
    url: '',
    values: docs,
  };
}

/** Values the record type allows; undefined when it does not restrict the field. */
function recordTypeValues(session: OrgSession, object: SObjectDef, field: FieldDef, recordTypeId: string): Set<string> | undefined {
  const type = recordTypeInfos(session, object, '').find((info) => info.recordTypeId === recordTypeId && !info.master);
  const source =
    type && session.org.source.components.get('RecordType')?.find(({ fullName }) => fullName === `${object.apiName}.${type.developerName}`);
  const entry = source && childNodes(source.xml, 'picklistValues').find((node) => text(node, 'picklist') === field.apiName);
  if (!entry) return undefined;
  return new Set(childNodes(entry, 'values').map((value) => decodeURIComponent(text(value, 'fullName') ?? '')));
}

/** Position of each value of the controlling field; a checkbox controls by false and true. */
function controllerValues(session: OrgSession, object: SObjectDef, field: FieldDef): Map<string, number> {
  const controller = field.picklist?.controllingField && session.org.source.schema.field(object, field.picklist.controllingField);
  if (!controller) return new Map();
  const names = controller.picklist ? controller.picklist.values.map(({ apiName }) => apiName) : ['false', 'true'];
  return new Map(names.map((name, at) => [name, at]));
}

function dependencies(
  session: OrgSession,
  object: SObjectDef,
  field: FieldDef,
  controllers: ReadonlyMap<string, number>,
): Map<string, number[]> {
  if (controllers.size === 0) return new Map();
  const source = session.org.source.components
    .get('CustomField')
    ?.find(({ fullName }) => fullName === `${object.apiName}.${field.apiName}`);
  const valueSet = source && child(source.xml, 'valueSet');
  const settings: readonly XmlNode[] = valueSet ? childNodes(valueSet, 'valueSettings') : [];
  return new Map(
    settings.map((setting) => {
      const positions = texts(setting, 'controllingFieldValue').flatMap((value) => controllers.get(value) ?? []);
      return [text(setting, 'valueName') ?? '', positions];
    }),
  );
}
