import { newField } from '../fields.ts';
import type { FieldDef, FieldType, LookupFilter, MetadataComponent, Picklist } from '../types.ts';
import { child, childNodes, flag, number, text, texts, type XmlNode } from './xml.ts';

const FIELD_TYPES: ReadonlySet<string> = new Set<FieldType>([
  'AutoNumber',
  'Text',
  'TextArea',
  'LongTextArea',
  'Html',
  'EncryptedText',
  'Email',
  'Phone',
  'Url',
  'Picklist',
  'MultiselectPicklist',
  'Checkbox',
  'Date',
  'DateTime',
  'Time',
  'Number',
  'Currency',
  'Percent',
  'Location',
  'Lookup',
  'MasterDetail',
  'MetadataRelationship',
  'Summary',
]);

/** Lengths of types whose metadata has none: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/field_types.htm */
const FIXED_LENGTH: Partial<Record<FieldType, number>> = { Email: 80, Phone: 40, Url: 255, TextArea: 255, Picklist: 255 };

/** The field a `CustomField` component declares, or the reason why it cannot be one. */
export function readField(component: MetadataComponent, valueSets: ReadonlyMap<string, Picklist>): FieldDef | string {
  const { xml } = component;
  const apiName = text(xml, 'fullName') ?? component.fullName.split('.').at(-1) ?? '';
  const type = text(xml, 'type');
  if (type === undefined) return `Field ${component.fullName} has no <type>`;
  if (!FIELD_TYPES.has(type)) return `Field ${component.fullName}: unknown field type ${type}`;
  const fieldType = type as FieldType;
  const isRelationship = fieldType === 'Lookup' || fieldType === 'MasterDetail' || fieldType === 'MetadataRelationship';
  const referenceTo = texts(xml, 'referenceTo');
  if (isRelationship && referenceTo.length === 0) return `Field ${component.fullName} has no <referenceTo>`;
  const isPicklist = fieldType === 'Picklist' || fieldType === 'MultiselectPicklist';
  const picklist = isPicklist ? readPicklist(xml, valueSets) : undefined;
  if (typeof picklist === 'string') return `Field ${component.fullName}: ${picklist}`;
  const required = flag(xml, 'required') || fieldType === 'MasterDetail';
  const length = number(xml, 'length') ?? FIXED_LENGTH[fieldType];
  const childName = text(xml, 'relationshipName');
  return newField({
    apiName,
    type: fieldType,
    label: text(xml, 'label') ?? apiName,
    custom: true,
    required,
    unique: flag(xml, 'unique'),
    externalId: flag(xml, 'externalId'),
    caseSensitive: flag(xml, 'caseSensitive'),
    nillable: !required && fieldType !== 'Checkbox',
    referenceTo,
    ...(length === undefined ? {} : { length }),
    ...optional('precision', number(xml, 'precision')),
    ...optional('scale', number(xml, 'scale')),
    ...(isRelationship ? { relationshipName: apiName.replace(/__c$/, '__r') } : {}),
    ...(isRelationship && childName ? { childRelationshipName: `${childName}__r` } : {}),
    ...(isRelationship ? { deleteConstraint: deleteConstraint(xml, fieldType) } : {}),
    ...(isRelationship ? optional('lookupFilter', readLookupFilter(xml)) : {}),
    ...optional('formula', text(xml, 'formula')),
    // Retrieved metadata leaves the element out where blanks are blank.
    ...(text(xml, 'formula') === undefined || text(xml, 'formulaTreatBlanksAs') === 'BlankAsZero'
      ? {}
      : { formulaBlanks: 'blank' as const }),
    ...optional('defaultValue', text(xml, 'defaultValue')),
    ...optional('displayFormat', text(xml, 'displayFormat')),
    ...optional('picklist', picklist),
    ...optional('description', text(xml, 'description')),
    ...optional('inlineHelpText', text(xml, 'inlineHelpText')),
    ...optional('tracksHistory', flag(xml, 'trackHistory') || undefined),
    ...optional('summary', fieldType === 'Summary' ? readSummary(xml) : undefined),
    ...(fieldType === 'MasterDetail' ? { updateable: flag(xml, 'reparentableMasterDetail') } : {}),
    file: component.file,
  });
}

