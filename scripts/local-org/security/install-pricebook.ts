import type { SetupRows } from './rows.ts';

/** Every org has one standard price book. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_pricebook2.htm */
export function installStandardPricebook(rows: SetupRows): void {
  if (rows.find('Pricebook2', { IsStandard: true }).length > 0) return;
  rows.insert('Pricebook2', { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
}
