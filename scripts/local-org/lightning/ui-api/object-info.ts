import { createHash } from 'node:crypto';
import { json, recordTypeInfos, type ApiResponse, type OrgSession, type RouteContext, type RouteRegistrar } from '../../api/index.ts';
import { keepsRecentlyUsed, nameFieldOf, type FieldDef, type FieldType, type SObjectDef } from '../../metadata/index.ts';
import { describeType } from '../../api/index.ts';
import { MASTER_RECORD_TYPE, splitList, UI_API } from './paths.ts';

/** Object metadata. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_object_info.htm */
export function objectInfoRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/object-info/batch/:objects`, batch);
  routes.add('GET', `${UI_API}/object-info/:object`, ({ session, param }) => json(objectInfo(session, session.object(param('object')))));
  routes.add('GET', `${UI_API}/object-info`, directory);
}

function directory({ session }: RouteContext): ApiResponse {
  const objects = [...session.org.source.schema.objects.values()].filter((object) => session.access.canRead(object));
  const entries = objects.map(
    (object) => [object.apiName, { apiName: object.apiName, keyPrefix: object.keyPrefix, ...labels(session, object) }] as const,
  );
  return json({ objects: Object.fromEntries(entries) });
}

function batch({ session, param }: RouteContext): ApiResponse {
  const results = splitList(param('objects')).map((name) => {
    const object = session.org.source.schema.object(name);
    if (!object || !session.access.canRead(object)) {
      return { statusCode: 404, result: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] };
    }
    return { statusCode: 200, result: objectInfo(session, object) };
  });
  return json({ hasErrors: results.some(({ statusCode }) => statusCode !== 200), results });
}

const DATA_TYPES: Partial<Record<FieldType, string>> = {
  Id: 'Reference',
  TextArea: 'TextArea',
  LongTextArea: 'TextArea',
  Html: 'TextArea',
  EncryptedText: 'EncryptedString',
  Email: 'Email',
  Phone: 'Phone',
  Url: 'Url',
  Picklist: 'Picklist',
  MultiselectPicklist: 'MultiPicklist',
  Checkbox: 'Boolean',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  Number: 'Double',
  Summary: 'Double',
  Currency: 'Currency',
  Percent: 'Percent',
  Location: 'Location',
  Address: 'Address',
  Lookup: 'Reference',
  MasterDetail: 'Reference',
  MetadataRelationship: 'Reference',
  Base64: 'Base64',
};

function labels(session: OrgSession, object: SObjectDef): { label: string; labelPlural: string } {
  const { translations } = session.org.source;
  return {
    label: translations.objectLabel(object.apiName, session.language),
    labelPlural: translations.objectLabel(object.apiName, session.language, true),
  };
}

/** The object as the session's user may use it. */
export function objectInfo(session: OrgSession, object: SObjectDef): Record<string, unknown> {
  const { access } = session;
  const fields = [...object.fields.values()].filter((field) => access.canReadField(object, field));
  const name = nameFieldOf(object);
  const types = recordTypeInfos(session, object, '').map(
    ({ available, defaultRecordTypeMapping, master, name: label, recordTypeId }) =>
      [recordTypeId, { available, defaultRecordTypeMapping, master, name: label, recordTypeId }] as const,
  );
  const document = {
    apiName: object.apiName,
    childRelationships: childRelationships(session, object),
    createable: access.canCreate(object),
    custom: object.kind !== 'standard',
    defaultRecordTypeId: access.defaultRecordType?.(object) ?? MASTER_RECORD_TYPE,
    deletable: access.canDelete(object),
    dependentFields: {},
    feedEnabled: false,
    fields: Object.fromEntries(fields.map((field) => [field.apiName, fieldInfo(session, object, field)])),
    keyPrefix: object.keyPrefix,
    ...labels(session, object),
    layoutable: true,
    mruEnabled: keepsRecentlyUsed(session.org.source, object),
    nameFields: name ? [...(name.joinedFrom ?? []), name.apiName] : [],
    queryable: access.canRead(object),
    recordTypeInfos: Object.fromEntries(types),
    searchLayoutable: true,
    searchable: true,
    themeInfo: { color: '7F8DE1', iconUrl: null },
    updateable: access.canEdit(object),
  };
  return { ...document, eTag: createHash('sha1').update(JSON.stringify(document)).digest('hex').slice(0, 32) };
}

function childRelationships(session: OrgSession, object: SObjectDef): unknown[] {
  const { schema } = session.org.source;
  return object.childRelationships.flatMap(({ name, childObject, field }) => {
    const child = schema.object(childObject);
    if (!child || !session.access.canRead(child)) return [];
    return [
      { childObjectApiName: child.apiName, fieldName: field, junctionIdListNames: [], junctionReferenceTo: [], relationshipName: name },
    ];
  });
}

function fieldInfo(session: OrgSession, object: SObjectDef, field: FieldDef): Record<string, unknown> {
  const { access, language } = session;
  const { schema, translations } = session.org.source;
  const kind = describeType(field);
  const calculated = field.formula !== undefined || field.summary !== undefined;
  const targets = field.referenceTo.flatMap((target) => schema.object(target) ?? []);
  return {
    apiName: field.apiName,
    calculated,
    compound: field.joinedFrom !== undefined || field.type === 'Address',
    compoundComponentName: null,
    compoundFieldName: null,
    controllerName: field.picklist?.controllingField ?? null,
    controllingFields: field.picklist?.controllingField ? [field.picklist.controllingField] : [],
    createable: field.createable && !calculated && access.canEditField(object, field),
    custom: field.custom,
    dataType: kind.type === 'int' ? 'Int' : (DATA_TYPES[field.type] ?? 'String'),
    extraTypeInfo: field.type === 'LongTextArea' ? 'PlainTextArea' : field.type === 'Html' ? 'RichTextArea' : null,
    filterable: kind.filterable,
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: field.type === 'Html',
    inlineHelpText: translations.fieldHelp(object.apiName, field.apiName, language) ?? null,
    label: translations.fieldLabel(object.apiName, field.apiName, language),
    length: field.length ?? (kind.text ? 255 : 0),
    maskType: null,
    nameField: field.nameField,
    polymorphicForeignKey: targets.length > 1,
    precision: kind.numeric ? (field.precision ?? 18) : 0,
    reference: targets.length > 0,
    referenceTargetField: null,
    referenceToInfos: targets.map((target) => {
      const name = nameFieldOf(target);
      return { apiName: target.apiName, nameFields: name ? [...(name.joinedFrom ?? []), name.apiName] : [] };
    }),
    relationshipName: field.relationshipName ?? null,
    // A checkbox is never empty and needs no mark; fields with a default do not either, but the platform marks them.
    required: field.required && field.type !== 'Checkbox',
    scale: kind.numeric ? (field.scale ?? 0) : 0,
    searchPrefilterable: false,
    sortable: kind.sortable,
    unique: field.unique,
    updateable: field.updateable && !calculated && access.canEditField(object, field),
  };
}