/** A standard field may be described in source too: only what an administrator can change is taken over. */
export function overrideStandardField(field: FieldDef, component: MetadataComponent, valueSets: ReadonlyMap<string, Picklist>): FieldDef {
  const { xml } = component;
  const picklist = xml.valueSet === undefined ? undefined : readPicklist(xml, valueSets);
  return {
    ...field,
    ...optional('picklist', typeof picklist === 'string' ? undefined : picklist),
    ...optional('inlineHelpText', text(xml, 'inlineHelpText')),
    ...optional('description', text(xml, 'description')),
    ...optional('defaultValue', text(xml, 'defaultValue')),
    ...optional('tracksHistory', flag(xml, 'trackHistory') || undefined),
    required: field.required || flag(xml, 'required'),
    file: component.file,
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function deleteConstraint(xml: XmlNode, type: FieldType): NonNullable<FieldDef['deleteConstraint']> {
  if (type === 'MasterDetail') return 'Cascade';
  const declared = text(xml, 'deleteConstraint');
  return declared === 'Cascade' || declared === 'Restrict' ? declared : 'SetNull';
}

function readPicklist(xml: XmlNode, valueSets: ReadonlyMap<string, Picklist>): Picklist | string {
  const valueSet = child(xml, 'valueSet');
  const controllingField = valueSet && text(valueSet, 'controllingField');
  const name = valueSet && text(valueSet, 'valueSetName');
  if (name !== undefined) {
    const shared = valueSets.get(name.toLowerCase());
    if (!shared) return `there is no global value set ${name}`;
    return { ...shared, restricted: true, valueSet: name, ...(controllingField ? { controllingField } : {}) };
  }
  const former = child(xml, 'picklist');
  if (former && !valueSet) return readFormerPicklist(former);
  const definition = valueSet && child(valueSet, 'valueSetDefinition');
  if (!definition) return 'the picklist has no <valueSetDefinition>';
  return {
    restricted: flag(valueSet, 'restricted'),
    values: readValues(definition, 'value'),
    ...(controllingField ? { controllingField } : {}),
  };
}

/**
 * A picklist as metadata of API version 37 and before declares it.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_picklist.htm
 */
function readFormerPicklist(node: XmlNode): Picklist {
  const controllingField = text(node, 'controllingField');
  return {
    restricted: flag(node, 'restrictedPicklist'),
    values: readValues(node, 'picklistValues'),
    ...(controllingField ? { controllingField } : {}),
  };
}

/** Values of a value set; `element` is what one value is called there. */
export function readValues(node: XmlNode, element: string): Picklist['values'] {
  return childNodes(node, element).map((value) => {
    const apiName = text(value, 'fullName') ?? '';
    return {
      apiName,
      label: text(value, 'label') ?? apiName,
      isDefault: flag(value, 'default'),
      isActive: text(value, 'isActive') !== 'false',
    };
  });
}

/** The filter, when it is active and must hold for a record to be saved. */
function readLookupFilter(xml: XmlNode): LookupFilter | undefined {
  const filter = child(xml, 'lookupFilter');
  if (!filter || !flag(filter, 'active') || flag(filter, 'isOptional')) return undefined;
  const items = childNodes(filter, 'filterItems').map((item) => ({
    field: text(item, 'field') ?? '',
    operation: text(item, 'operation') ?? 'equals',
    value: text(item, 'value') ?? '',
    ...optional('valueField', text(item, 'valueField')),
  }));
  return { items, ...optional('booleanFilter', text(filter, 'booleanFilter')), ...optional('errorMessage', text(filter, 'errorMessage')) };
}

function readSummary(xml: XmlNode): FieldDef['summary'] {
  const [object = '', foreignKey = ''] = (text(xml, 'summaryForeignKey') ?? '').split('.');
  const field = text(xml, 'summarizedField')?.split('.')[1];
  const operation = (text(xml, 'summaryOperation') ?? 'count') as NonNullable<FieldDef['summary']>['operation'];
  const filters = childNodes(xml, 'summaryFilterItems').map((item) => ({
    field: (text(item, 'field') ?? '').split('.').at(-1) ?? '',
    operation: text(item, 'operation') ?? 'equals',
    value: text(item, 'value') ?? '',
  }));
  return { object, foreignKey, operation, ...(field ? { field } : {}), ...(filters.length > 0 ? { filters } : {}) };
}
