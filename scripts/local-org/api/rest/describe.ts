import {
  isDefaultedOnCreate,
  isPermissionable,
  keepsRecentlyUsed,
  validForBits,
  type ChildRelationship,
  type FieldDef,
  type SObjectDef,
} from '../../metadata/index.ts';
import type { AccessPolicy } from '../../soql/index.ts';
import type { OrgSession } from '../org/types.ts';
import { describeType } from './field-types.ts';
import { recordTypeInfos } from './record-types.ts';

/**
 * `GET …/sobjects/X/describe`: the object as the session's user may use it, labels in the user's language.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm
 */
export function describeObject(session: OrgSession, object: SObjectDef, base: string): Record<string, unknown> {
  const { access } = session;
  const fields = [...object.fields.values()].filter((field) => access.canReadField(object, field));
  const { schema } = session.org.source;
  return {
    actionOverrides: [],
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: object.childRelationships.map((child) => describeChild(child, schema.object(child.childObject))),
    compactLayoutable: true,
    ...describeSummary(session, object, base),
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: fields.map((field) => describeField(session, access, object, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(session, object, base),
    searchLayoutable: true,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${object.labelPlural}`, name: 'everything' },
      { label: `My ${object.labelPlural}`, name: 'mine' },
    ],
  };
}

/** The part that `GET …/sobjects` and `GET …/sobjects/X` show of an object. */
export function describeSummary(session: OrgSession, object: SObjectDef, base: string): Record<string, unknown> {
  const { access, language } = session;
  const { translations } = session.org.source;
  const url = `${base}/sobjects/${object.apiName}`;
  const isCustom = object.kind !== 'standard';
  const isData = object.kind === 'standard' || object.kind === 'custom';
  return {
    createable: access.canCreate(object),
    custom: isCustom,
    customSetting: object.kind === 'customSetting',
    deepCloneable: false,
    deletable: access.canDelete(object),
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: translations.objectLabel(object.apiName, language),
    labelPlural: translations.objectLabel(object.apiName, language, true),
    layoutable: isData,
    mergeable: ['Account', 'Contact', 'Lead', 'Case'].includes(object.apiName),
    mruEnabled: keepsRecentlyUsed(session.org.source, object),
    name: object.apiName,
    queryable: access.canRead(object),
    replicateable: isData,
    retrieveable: access.canRead(object),
    searchable: isData,
    triggerable: isData,
    undeletable: access.canDelete(object) && isData,
    updateable: access.canEdit(object),
    urls: { rowTemplate: `${url}/{ID}`, describe: `${url}/describe`, sobject: url },
  };
}

function describeChild(child: ChildRelationship, object: SObjectDef | undefined): Record<string, unknown> {
  const field = object && [...object.fields.values()].find((candidate) => candidate.apiName === child.field);
  return {
    cascadeDelete: field?.type === 'MasterDetail' || field?.deleteConstraint === 'Cascade',
    childSObject: child.childObject,
    deprecatedAndHidden: false,
    field: child.field,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: child.name,
    restrictedDelete: field?.deleteConstraint === 'Restrict',
  };
}

function describeField(session: OrgSession, access: AccessPolicy, object: SObjectDef, field: FieldDef): Record<string, unknown> {
  const { language } = session;
  const { translations } = session.org.source;
  const kind = describeType(field);
  const reference = field.referenceTo.length > 0;
  const calculated = field.formula !== undefined || field.summary !== undefined;
  const length = kind.type === 'id' || kind.type === 'reference' ? 18 : (field.length ?? (kind.text ? 255 : 0));
  const wholeDigits = kind.type === 'int' ? (field.precision ?? 9) : 0;
  return {
    aggregatable: kind.filterable && kind.type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.type === 'AutoNumber',
    byteLength: kind.text ? length * 3 : kind.soapType === 'tns:ID' ? 18 : 0,
    calculated,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: field.type === 'MasterDetail' || field.deleteConstraint === 'Cascade',
    caseSensitive: field.caseSensitive,
    compoundFieldName: null,
    controllerName: field.picklist?.controllingField ?? null,
    createable: field.createable && access.canEditField(object, field),
    custom: field.custom,
    defaultValue: field.type === 'Checkbox' ? field.defaultValue?.toLowerCase() === 'true' : null,
    defaultValueFormula: field.type === 'Checkbox' ? null : (field.defaultValue ?? null),
    defaultedOnCreate: isDefaultedOnCreate(field),
    dependentPicklist: field.picklist?.controllingField !== undefined,
    deprecatedAndHidden: false,
    digits: wholeDigits,
    displayLocationInDecimal: field.type === 'Location',
    encrypted: field.type === 'EncryptedText',
    externalId: field.externalId,
    extraTypeInfo: field.type === 'LongTextArea' ? 'plaintextarea' : field.type === 'Html' ? 'richtextarea' : null,
    filterable: kind.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: field.formula !== undefined && field.formulaBlanks !== 'blank',
    groupable: kind.groupable,
    highScaleNumber: false,
    htmlFormatted: field.type === 'Html',
    idLookup: field.type === 'Id' || field.externalId || (field.nameField && field.type !== 'AutoNumber'),
    inlineHelpText: translations.fieldHelp(object.apiName, field.apiName, language) ?? null,
    label: translations.fieldLabel(object.apiName, field.apiName, language),
    length,
    mask: null,
    maskType: null,
    name: field.apiName,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: field.nillable,
    permissionable: isPermissionable(object, field),
    picklistValues: picklistValues(session, object, field),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: kind.numeric && kind.type !== 'int' ? (field.precision ?? 18) : 0,
    queryByDistance: field.type === 'Location',
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.type === 'MasterDetail' ? 0 : null,
    restrictedDelete: field.deleteConstraint === 'Restrict',
    restrictedPicklist: field.picklist?.restricted ?? false,
    scale: kind.numeric && kind.type !== 'int' ? (field.scale ?? 0) : 0,
    searchPrefilterable: reference,
    soapType: kind.soapType,
    sortable: kind.sortable,
    type: kind.type,
    unique: field.unique,
    updateable: field.updateable && access.canEditField(object, field),
    writeRequiresMasterRead: false,
  };
}

function picklistValues(session: OrgSession, object: SObjectDef, field: FieldDef): unknown[] {
  const { source } = session.org;
  const validFor = validForBits(source, object, field);
  return (field.picklist?.values ?? []).map((value) => ({
    active: value.isActive,
    defaultValue: value.isDefault,
    label: source.translations.picklistLabel(object.apiName, field.apiName, value.apiName, session.language),
    validFor: validFor.get(value.apiName) ?? null,
    value: value.apiName,
  }));
}
