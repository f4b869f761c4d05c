import { personFields, UnsupportedFeatureError, type FieldValue, type SObjectDef } from '../metadata/index.ts';
import type { StoredRecord } from '../store/index.ts';
import { DmlErrors } from './errors.ts';
import { save, saveInternally } from './save.ts';
import type { DmlError, DmlOptions, SaveContext } from './types.ts';
import { lockRecords } from './work.ts';

/** What `Database.LeadConvert` says; absent means what the platform does by itself. */
export interface LeadConversion {
  readonly leadId: string;
  readonly convertedStatus: string | null;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly opportunityId: string | null;
  readonly opportunityName: string | null;
  readonly doNotCreateOpportunity: boolean;
  readonly ownerId: string | null;
  readonly overwriteLeadSource: boolean;
}

export interface LeadConversionResult {
  readonly leadId: string;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly opportunityId: string | null;
  readonly success: boolean;
  readonly errors: readonly DmlError[];
}

type Values = Record<string, FieldValue>;
type Mapping = Readonly<Record<string, string>>;

/** Lead field → field of the new record. https://help.salesforce.com/s/articleView?id=sales.lead_conversion_mapping.htm */
const ADDRESS = ['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude'];
const address = (prefix: string): Mapping => Object.fromEntries(ADDRESS.map((part) => [part, `${prefix}${part}`]));
const ACCOUNT: Mapping = {
  ...{ Company: 'Name', Phone: 'Phone', Fax: 'Fax', Website: 'Website', Industry: 'Industry', Rating: 'Rating' },
  ...{ AnnualRevenue: 'AnnualRevenue', NumberOfEmployees: 'NumberOfEmployees', Description: 'Description', LeadSource: 'AccountSource' },
  ...address('Billing'),
};
const CONTACT: Mapping = {
  ...{ FirstName: 'FirstName', LastName: 'LastName', Salutation: 'Salutation', Title: 'Title', Email: 'Email', Phone: 'Phone' },
  ...{ MobilePhone: 'MobilePhone', Fax: 'Fax', LeadSource: 'LeadSource', Description: 'Description' },
  ...{ HasOptedOutOfEmail: 'HasOptedOutOfEmail', HasOptedOutOfFax: 'HasOptedOutOfFax', DoNotCall: 'DoNotCall' },
  ...address('Mailing'),
};

class Refused extends Error {
  readonly errors: readonly DmlError[];

  constructor(errors: readonly DmlError[]) {
    super('refused');
    this.errors = errors;
  }
}

/**
 * Converts leads into accounts, contacts and opportunities, which are saved with their triggers and rules; the leads become
 * read-only. Must run inside a store transaction. A lead that cannot be converted leaves nothing behind.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_convertLead.htm
 */
export function convertLeads(
  conversions: readonly LeadConversion[],
  options: Omit<DmlOptions, 'operation'>,
  ctx: SaveContext,
): LeadConversionResult[] {
  const involved = conversions.flatMap(({ leadId, accountId, contactId, opportunityId }) => [leadId, accountId, contactId, opportunityId]);
  lockRecords(ctx.store, involved);
  return conversions.map((conversion) => {
    const savepoint = ctx.store.savepoint();
    try {
      const ids = convertOne(conversion, options, ctx);
      return { leadId: conversion.leadId, ...ids, success: true, errors: [] };
    } catch (error) {
      ctx.store.rollbackTo(savepoint);
      if (!(error instanceof Refused)) throw error;
      return { leadId: conversion.leadId, accountId: null, contactId: null, opportunityId: null, success: false, errors: error.errors };
    } finally {
      ctx.store.release(savepoint);
    }
  });
}

