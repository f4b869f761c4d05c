import { UnsupportedFeatureError } from '../metadata/index.ts';

/**
 * Converts leads into accounts, contacts and opportunities.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_convertLead.htm
 * @throws {UnsupportedFeatureError} always: not built yet
 */
export function convertLeads(): never {
  throw new UnsupportedFeatureError('lead conversion (Database.convertLead)');
}
