/**
 * Standard objects whose records Apex reads and does not save.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_non_dml_objects.htm
 */
const CLOSED_TO_DML: ReadonlySet<string> = new Set(
  `AccountTerritoryAssignmentRule AccountTerritoryAssignmentRuleItem ApexComponent ApexPage BusinessHours BusinessProcess CategoryNode
  CurrencyType DatedConversionRate ProcessInstance Profile RecordType SelfServiceUser StaticResource Territory2 UserAccountTeamMember
  UserPreference UserTerritory WebLink`.split(/\s+/),
);

export function isClosedToDml(object: string): boolean {
  return CLOSED_TO_DML.has(object);
}
