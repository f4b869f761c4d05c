import { compoundOf, isDefaultedOnCreate, isIdLookup, isPermissionable, type FieldDef, type SObjectDef } from '../../../metadata/index.ts';
import { ApexList, textHash } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexObject } from '../../runtime/object.ts';
import { platformEnum } from '../../runtime/platformEnums.ts';
import { textOf } from '../../runtime/text/index.ts';
import { apexTypeOf, fromNeutral } from '../../runtime/sobject/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';
import { displayTypeName, soapTypeName } from './enums.ts';
import { filteredLookup, filteredLookupType } from './filteredLookup.ts';
import { picklistEntryType, picklistValues } from './picklistEntries.ts';
import { fieldToken, fieldTokenOf, tokenOf, type ApexSObjectField } from './tokens.ts';

/** `Schema.DescribeFieldResult`. */
export class DescribeField extends ApexObject {
  readonly object: SObjectDef;
  readonly field: FieldDef;

  constructor(object: SObjectDef, field: FieldDef) {
    super();
    this.object = object;
    this.field = field;
  }

  override get typeName(): string {
    return 'Schema.DescribeFieldResult';
  }

  /** Every describe of a field answers the same. */
  override apexEquals(other: unknown): boolean {
    return other instanceof DescribeField && other.object === this.object && other.field === this.field;
  }

  override apexHashCode(): number {
    return textHash(`${this.object.apiName}.${this.field.apiName}`);
  }

  /** Everything it answers but lists, by the name of the method. */
  override apexToString(): string {
    return `${this.typeName}[${TEXT_GETTERS.map(([name, get]) => `${name}=${textOf(get(this)) ?? 'null'};`).join('')}]`;
  }
}

const access = () => current().host.accessFor(current().user.id);
const translations = () => current().host.source.translations;
const language = (): string => current().user.language;

function referenceTo({ field }: DescribeField): ApexList<unknown> {
  const { schema } = current().host.source;
  const objects = field.referenceTo.map((name) => schema.object(name)).filter((def) => def !== undefined);
  return new ApexList('Schema.SObjectType', objects.map(tokenOf));
}

function controller({ object, field }: DescribeField): ApexSObjectField | null {
  const name = field.picklist?.controllingField;
  return name ? fieldToken(object.apiName, name) : null;
}

/** Value of a default that is no formula: of checkboxes, picklists and literals. Null when the default is computed. */
function defaultValue({ field }: DescribeField): unknown {
  if (field.type === 'Checkbox') return /^true$/i.test(field.defaultValue ?? '');
  const picked = field.picklist?.values.find((value) => value.isDefault);
  if (picked) return picked.apiName;
  const literal = /^(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?))$/.exec(field.defaultValue ?? '');
  if (!literal) return null;
  const [, double, single, number] = literal;
  return fromNeutral(apexTypeOf(field), number === undefined ? (double ?? single ?? '') : Number(number), field.scale);
}

const TEXTUAL = new Set<FieldDef['type']>(['LongTextArea', 'Html', 'EncryptedText', 'Base64']);
const isNumeric = ({ field }: DescribeField): boolean => ['Number', 'Currency', 'Percent', 'Summary'].includes(field.type);
const isReference = ({ field }: DescribeField): boolean => field.referenceTo.length > 0;
const isText = ({ field }: DescribeField): boolean => soapTypeName(field) === 'STRING';
const isCalculated = ({ field }: DescribeField): boolean => field.formula !== undefined || field.summary !== undefined;
const isWriteable = (d: DescribeField): boolean => !isCalculated(d) && !d.field.system && d.field.type !== 'AutoNumber';

function lengthOf(d: DescribeField): number {
  if (isReference(d) || d.field.type === 'Id') return 18;
  return isText(d) ? (d.field.length ?? 255) : 0;
}

