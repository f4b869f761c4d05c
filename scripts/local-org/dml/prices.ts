import type { FieldValue } from '../metadata/index.ts';
import type { SaveContext } from './types.ts';
import { alive, type SaveStep, type WorkRow } from './work.ts';

/** Prices are kept with two digits after the point. */
const CENTS = 100;

type Values = ReadonlyMap<string, FieldValue>;

/**
 * Fields of an opportunity with products → what of them is added up; null counts them.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm
 */
export const LINE_ITEM_SUMMARIES: Readonly<Record<string, string | null>> = {
  Amount: 'TotalPrice',
  TotalOpportunityQuantity: 'Quantity',
  HasOpportunityLineItem: null,
};

/** The price book that an opportunity without one gets from the first product that is added to it. */
export function priceBooks({ store }: SaveContext, rows: readonly Pick<WorkRow, 'values' | 'old'>[]): ReadonlyMap<string, Values> {
  const added = rows.filter(({ old }) => !old);
  const entry = store.schema.object('PricebookEntry');
  const entries = entry && store.read(entry, [...new Set(added.map(({ values }) => String(values.get('PricebookEntryId'))))]);
  return new Map(
    added.map(({ values }) => {
      const book = entries?.get(String(values.get('PricebookEntryId')))?.get('Pricebook2Id') ?? null;
      return [String(values.get('OpportunityId')), new Map([['Pricebook2Id', book]])];
    }),
  );
}

/** Sets what price book entries and products of opportunities take over from other records. After the before triggers. */
export function derivePrices(step: SaveStep, rows: readonly WorkRow[]): void {
  if (step.object.apiName === 'PricebookEntry') {
    const products = parentsOf(step, 'Product2', rows, 'Product2Id');
    for (const row of alive(rows)) takeOver(row, products(row), { Name: 'Name', ProductCode: 'ProductCode' });
  }
  if (step.object.apiName === 'OpportunityLineItem') lineItems(step, rows);
  if (step.object.apiName === 'Opportunity' && step.event === 'update' && !step.internal) {
    for (const row of alive(rows)) keepAmount(row);
  }
}

/** Changes of the amount are ignored while there are products. */
function keepAmount({ values, old }: WorkRow): void {
  if (old?.get('HasOpportunityLineItem') === true) values.set('Amount', old.get('Amount') ?? null);
}

/**
 * A line item repeats its price book entry and its product. Its total price and its sales price follow from each other.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunitylineitem.htm
 */
function lineItems(step: SaveStep, rows: readonly WorkRow[]): void {
  const entries = parentsOf(step, 'PricebookEntry', rows, 'PricebookEntryId');
  const opportunities = parentsOf(step, 'Opportunity', rows, 'OpportunityId');
  for (const row of alive(rows)) {
    const entry = entries(row);
    takeOver(row, entry, { Product2Id: 'Product2Id', ProductCode: 'ProductCode' });
    if (step.event === 'insert') takeOver(row, entry, { ListPrice: 'UnitPrice' });
    const names = [opportunities(row)?.get('Name'), entry?.get('Name')];
    if (names.every((name) => typeof name === 'string')) row.values.set('Name', names.join(' '));
    price(row);
  }
}

function price({ values, old }: WorkRow): void {
  const number = (name: string): number | null => (values.get(name) ?? null) as number | null;
  const changed = (name: string): boolean => number(name) !== ((old?.get(name) ?? null) as number | null);
  const factor = (number('Quantity') ?? 0) * (1 - (number('Discount') ?? 0) / 100);
  const [unit, total] = [number('UnitPrice'), number('TotalPrice')];
  const fromTotal = total !== null && changed('TotalPrice') && (unit === null || !changed('UnitPrice'));
  if (fromTotal) {
    if (factor !== 0) values.set('UnitPrice', Math.round((total / factor) * CENTS) / CENTS);
  } else if (unit !== null) values.set('TotalPrice', Math.round(unit * factor * CENTS) / CENTS);
}

function takeOver(row: WorkRow, from: Values | undefined, fields: Readonly<Record<string, string>>): void {
  for (const [name, source] of Object.entries(fields)) if (from) row.values.set(name, from.get(source) ?? null);
}

/** Reads the records that the rows look up to, all in one statement. */
function parentsOf(
  { ctx: { store } }: SaveStep,
  name: string,
  rows: readonly WorkRow[],
  lookup: string,
): (row: WorkRow) => Values | undefined {
  const object = store.schema.object(name);
  const idOf = (row: WorkRow): string => String(row.values.get(lookup) ?? '');
  const found =
    object &&
    store.read(
      object,
      [...new Set(alive(rows).map(idOf))].filter((id) => id !== ''),
    );
  return (row) => found?.get(idOf(row));
}
