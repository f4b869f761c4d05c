import {
  convertLeads,
  emptyRecycleBin,
  merge,
  save,
  type DmlOperation,
  type DmlOptions,
  type DmlResult,
  type LeadConversion,
  type LeadConversionResult,
  type MergeResult,
} from '../../dml/index.ts';
import type { AccessPolicy } from '../../soql/index.ts';
import type { SaveOptions } from '../runtime/context.ts';
import { dmlRecordOf, type ApexSObject } from '../runtime/sobject/index.ts';
import { requireAccess } from './access.ts';
import type { Transaction } from './transaction.ts';
import { refuseRecursion } from './triggers.ts';

/** What Apex does to records: each statement spends its limits, asks for access in user mode and goes to the save pipeline. */

export function saveRecords(
  transaction: Transaction,
  operation: DmlOperation,
  sobjects: readonly ApexSObject[],
  options: SaveOptions,
): DmlResult[] {
  const { limits, mixedDml, missed, host, triggers } = transaction;
  missed.saved(host.source, new Set(sobjects.map((record) => record.def)));
  // Saving nothing costs nothing.
  if (sobjects.length === 0) return [];
  limits.spend('dmlStatements');
  limits.spend('dmlRows', sobjects.length);
  if (options.userMode) requireAccess(accessOf(transaction, options), operation, sobjects);
  const mixed = mixedDml.begin(operation, sobjects);
  if (mixed) return sobjects.map(({ id }) => ({ id, success: false, created: false, errors: [mixed] }));
  const refusals = refuseRecursion(triggers, operation);
  const results = save(
    sobjects.map((record) => dmlRecordOf(record, options.externalIdField, refusals(record.id))),
    {
      operation,
      ...dmlOptions(options),
      ...(options.externalIdField === undefined ? {} : { externalIdField: options.externalIdField }),
    },
    transaction.saveContext(options),
  );
  results.forEach((result, i) => {
    if (result.success && result.id && operation !== 'delete') sobjects[i]!.values.set('Id', result.id);
  });
  return results;
}

export function mergeRecords(
  transaction: Transaction,
  master: ApexSObject,
  losers: readonly ApexSObject[],
  options: SaveOptions,
): MergeResult {
  const records = [master, ...losers];
  const { limits, mixedDml } = transaction;
  limits.spend('dmlStatements');
  limits.spend('dmlRows', records.length);
  if (options.userMode) requireAccess(accessOf(transaction, options), 'delete', records);
  const mixed = mixedDml.begin('merge', records);
  if (mixed) return { id: master.id, success: false, created: false, errors: [mixed], mergedRecordIds: [], updatedRelatedIds: [] };
  return merge(
    dmlRecordOf(master),
    losers.map((record) => dmlRecordOf(record)),
    dmlOptions(options),
    transaction.saveContext(options),
  );
}

export function convert(transaction: Transaction, conversions: readonly LeadConversion[], options: SaveOptions): LeadConversionResult[] {
  transaction.limits.spend('dmlStatements');
  transaction.limits.spend('dmlRows', conversions.length);
  return convertLeads(conversions, dmlOptions(options), transaction.saveContext(options));
}

/** @returns the ids that were in the recycle bin and are gone now */
export function purge(transaction: Transaction, ids: readonly string[]): ReadonlySet<string> {
  transaction.limits.spend('dmlStatements');
  transaction.limits.spend('dmlRows', ids.length);
  return emptyRecycleBin({ store: transaction.host.store, now: transaction.now() }, ids);
}

function dmlOptions({ allOrNone, userMode, sharing }: SaveOptions): Omit<DmlOptions, 'operation'> {
  return { allOrNone, enforcePermissions: userMode, enforceSharing: userMode || sharing };
}

function accessOf({ host, user }: Transaction, { permissionSetId }: SaveOptions): AccessPolicy {
  return host.accessFor(user.id, permissionSetId);
}
