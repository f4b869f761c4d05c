import { STATUS_CODES } from './statusCodes.ts';
import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { ApexList, callMethod, hasMethod } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { nullPointer, throwApex } from '../../runtime/exception.ts';
import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { definePlatformEnum } from '../../runtime/platformEnums.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { dataClass, DataObject } from '../dataClass.ts';
import { metadataRecords } from './customData.ts';

const RECORD = 'Metadata.CustomMetadata';
const VALUE = 'Metadata.CustomMetadataValue';
const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'Metadata.MetadataType': ['CustomMetadata', 'Layout'],
  'Metadata.StatusCode': [...STATUS_CODES],
  'Metadata.DeployStatus': ['Canceled', 'Canceling', 'Failed', 'InProgress', 'Pending', 'Succeeded', 'SucceededPartial'],
  'Metadata.DeployProblemType': ['Error', 'Info', 'Warning'],
};
for (const [name, values] of Object.entries(ENUMS)) definePlatformEnum(name, [...values]);

function newRecord(): DataObject {
  const record = new DataObject(RECORD);
  record.values.set('values', new ApexList(VALUE));
  return record;
}

/** `Metadata.DeployContainer`: the components to deploy. */
class DeployContainer extends ApexObject {
  readonly components = new ApexList<DataObject>('Metadata.Metadata');

  override get typeName(): string {
    return 'Metadata.DeployContainer';
  }

  /** @returns whether there was such a component */
  remove(isWanted: (component: DataObject) => boolean): boolean {
    const { items } = this.components;
    const index = items.findIndex(isWanted);
    if (index >= 0) items.splice(index, 1);
    return index >= 0;
  }
}

/** Tests cannot deploy; they call what handles the result. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_metadata_testing.htm */
function enqueueDeployment(container: DeployContainer | null): never {
  if (container === null) nullPointer();
  if (current().isTest) throwApex('System.AsyncException', 'Metadata cannot be deployed from within a test');
  throw new UnsupportedFeatureError('Metadata.Operations.enqueueDeployment outside of tests');
}

/** Records of custom metadata by their full names, `Type.Record` or `Type__mdt.Record`; those there are not are left out. */
function retrieve(type: ApexEnum | null, names: ApexList<string | null> | null): ApexList<DataObject> {
  if (type === null || names === null) nullPointer();
  if (type.name !== 'CustomMetadata') throw new UnsupportedFeatureError(`Metadata.Operations.retrieve of ${type.name}`);
  return new ApexList(
    'Metadata.Metadata',
    names.items.flatMap((name) => (name === null ? [] : (recordNamed(name) ?? []))),
  );
}

function recordNamed(fullName: string): DataObject | undefined {
  const [type = '', name = ''] = fullName.split('.');
  const object = current().host.source.schema.object(/__mdt$/i.test(type) ? type : `${type}__mdt`);
  if (object?.kind !== 'customMetadata') return undefined;
  const found = metadataRecords(object).find(({ values }) => String(values.get('DeveloperName')).toLowerCase() === name.toLowerCase());
  return found && componentOf(found, fullName);
}

function componentOf(row: ApexSObject, fullName: string): DataObject {
  const component = newRecord();
  component.values.set('fullName', fullName);
  component.values.set('label', row.values.get('MasterLabel') ?? null);
  const values = component.values.get('values') as ApexList<DataObject>;
  for (const { apiName, custom } of row.def.fields.values()) {
    if (!custom) continue;
    const value = new DataObject(VALUE);
    value.values.set('field', apiName);
    value.values.set('value', row.values.get(apiName) ?? null);
    values.items.push(value);
  }
  return component;
}

/** Tests extend the context to give it an id. */
function callbackJobId(context: ApexObject): unknown {
  return hasMethod(context, 'getCallbackJobId', 0) ? callMethod(context, 'getCallbackJobId', []) : null;
}

const MESSAGE_LIST = 'List<Metadata.DeployMessage>';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_Metadata.htm */
export const metadataTypes: readonly NativeTypeSpec[] = [
  ...Object.entries(ENUMS).map(([name, enumValues]): NativeTypeSpec => ({ name, kind: 'enum', enumValues })),
  dataClass('Metadata.Metadata', { creatable: true, properties: { fullName: 'String' } }),
  {
    ...dataClass(RECORD, {
      creatable: true,
      properties: { description: 'String', label: 'String', protected_x: 'Boolean', values: `List<${VALUE}>` },
    }),
    extends: 'Metadata.Metadata',
    constructors: { '()': newRecord },
  },
  dataClass(VALUE, { creatable: true, properties: { field: 'String', value: 'Object' } }),
  {
    name: 'Metadata.DeployContainer',
    constructors: { '()': () => new DeployContainer() },
    methods: {
      'addMetadata(Metadata.Metadata component): void': ({ components }: DeployContainer, component: DataObject) =>
        void components.items.push(component),
      'getMetadata(): List<Metadata.Metadata>': ({ components }: DeployContainer) => components,
      'removeMetadata(Metadata.Metadata component): Boolean': (container: DeployContainer, component: DataObject) =>
        container.remove((each) => each === component),
      'removeMetadataByFullName(String fullName): Boolean': (container: DeployContainer, fullName: string) =>
        container.remove(({ values }) => values.get('fullName') === fullName),
    },
  },
  {
    name: 'Metadata.DeployCallback',
    kind: 'interface',
    abstractMethods: ['handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context): void'],
  },
  {
    name: 'Metadata.DeployCallbackContext',
    extensible: true,
    constructors: { '()': () => new DataObject('Metadata.DeployCallbackContext') },
    methods: { 'getCallbackJobId(): Id': callbackJobId },
  },
  dataClass('Metadata.DeployMessage', {
    creatable: true,
    properties: {
      changed: 'Boolean',
      columnNumber: 'Integer',
      componentType: 'String',
      created: 'Boolean',
      createdDate: 'Datetime',
      deleted: 'Boolean',
      fileName: 'String',
      fullName: 'String',
      id: 'Id',
      lineNumber: 'Integer',
      problem: 'String',
      problemType: 'Metadata.DeployProblemType',
      success: 'Boolean',
    },
  }),
  dataClass('Metadata.DeployDetails', {
    creatable: true,
    properties: { componentFailures: MESSAGE_LIST, componentSuccesses: MESSAGE_LIST },
  }),
  dataClass('Metadata.DeployResult', {
    creatable: true,
    properties: {
      canceledBy: 'String',
      canceledByName: 'String',
      checkOnly: 'Boolean',
      completedDate: 'Datetime',
      createdBy: 'String',
      createdByName: 'String',
      createdDate: 'Datetime',
      details: 'Metadata.DeployDetails',
      done: 'Boolean',
      errorMessage: 'String',
      errorStatusCode: 'Metadata.StatusCode',
      id: 'Id',
      ignoreWarnings: 'Boolean',
      lastModifiedDate: 'Datetime',
      messages: MESSAGE_LIST,
      numberComponentErrors: 'Integer',
      numberComponentsDeployed: 'Integer',
      numberComponentsTotal: 'Integer',
      rollbackOnError: 'Boolean',
      startDate: 'Datetime',
      stateDetail: 'String',
      status: 'Metadata.DeployStatus',
      success: 'Boolean',
    },
  }),
  {
    name: 'Metadata.Operations',
    statics: {
      'enqueueDeployment(Metadata.DeployContainer container, Metadata.DeployCallback callback): Id': enqueueDeployment,
      'retrieve(Metadata.MetadataType type, List<String> fullNames): List<Metadata.Metadata>': retrieve,
    },
  },
];
