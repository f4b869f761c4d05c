import { ApexObject } from '../../runtime/object.ts';
import type { NativeFn, NativeProperty, NativeTypeSpec } from '../../types.ts';

const PROPERTIES: Readonly<Record<string, string>> = {
  ChangedFields: 'List<String>',
  ChangeOrigin: 'String',
  ChangeType: 'String',
  CommitNumber: 'Long',
  CommitTimestamp: 'Long',
  CommitUser: 'String',
  DiffFields: 'List<String>',
  EntityName: 'String',
  NulledFields: 'List<String>',
  RecordIds: 'List<String>',
  SequenceNumber: 'Integer',
  TransactionKey: 'String',
};

/** `EventBus.ChangeEventHeader`: what a change event says of its change. */
class ChangeEventHeader extends ApexObject {
  readonly values = new Map<string, unknown>();

  override get typeName(): string {
    return 'EventBus.ChangeEventHeader';
  }
}

function members(): { methods: Record<string, NativeFn>; properties: Record<string, NativeProperty> } {
  const methods: Record<string, NativeFn> = {};
  const properties: Record<string, NativeProperty> = {};
  for (const [name, type] of Object.entries(PROPERTIES)) {
    const get = (header: ChangeEventHeader): unknown => header.values.get(name) ?? null;
    const set = (header: ChangeEventHeader, value: unknown): void => void header.values.set(name, value);
    methods[`get${name}(): ${type}`] = get;
    methods[`set${name}(${type} value): void`] = set;
    properties[`${name}: ${type}`] = { get, set };
  }
  return { methods, properties };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_ChangeEventHeader.htm */
export const changeEventType: NativeTypeSpec = {
  name: 'EventBus.ChangeEventHeader',
  constructors: { '()': () => new ChangeEventHeader() },
  ...members(),
  unsupported: ['isTransactionEnd', 'TransactionEnd'],
};