function convertOne(
  conversion: LeadConversion,
  options: Omit<DmlOptions, 'operation'>,
  ctx: SaveContext,
): Pick<LeadConversionResult, 'accountId' | 'contactId' | 'opportunityId'> {
  const { schema } = ctx.store;
  const [lead, account, contact, opportunity] = ['Lead', 'Account', 'Contact', 'Opportunity'].map((name) => schema.object(name)) as [
    ...[SObjectDef, SObjectDef, SObjectDef, SObjectDef],
  ];
  const row = ctx.store.read(lead, [conversion.leadId]).get(conversion.leadId);
  if (!row) throw new Refused([DmlErrors.invalidCrossReference()]);
  if (row.get('IsDeleted') === true) throw new Refused([DmlErrors.isDeleted()]);
  if (row.get('IsConverted') === true) throw new Refused([DmlErrors.leadConverted()]);
  requireConvertedStatus(conversion.convertedStatus, ctx);
  const ownerId = conversion.ownerId ?? row.get('OwnerId') ?? null;
  if (typeof ownerId !== 'string' || !ownerId.startsWith('005')) throw new Refused([DmlErrors.leadOwnedByQueue()]);
  const write = (object: SObjectDef, id: string | null, values: Values): string => {
    const operation = id === null ? 'insert' : 'update';
    const [result] = save([{ object, id, values: new Map(Object.entries(values)) }], { ...options, operation, allOrNone: true }, ctx);
    if (!result?.success || result.id === null) throw new Refused(result?.errors ?? []);
    return result.id;
  };
  const mapped = (mapping: Mapping, object: SObjectDef): Values =>
    Object.fromEntries(
      Object.entries(mapping)
        .filter(([, target]) => object.fields.has(target.toLowerCase()))
        .map(([source, target]) => [target, row.get(source) ?? null] as const)
        .filter(([, value]) => value !== null),
    );
  const isPerson = becomesPerson(conversion, row, account, ctx);
  const values = { ...mapped(ACCOUNT, account), ...(isPerson ? asPerson(mapped(CONTACT, contact), account, contact) : {}) };
  const accountId = conversion.accountId ?? write(account, null, { ...values, OwnerId: ownerId });
  const personContact = isPerson ? ctx.store.read(account, [accountId]).get(accountId)?.get('PersonContactId') : null;
  const contactId =
    typeof personContact === 'string'
      ? personContact
      : conversion.contactId
        ? write(contact, conversion.contactId, filledIn(contact, conversion, mapped(CONTACT, contact), ctx, accountId))
        : write(contact, null, { ...mapped(CONTACT, contact), AccountId: accountId, OwnerId: ownerId });
  let { opportunityId } = conversion;
  if (opportunityId === null && !conversion.doNotCreateOpportunity) {
    opportunityId = write(opportunity, null, {
      Name: conversion.opportunityName ?? row.get('Company') ?? row.get('Name') ?? null,
      AccountId: accountId,
      StageName: opportunity.fields.get('stagename')?.picklist?.values.find((value) => value.isActive)?.apiName ?? null,
      CloseDate: endOfQuarter(ctx.now),
      LeadSource: row.get('LeadSource') ?? null,
      OwnerId: ownerId,
    });
  }
  const changes = new Map<string, FieldValue>([
    ['Status', conversion.convertedStatus],
    ['IsConverted', true],
    ['ConvertedDate', new Date(ctx.now).toISOString().slice(0, 10)],
    ['ConvertedAccountId', accountId],
    ['ConvertedContactId', contactId],
    ['ConvertedOpportunityId', opportunityId],
    ['OwnerId', ownerId],
  ]);
  const failed = saveInternally(ctx, lead, new Map([[conversion.leadId, changes]])).get(conversion.leadId);
  if (failed) throw new Refused(failed);
  return { accountId, contactId, opportunityId };
}

/**
 * A lead without a company becomes a person account, where there are such.
 * https://help.salesforce.com/s/articleView?id=sales.account_person_behavior.htm
 */
function becomesPerson({ accountId, contactId }: LeadConversion, lead: StoredRecord, account: SObjectDef, ctx: SaveContext): boolean {
  if (!account.fields.has('ispersonaccount')) return false;
  const existing = accountId === null ? undefined : ctx.store.read(account, [accountId]).get(accountId);
  if (existing?.get('IsPersonAccount') === true) throw new UnsupportedFeatureError('converting leads into existing person accounts');
  return accountId === null && contactId === null && (lead.get('Company') ?? null) === null;
}

function asPerson(values: Values, account: SObjectDef, contact: SObjectDef): Values {
  const names = new Map(personFields(account, contact).map((field) => [field.contact.apiName, field.account.apiName]));
  const own = Object.entries(values).flatMap(([name, value]): [string, FieldValue][] => {
    const target = names.get(name);
    return target === undefined ? [] : [[target, value]];
  });
  return Object.fromEntries(own);
}

/** An existing contact gets what it does not have yet; the lead source only when that is asked for. */
function filledIn(
  contact: SObjectDef,
  { contactId, overwriteLeadSource }: LeadConversion,
  values: Values,
  ctx: SaveContext,
  accountId: string,
): Values {
  const existing = ctx.store.read(contact, [contactId ?? '']).get(contactId ?? '');
  const missing = Object.entries(values).filter(([name]) => (existing?.get(name) ?? null) === null || existing?.get(name) === false);
  const { LeadSource } = values;
  return {
    ...Object.fromEntries(missing),
    ...(overwriteLeadSource && LeadSource !== undefined ? { LeadSource } : {}),
    ...((existing?.get('AccountId') ?? null) === null ? { AccountId: accountId } : {}),
  };
}

function requireConvertedStatus(status: string | null, ctx: SaveContext): void {
  const object = ctx.store.schema.object('LeadStatus');
  const known = object ? ctx.store.all(`SELECT "MasterLabel" AS label FROM ${ctx.store.table(object)} WHERE "IsConverted" = 1`) : [];
  if (!known.some((row) => row.label === status)) throw new Refused([DmlErrors.invalidConvertedStatus(status)]);
}

/** Last day of the quarter. */
function endOfQuarter(now: number): string {
  const date = new Date(now);
  const month = Math.floor(date.getUTCMonth() / 3) * 3 + 3;
  return new Date(Date.UTC(date.getUTCFullYear(), month, 0)).toISOString().slice(0, 10);
}
