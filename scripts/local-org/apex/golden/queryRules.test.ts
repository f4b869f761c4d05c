import { goldens } from './harness.ts';

const query = (soql: string): string => `System.debug(Database.query('${soql.replaceAll("'", String.raw`\'`)}').size());`;
const refused = (says: string, soql: string, message: string): { says: string; apex: string; throws: string } => ({
  says,
  apex: query(soql),
  throws: `System.QueryException: ${message}`,
});
const allowed = (says: string, soql: string, rows: number): { says: string; apex: string; prints: string[] } => ({
  says,
  apex: query(soql),
  prints: [String(rows)],
});

goldens('sforce_api_calls_soql_select_fields', [
  refused(
    'FIELDS() of an object without such fields selects nothing',
    'SELECT FIELDS(CUSTOM) FROM Account LIMIT 200',
    "'FIELDS(...)' expansion function must result in at least one field being selected.",
  ),
  allowed('beside other fields it may be empty', 'SELECT Id, FIELDS(CUSTOM) FROM Lead LIMIT 200', 0),
  allowed('FIELDS(ALL) of records named by id needs no LIMIT', "SELECT FIELDS(ALL) FROM Contact WHERE Id IN ('003000000000001')", 0),
  allowed('nor when their ids are joined by OR', "SELECT FIELDS(ALL) FROM Lead WHERE Id = '00Q000000000001' OR Id = '00Q000000000002'", 0),
]);

goldens('sforce_api_calls_soql_typeof', [
  allowed(
    'ELSE takes the fields of Name',
    'SELECT TYPEOF What WHEN Account THEN Phone, NumberOfEmployees WHEN Opportunity THEN Amount, CloseDate ELSE Name, Email END FROM Event',
    0,
  ),
]);

goldens('sforce_api_calls_soql_select_comparisonoperators', [
  refused(
    'both sides of a semi-join lead to the same type of object',
    'SELECT Id FROM Account WHERE Id IN (SELECT OwnerId FROM Contact)',
    "The selected field 'OwnerId' in the subquery and the left operand field in the where expression in the outer query 'Id' should point to the same object type",
  ),
  allowed('one of several types is enough', 'SELECT Id FROM Task WHERE WhoId IN (SELECT Id FROM Contact)', 0),
  refused(
    'tasks are not joined',
    'SELECT Id FROM Account WHERE Id IN (SELECT WhatId FROM Task)',
    "Entity 'Task' is not supported for semi join inner selects",
  ),
  refused(
    'groups are not filtered by a semi-join',
    'SELECT Name FROM Account GROUP BY Name HAVING Name IN (SELECT AccountId FROM Contact)',
    'Semi join sub-selects are not allowed in the HAVING clause',
  ),
]);

goldens('sforce_api_calls_soql_select_having', [
  refused(
    'HAVING filters by what is grouped',
    "SELECT LeadSource, COUNT(Name) FROM Lead GROUP BY LeadSource HAVING COUNT(Name) > 100 AND City LIKE 'San%'",
    'Field must be grouped or aggregated: City',
  ),
  refused(
    'WHERE does not filter by aggregates',
    'SELECT Id FROM Lead WHERE COUNT(Name) > 100',
    'Aggregate functions such as COUNT filter in HAVING, not in WHERE',
  ),
]);

goldens('sforce_api_calls_soql_select_group_by_rollup', [
  refused(
    'three fields are rolled up at most',
    'SELECT LeadSource FROM Lead GROUP BY ROLLUP(LeadSource, Status, Rating, Industry)',
    'GROUP BY ROLLUP takes at most 3 fields',
  ),
]);

goldens('sforce_api_calls_soql_select_format', [
  allowed('FORMAT() of an aggregate is one', 'SELECT FORMAT(MIN(CloseDate)) first FROM Opportunity', 1),
]);

goldens('sforce_api_calls_soql_alias', [
  allowed('an alias may stand before every field', "SELECT a.Id, a.Name FROM Account a WHERE a.Name = 'x'", 0),
]);

goldens('sforce_api_calls_soql_select_count', [
  {
    says: 'COUNT() is not sorted',
    apex: "System.debug(Database.countQuery('SELECT COUNT() FROM Account ORDER BY Name'));",
    throws: 'System.QueryException: COUNT() cannot be used with ORDER BY',
  },
]);
