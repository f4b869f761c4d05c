import { ApexList } from '../../runtime/collections/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeFn, NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';
import type { QueryLocator } from '../database/locator.ts';
import { refuseFields } from './standardController.ts';
import { saveRecords } from '../database/save.ts';

const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 2000;

/** `ApexPages.StandardSetController`: a list of records, seen page by page. */
class SetController extends ApexObject {
  readonly records: ApexList<ApexSObject>;
  readonly prototypeRecord: ApexSObject | null;
  selected: ApexList<ApexSObject>;
  pageSize = DEFAULT_PAGE_SIZE;
  pageNumber = 1;

  constructor(records: ApexList<ApexSObject>) {
    super();
    this.records = records;
    const [first] = records.items;
    this.prototypeRecord = first ? new ApexSObject(first.def) : null;
    this.selected = new ApexList<ApexSObject>(records.elementType);
  }

  override get typeName(): string {
    return 'ApexPages.StandardSetController';
  }

  get lastPage(): number {
    return Math.max(1, Math.ceil(this.records.size() / this.pageSize));
  }

  page(): ApexList<ApexSObject> {
    const from = (this.pageNumber - 1) * this.pageSize;
    return new ApexList(this.records.elementType, this.records.items.slice(from, from + this.pageSize));
  }

  goTo(page: number): void {
    this.pageNumber = Math.min(Math.max(page, 1), this.lastPage);
  }

  resize(size: number): void {
    if (size < 1 || size > MAX_PAGE_SIZE) throwApex('System.VisualforceException', `Page size must be between 1 and ${MAX_PAGE_SIZE}`);
    this.pageSize = size;
    this.goTo(this.pageNumber);
  }
}

type C = SetController;

const READ = beans({
  'CompleteResult: Boolean': () => true,
  'HasNext: Boolean': (c: C) => c.pageNumber < c.lastPage,
  'HasPrevious: Boolean': (c: C) => c.pageNumber > 1,
  'PageNumber: Integer': (c: C) => c.pageNumber,
  'PageSize: Integer': (c: C) => c.pageSize,
  'Record: SObject': (c: C) => c.prototypeRecord,
  'Records: List<SObject>': (c: C) => c.page(),
  'ResultSize: Integer': (c: C) => c.records.size(),
  'Selected: List<SObject>': (c: C) => c.selected,
});

/** Getters are named `getX` here, also those of flags. */
const getters = Object.fromEntries(Object.entries(READ.methods).map(([signature, fn]) => [signature.replace(/^is(?=[A-Z])/, 'get'), fn]));

const save: NativeFn = (controller: C) => {
  saveRecords('update', controller.records.items, { allOrNone: true, userMode: false, sharing: true });
  return null;
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_ApexPages_StandardSetController.htm */
export const setControllerType: NativeTypeSpec = {
  name: 'ApexPages.StandardSetController',
  constructors: {
    '(Database.QueryLocator locator)': (locator: QueryLocator) => new SetController(locator.records),
    '(List<SObject> records)': (records: ApexList<ApexSObject>) => new SetController(records),
  },
  methods: {
    ...getters,
    'addFields(List<String> names): void': refuseFields,
    'first(): void': (c: C) => c.goTo(1),
    'last(): void': (c: C) => c.goTo(c.lastPage),
    'next(): void': (c: C) => c.goTo(c.pageNumber + 1),
    'previous(): void': (c: C) => c.goTo(c.pageNumber - 1),
    'cancel(): System.PageReference': () => null,
    'save(): System.PageReference': save,
    'setPageNumber(Integer page): void': (c: C, page: number) => c.goTo(page),
    'setPageSize(Integer size): void': (c: C, size: number) => c.resize(size),
    'setSelected(List<SObject> records): void': (c: C, records: ApexList<ApexSObject>) => {
      c.selected = records;
    },
  },
  refused: ['getFilterId(): String', 'getListViewOptions(): List<System.SelectOption>', 'setFilterId(String filterId): void'],
};
