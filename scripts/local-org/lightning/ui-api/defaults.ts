import { json, type ApiResponse, type OrgSession, type RouteContext, type RouteRegistrar } from '../../api/index.ts';
import { compileFormula, globalInput } from '../../dml/index.ts';
import type { FieldDef, FieldValue, SObjectDef } from '../../metadata/index.ts';
import { displayValue, apiValue } from './display.ts';
import { fieldsOfLayout, layoutDocument } from './layouts.ts';
import { objectInfo } from './object-info.ts';
import { MASTER_RECORD_TYPE, UI_API } from './paths.ts';
import type { FieldDoc } from './record-doc.ts';
import { objectOfId, readRecord, recordTypeOf } from './records.ts';

/** What a new record begins with. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_defaults_create.htm */
export function defaultsRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/record-defaults/create/:object`, create);
  routes.add('GET', `${UI_API}/record-defaults/clone/:id`, clone);
}

function create({ session, request, param }: RouteContext): ApiResponse {
  const object = session.object(param('object'));
  const recordTypeId = request.query.get('recordTypeId') ?? session.access.defaultRecordType?.(object) ?? MASTER_RECORD_TYPE;
  const fields = [...object.fields.values()].filter((field) => field.createable && session.access.canEditField(object, field));
  const values = Object.fromEntries(fields.map((field) => [field.apiName, defaultDoc(session, object, field)]));
  return json(defaults(session, object, recordTypeId, values));
}

/** The values of a record that a copy of it takes over: what the user may set, on the layout. */
function clone({ session, param }: RouteContext): ApiResponse {
  const { object, id } = objectOfId(session, param('id'));
  const record = readRecord(session, id, { fields: [], optionalFields: [], layoutTypes: ['Full'], modes: ['Create'] });
  const kept = Object.entries(record.fields).filter(([name]) => {
    const field = session.org.source.schema.field(object, name);
    return field ? field.createable && session.access.canEditField(object, field) : true;
  });
  return json(defaults(session, object, recordTypeOf(session, object, id), Object.fromEntries(kept)));
}

function defaults(
  session: OrgSession,
  object: SObjectDef,
  recordTypeId: string,
  fields: Record<string, FieldDoc>,
): Record<string, unknown> {
  const layout = layoutDocument(session, object, 'Full', 'Create', recordTypeId);
  const shown = new Set(fieldsOfLayout(layout));
  const record = {
    ...{ apiName: object.apiName, childRelationships: {}, eTag: '', id: null, lastModifiedById: null, lastModifiedDate: null },
    ...{ recordTypeId, recordTypeInfo: null, systemModstamp: null },
    fields: Object.fromEntries(Object.entries(fields).filter(([name, { value }]) => shown.has(name) || value !== null)),
  };
  return { layout, objectInfos: { [object.apiName]: objectInfo(session, object) }, record };
}

function defaultDoc(session: OrgSession, object: SObjectDef, field: FieldDef): FieldDoc {
  const value = defaultOf(session, object, field);
  return { displayValue: displayValue(session, object, field, value), value: apiValue(field, value) };
}

/** The field's default value; formulas are worked out without a record, as the platform's form does. */
function defaultOf(session: OrgSession, object: SObjectDef, field: FieldDef): FieldValue {
  if (field.defaultValue !== undefined && field.formula === undefined) {
    const globals = globalInput(session.saveContext());
    const formula = compileFormula(field.defaultValue, object, session.org.source.schema);
    return formula.evaluate((path) => (isField(object, path) ? null : globals(path)), field);
  }
  if (field.type === 'Checkbox') return false;
  if (field.apiName === 'OwnerId') return session.user.id;
  const presets = field.picklist?.values.filter(({ isDefault, isActive }) => isDefault && isActive).map(({ apiName }) => apiName) ?? [];
  return presets.length ? presets.join(';') : null;
}

/** A new record has no values yet; every other name in a formula is global. */
function isField(object: SObjectDef, path: string): boolean {
  return object.fields.has(path.toLowerCase()) || !path.startsWith('$');
}