type D = DescribeField;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_fields_describe.htm */
const ANSWERS: Record<string, NativeFn> = {
  // Predictions, high-scale prices and external objects are features that the org does not have.
  'AiPredictionField: Boolean': () => false,
  'HighScaleNumber: Boolean': () => false,
  'ReferenceTargetField: String': () => null,
  'Accessible: Boolean': (d: D) => access().canReadField(d.object, d.field),
  'Aggregatable: Boolean': (d: D) => !TEXTUAL.has(d.field.type) && d.field.type !== 'Checkbox',
  'AutoNumber: Boolean': (d: D) => d.field.type === 'AutoNumber',
  'ByteLength: Integer': (d: D) => (isText(d) ? lengthOf(d) * 3 : isReference(d) ? 18 : 0),
  'Calculated: Boolean': isCalculated,
  'CalculatedFormula: String': (d: D) => d.field.formula ?? null,
  'CascadeDelete: Boolean': (d: D) => d.field.deleteConstraint === 'Cascade' || d.field.type === 'MasterDetail',
  'CaseSensitive: Boolean': (d: D) => d.field.caseSensitive,
  'CompoundFieldName: String': (d: D) => compoundOf(d.object, d.field)?.apiName ?? null,
  'Controller: Schema.SObjectField': controller,
  'Createable: Boolean': (d: D) =>
    d.field.createable && isWriteable(d) && access().canCreate(d.object) && access().canEditField(d.object, d.field),
  'Custom: Boolean': (d: D) => d.field.custom,
  'DefaultedOnCreate: Boolean': (d: D) => isDefaultedOnCreate(d.field),
  'DefaultValue: Object': defaultValue,
  // A checkbox has a default value, no formula.
  'DefaultValueFormula: String': (d: D) => (d.field.type === 'Checkbox' ? null : (d.field.defaultValue ?? null)),
  'DependentPicklist: Boolean': (d: D) => d.field.picklist?.controllingField !== undefined,
  'DeprecatedAndHidden: Boolean': () => false,
  'Digits: Integer': (d: D) => (displayTypeName(d.field) === 'INTEGER' ? (d.field.precision ?? 9) : 0),
  'DisplayLocationInDecimal: Boolean': (d: D) => d.field.type === 'Location' && d.field.displayFormat === 'true',
  'Encrypted: Boolean': () => false,
  'ExternalId: Boolean': (d: D) => d.field.externalId,
  'Filterable: Boolean': (d: D) => !TEXTUAL.has(d.field.type),
  'FormulaTreatNullNumberAsZero: Boolean': (d: D) => d.field.formula !== undefined && d.field.formulaBlanks !== 'blank',
  'Groupable: Boolean': (d: D) =>
    !TEXTUAL.has(d.field.type) && !isNumeric(d) && d.field.type !== 'DateTime' && d.field.formula === undefined,
  'HtmlFormatted: Boolean': (d: D) =>
    d.field.type === 'Html' || (d.field.formula !== undefined && /\b(?:HYPERLINK|IMAGE)\s*\(/i.test(d.field.formula)),
  'IdLookup: Boolean': (d: D) => isIdLookup(d.object, d.field),
  'InlineHelpText: String': (d: D) => translations().fieldHelp(d.object.apiName, d.field.apiName, language()) ?? null,
  'Label: String': (d: D) => translations().fieldLabel(d.object.apiName, d.field.apiName, language()),
  'Length: Integer': lengthOf,
  'LocalName: String': (d: D) => d.field.apiName,
  'Name: String': (d: D) => d.field.apiName,
  'NameField: Boolean': (d: D) => d.field.nameField,
  'NamePointing: Boolean': (d: D) => d.field.referenceTo.length > 1,
  'Nillable: Boolean': (d: D) => d.field.nillable && !d.field.required && d.field.type !== 'Checkbox',
  'Permissionable: Boolean': (d: D) => isPermissionable(d.object, d.field),
  'FilteredLookupInfo: Schema.FilteredLookupInfo': (d: D) => filteredLookup(d.object, d.field),
  'PicklistValues: List<Schema.PicklistEntry>': (d: D) => picklistValues(d.object, d.field),
  'Precision: Integer': (d: D) => (isNumeric(d) ? (d.field.precision ?? 18) : 0),
  'QueryByDistance: Boolean': (d: D) => d.field.type === 'Location',
  'ReferenceTo: List<Schema.SObjectType>': referenceTo,
  'RelationshipName: String': (d: D) => d.field.relationshipName ?? null,
  'RelationshipOrder: Integer': (d: D) => (d.field.type === 'MasterDetail' ? 0 : null),
  'RestrictedDelete: Boolean': (d: D) => d.field.deleteConstraint === 'Restrict',
  'RestrictedPicklist: Boolean': (d: D) => d.field.picklist?.restricted ?? false,
  'Scale: Integer': (d: D) => (isNumeric(d) ? (d.field.scale ?? 0) : 0),
  'SearchPrefilterable: Boolean': isReference,
  'SoapType: Schema.SoapType': (d: D) => platformEnum('Schema.SoapType', soapTypeName(d.field)),
  'SobjectField: Schema.SObjectField': (d: D) => fieldTokenOf(d.object, d.field),
  'Sortable: Boolean': (d: D) => !TEXTUAL.has(d.field.type) && d.field.type !== 'MultiselectPicklist',
  'Type: Schema.DisplayType': (d: D) => platformEnum('Schema.DisplayType', displayTypeName(d.field)),
  'Unique: Boolean': (d: D) => d.field.unique,
  'Updateable: Boolean': (d: D) =>
    d.field.updateable && isWriteable(d) && access().canEdit(d.object) && access().canEditField(d.object, d.field),
};

const described = beans(ANSWERS);

/** Getters in the order of their names: those of lists are left out. */
const TEXT_GETTERS = Object.entries(described.methods)
  .filter(([signature]) => !signature.includes('List<'))
  .map(([signature, get]) => [signature.replace(/\(.*/, ''), get as (describe: DescribeField) => unknown] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1));

export const describeFieldTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Schema.DescribeFieldResult',
    methods: { ...described.methods, 'getSObjectType(): Schema.SObjectType': (d: D) => tokenOf(d.object) },
    properties: described.properties,
    unsupported: [
      ...['WriteRequiresMasterRead', 'isWriteRequiresMasterRead'],
      ...['Mask', 'MaskType'].flatMap((name) => [name, `get${name}`]),
    ],
  },
  {
    name: 'Schema.SObjectField',
    methods: {
      'getDescribe(): Schema.DescribeFieldResult': (token: ApexSObjectField) => new DescribeField(token.object, token.def),
      'getDescribe(Object options): Schema.DescribeFieldResult': (token: ApexSObjectField) => new DescribeField(token.object, token.def),
    },
  },
  picklistEntryType,
  filteredLookupType,
];
