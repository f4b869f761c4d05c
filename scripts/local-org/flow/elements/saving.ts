import type { ApexSObject } from '../../apex/index.ts';
import type { DmlOperation, DmlResult } from '../../dml/index.ts';
import type { FlowFault } from '../errors.ts';
import { dataFault, faultOf, type DataVerb } from '../faults.ts';
import type { Frame } from '../frame.ts';

const OPERATIONS: Readonly<Record<Exclude<DataVerb, 'look up'>, DmlOperation>> = { create: 'insert', update: 'update', delete: 'delete' };

/**
 * Saves the records of all interviews at an element in one statement. An interview of which a record cannot be saved
 * saves none; those of the others are saved anew without them.
 * @returns for each interview what went wrong
 */
export function saveTogether(
  verb: Exclude<DataVerb, 'look up'>,
  frames: readonly Frame[],
  records: readonly (readonly ApexSObject[])[],
): (FlowFault | null)[] {
  const faults: (FlowFault | null)[] = frames.map(() => null);
  for (;;) {
    const living = frames.map((_, at) => at).filter((at) => faults[at] === null && records[at]!.length > 0);
    if (living.length === 0) return faults;
    const { transaction, sharing } = frames[living[0]!]!.context;
    const { store } = transaction.host;
    const start = store.savepoint();
    const all = living.flatMap((at) => records[at]!);
    let results: DmlResult[];
    try {
      results = transaction.save(OPERATIONS[verb], all, { allOrNone: living.length === 1, userMode: false, sharing });
    } catch (error) {
      store.rollbackTo(start);
      store.release(start);
      const fault = faultOf(error);
      for (const at of living) faults[at] = fault;
      return faults;
    }
    const failed = markFailures(verb, living, records, results, faults);
    if (failed) store.rollbackTo(start);
    store.release(start);
    if (!failed) return faults;
    if (verb === 'create') for (const record of all) record.values.delete('Id');
  }
}

/** Puts the first error of each interview into `faults`; says whether there is any. */
function markFailures(
  verb: DataVerb,
  living: readonly number[],
  records: readonly (readonly ApexSObject[])[],
  results: readonly DmlResult[],
  faults: (FlowFault | null)[],
): boolean {
  let first = 0;
  for (const at of living) {
    const own = results.slice(first, (first += records[at]!.length));
    const errors = own.flatMap((result) => result.errors);
    const error = errors.find(({ statusCode }) => statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK') ?? errors[0];
    if (error) faults[at] = dataFault(verb, error);
  }
  return living.some((at) => faults[at] !== null);
}
