import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { saveRecords } from '../database/save.ts';
import { PageReference } from './pages.ts';

/** `ApexPages.StandardController`: one record behind a Visualforce page. */
class StandardController extends ApexObject {
  readonly record: ApexSObject;

  constructor(record: ApexSObject | null) {
    super();
    if (record === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
    this.record = record;
  }

  override get typeName(): string {
    return 'ApexPages.StandardController';
  }

  /** The page of the record, or that of the object when there is no record yet. */
  page(suffix = ''): PageReference {
    return new PageReference(`/${this.record.id ?? this.record.def.keyPrefix}${suffix}`);
  }

  run(operation: 'insert' | 'update' | 'delete'): void {
    saveRecords(operation, [this.record], { allOrNone: true, userMode: false, sharing: true });
  }
}

/** Apex code has made the controller with what it holds, so no fields can be added to what a page would load. */
export function refuseFields(): never {
  throwApex('System.SObjectException', 'You cannot call addFields when the data is being passed into the controller by the caller.');
}

type C = StandardController;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_ApexPages_StandardController_instance_methods.htm */
export const standardControllerType: NativeTypeSpec = {
  name: 'ApexPages.StandardController',
  constructors: { '(SObject record)': (record: ApexSObject | null) => new StandardController(record) },
  methods: {
    'addFields(List<String> names): void': refuseFields,
    'cancel(): System.PageReference': (controller: C) => controller.page(),
    'delete(): System.PageReference': (controller: C) => {
      controller.run('delete');
      return new PageReference(`/${controller.record.def.keyPrefix}`);
    },
    'edit(): System.PageReference': (controller: C) => controller.page('/e'),
    // Not documented; public code counts on the short form.
    'getId(): String': (controller: C) => controller.record.id?.slice(0, 15) ?? null,
    'getRecord(): SObject': (controller: C) => controller.record,
    'save(): System.PageReference': (controller: C) => {
      controller.run(controller.record.id === null ? 'insert' : 'update');
      return controller.page();
    },
    'view(): System.PageReference': (controller: C) => controller.page(),
  },
  unsupported: ['reset'],
};
