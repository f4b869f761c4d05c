import type { DmlOperation, DmlResult, LeadConversion, LeadConversionResult, MergeResult } from '../../dml/index.ts';
import type { DebugLog } from '../debug-log/index.ts';
import type { ApexList } from '../runtime/collections/index.ts';
import type { DataMode, SaveOptions } from '../runtime/context.ts';
import type { ApexSObject } from '../runtime/sobject/index.ts';
import { countAggregations } from './queries.ts';
import type { TransactionServices } from './services.ts';
import { Transaction, type TransactionOptions } from './transaction.ts';

/**
 * A transaction whose use of the database is in a debug log.
 * https://help.salesforce.com/s/articleView?id=platform.code_setting_debug_log_levels.htm (events of the category DB)
 */
export class LoggedTransaction extends Transaction {
  readonly #log: DebugLog;

  constructor(services: TransactionServices, userId: string, log: DebugLog, options: TransactionOptions) {
    super(services, userId, options);
    this.#log = log;
  }

  override query(soql: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): unknown[] {
    this.#beginQuery(soql);
    const rows = super.query(soql, binds, mode);
    this.#log.at('SOQL_EXECUTE_END', `Rows:${rows.length}`);
    return rows;
  }

  override countQuery(soql: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): number {
    this.#beginQuery(soql);
    const count = super.countQuery(soql, binds, mode);
    this.#log.at('SOQL_EXECUTE_END', `Rows:${count}`);
    return count;
  }

  override search(sosl: string, binds: ReadonlyMap<string, unknown>, mode: DataMode): ApexList {
    this.#log.at('SOSL_EXECUTE_BEGIN', shownBinds(sosl));
    const found = super.search(sosl, binds, mode);
    const rows = (found.items as readonly ApexList[]).reduce((sum, list) => sum + list.size(), 0);
    this.#log.at('SOSL_EXECUTE_END', `Rows:${rows}`);
    return found;
  }

  override save(operation: DmlOperation, records: readonly unknown[], options: SaveOptions): DmlResult[] {
    return this.#dml(operation, typeOf(records as readonly ApexSObject[]), records.length, () => super.save(operation, records, options));
  }

  override merge(master: unknown, losers: readonly unknown[], options: SaveOptions): MergeResult {
    const type = typeOf([master as ApexSObject]);
    return this.#dml('merge', type, losers.length + 1, () => super.merge(master, losers, options));
  }

  override convertLeads(conversions: readonly LeadConversion[], options: SaveOptions): LeadConversionResult[] {
    return this.#dml('convertLead', 'Lead', conversions.length, () => super.convertLeads(conversions, options));
  }

  override savepoint(): string {
    const name = super.savepoint();
    this.#log.at('SAVEPOINT_SET', name);
    return name;
  }

  override rollback(savepoint: string, pending: number): void {
    super.rollback(savepoint, pending);
    this.#log.at('SAVEPOINT_ROLLBACK', savepoint);
  }

  #beginQuery(soql: string): void {
    if (!this.#log.logs('SOQL_EXECUTE_BEGIN')) return;
    this.#log.at('SOQL_EXECUTE_BEGIN', `Aggregations:${countAggregations(soql)}`, shownBinds(soql));
  }

  #dml<T>(operation: string, type: string, rows: number, work: () => T): T {
    const name = operation.charAt(0).toUpperCase() + operation.slice(1);
    this.#log.at('DML_BEGIN', `Op:${name}`, `Type:${type}`, `Rows:${rows}`);
    try {
      return work();
    } finally {
      this.#log.at('DML_END');
    }
  }
}

/** On one line. Generated code calls the binds of a static query by number, the platform's logs by these names. */
function shownBinds(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/:b(\d+)\b/g, (_, index: string) => `:tmpVar${Number(index) + 1}`);
}

/** The object of the records; lists of several are lists of SObject. */
function typeOf(records: readonly ApexSObject[]): string {
  const names = new Set(records.map((record) => record.typeName));
  return names.size === 1 ? [...names][0]! : 'SObject';
}
