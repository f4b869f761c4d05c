import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import type { ApexList } from '../../runtime/collections/index.ts';
import { ApexIterator } from '../../runtime/collections/index.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** `Database.QueryLocator`: the records are read when it is made. */
export class QueryLocator extends ApexObject {
  readonly records: ApexList<ApexSObject>;
  readonly soql: string | null;

  constructor(records: ApexList<ApexSObject>, soql: string | null) {
    super();
    this.records = records;
    this.soql = soql;
  }

  override get typeName(): string {
    return 'Database.QueryLocator';
  }

  /** Lets loops and batches run over it as over a collection. */
  [Symbol.iterator](): Iterator<ApexSObject> {
    return this.records.items.values();
  }
}

export const locatorTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Database.QueryLocator',
    implements: ['System.Iterable<SObject>'],
    methods: {
      'getQuery(): String': (locator: QueryLocator) => {
        if (locator.soql === null) throw new UnsupportedFeatureError('Database.QueryLocator.getQuery() of a static query');
        return locator.soql;
      },
      'iterator(): Database.QueryLocatorIterator': (locator: QueryLocator) => new ApexIterator(locator.records.items),
    },
    unsupported: ['querymore'],
  },
  {
    name: 'Database.QueryLocatorIterator',
    implements: ['System.Iterator<SObject>'],
    methods: {
      'hasNext(): Boolean': (iterator: ApexIterator) => iterator.hasNext(),
      'next(): SObject': (iterator: ApexIterator) => iterator.next(),
    },
  },
];
