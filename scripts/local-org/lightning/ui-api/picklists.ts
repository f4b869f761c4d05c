import {
  json,
  notFound,
  recordTypeInfos,
  type ApiResponse,
  type OrgSession,
  type RouteContext,
  type RouteRegistrar,
} from '../../api/index.ts';
import { childNodes, controllingValues, dependentValues, text, type FieldDef, type SObjectDef } from '../../metadata/index.ts';
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
  const { source } = session.org;
  const validFor = dependentValues(source, object, field);
  const active = (field.picklist?.values ?? []).filter((value) => value.isActive && (!allowed || allowed.has(value.apiName)));
  const docs = active.map(({ apiName }) => ({
    attributes: null,
    label: source.translations.picklistLabel(object.apiName, field.apiName, apiName, session.language),
    validFor: validFor.get(apiName) ?? [],
    value: apiName,
  }));
  const preset = active.find(({ isDefault }) => isDefault);
  return {
    controllerValues: Object.fromEntries(controllingValues(source, object, field)),
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
