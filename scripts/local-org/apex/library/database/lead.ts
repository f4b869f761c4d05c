import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import type { LeadConversion, LeadConversionResult } from '../../../dml/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { CallSite, NativeFn, NativeTypeSpec } from '../../types.ts';
import { dataClass, DataObject } from '../dataClass.ts';
import { AccessLevel, modeOf } from '../platform/access.ts';
import { DmlOptionsInfo } from './options.ts';
import { DmlErrorInfo } from './results.ts';

function conversionOf(lead: DataObject | null): LeadConversion {
  if (lead === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  const text = (name: string): string | null => (lead.values.get(name) as string | null | undefined) ?? null;
  const leadId = text('LeadId');
  // An org without person accounts has none to convert to.
  if (text('RelatedPersonAccountId') ?? lead.values.get('RelatedPersonAccountRecord')) throw new UnsupportedFeatureError('Person accounts');
  if (leadId === null) throwApex('System.IllegalArgumentException', 'LeadId is required');
  return {
    leadId,
    convertedStatus: text('ConvertedStatus'),
    accountId: text('AccountId'),
    contactId: text('ContactId'),
    opportunityId: text('OpportunityId'),
    opportunityName: text('OpportunityName'),
    doNotCreateOpportunity: lead.flag('DoNotCreateOpportunity'),
    ownerId: text('OwnerId'),
    overwriteLeadSource: lead.flag('OverwriteLeadSource'),
  };
}

function resultOf({ errors, success, accountId, contactId, leadId, opportunityId }: LeadConversionResult): DataObject {
  const info = new DataObject('Database.LeadConvertResult');
  const list = new ApexList(
    'Database.Error',
    errors.map((error) => new DmlErrorInfo(error)),
  );
  const values = {
    Errors: list,
    Success: success,
    AccountId: accountId,
    ContactId: contactId,
    LeadId: leadId,
    OpportunityId: opportunityId,
  };
  for (const [name, value] of Object.entries(values)) info.values.set(name, value);
  return info;
}

function convert(target: DataObject | ApexList<DataObject> | null, ...rest: unknown[]): unknown {
  if (target === null) throwApex('System.NullPointerException', 'Argument 1 cannot be null');
  const site = rest.at(-1) as CallSite;
  const dmlOptions = rest.find((argument) => argument instanceof DmlOptionsInfo);
  const allOrNone = rest.find((argument) => typeof argument === 'boolean') ?? (dmlOptions ? (dmlOptions.optAllOrNone ?? false) : true);
  const level = rest.find((argument) => argument instanceof AccessLevel);
  const items = target instanceof ApexList ? target.items : [target];
  const running = current();
  const { store } = running.host;
  const savepoint = store.savepoint();
  const options = { allOrNone, ...modeOf(site, level) };
  const results = running.convertLeads(items.map(conversionOf), options);
  const failed = results.findIndex((result) => !result.success);
  if (failed >= 0 && allOrNone) {
    store.rollbackTo(savepoint);
    const [error] = results[failed]!.errors;
    const { statusCode = 'UNKNOWN_EXCEPTION', message = '', fields = [] } = error ?? {};
    const row = { index: failed, id: results[failed]!.leadId, object: 'Lead', statusCode, message, fields };
    const text = `ConvertLead failed. First exception on row ${failed}; first error: ${statusCode}, ${message}: [${fields.join(', ')}]`;
    throwApex('System.DmlException', text, null, [row]);
  }
  store.release(savepoint);
  return target instanceof ApexList ? new ApexList('Database.LeadConvertResult', results.map(resultOf)) : resultOf(results[0]!);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm#apex_System_Database_convertLead */
export const LEAD_STATICS: Record<string, NativeFn> = Object.fromEntries(
  (['Database.LeadConvert', 'List<Database.LeadConvert>'] as const).flatMap((type) =>
    ['', ', Boolean allOrNone', ', Database.DMLOptions options'].flatMap((allOrNone) =>
      ['', ', System.AccessLevel level'].map((level): [string, NativeFn] => {
        const result = type.startsWith('List') ? 'List<Database.LeadConvertResult>' : 'Database.LeadConvertResult';
        return [`convertLead(${type} leads${allOrNone}${level}): ${result}`, convert];
      }),
    ),
  ),
);

const conversionType = dataClass('Database.LeadConvert', {
  getters: true,
  setters: true,
  creatable: true,
  properties: {
    AccountId: 'Id',
    BypassAccountDedupeCheck: 'Boolean',
    BypassContactDedupeCheck: 'Boolean',
    ContactId: 'Id',
    ConvertedStatus: 'String',
    DoNotCreateOpportunity: 'Boolean',
    LeadId: 'Id',
    OpportunityId: 'Id',
    OpportunityName: 'String',
    OverwriteLeadSource: 'Boolean',
    OwnerId: 'Id',
    RelatedPersonAccountId: 'Id',
    RelatedPersonAccountRecord: 'SObject',
    SendNotificationEmail: 'Boolean',
  },
  unsupported: ['AccountRecord', 'ContactRecord', 'OpportunityRecord'].flatMap((name) => [name, `get${name}`, `set${name}`]),
});

/** Flags that are read with `get`, unlike those of results. */
const READ_WITH_GET = /^is(?=Bypass)/;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_leadconvert.htm */
export const leadTypes: readonly NativeTypeSpec[] = [
  {
    ...conversionType,
    methods: Object.fromEntries(
      Object.entries(conversionType.methods ?? {}).map(([signature, fn]) => [signature.replace(READ_WITH_GET, 'get'), fn]),
    ),
  },
];
