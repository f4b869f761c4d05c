import { standardObject, type StandardObject } from './declare.ts';

const OPTIONS = { sharing: 'Read', common: ['audit'] } as const;

const COMMON = `
  MasterLabel Text(255) name required
  ApiName     Text(255)                                             : API Name
  SortOrder   Number(9,0)
  `;

/** The values of a status field as records, with what they mean to the platform. */
function status(apiName: string, keyPrefix: string, fields: string): StandardObject {
  return standardObject(apiName, keyPrefix, { ...OPTIONS, plural: `${apiName} Values` }, COMMON + fields);
}

export const caseStatus = status('CaseStatus', '01J', `IsDefault Checkbox : Default\nIsClosed Checkbox : Closed`);
export const taskStatus = status('TaskStatus', '01B', `IsDefault Checkbox : Default\nIsClosed Checkbox : Closed`);
export const leadStatus = status('LeadStatus', '01G', `IsDefault Checkbox : Default\nIsConverted Checkbox : Converted`);
export const taskPriority = status('TaskPriority', '01A', `IsDefault Checkbox : Default\nIsHighPriority Checkbox : High Priority`);
export const opportunityStage = status(
  'OpportunityStage',
  '01h',
  `
  IsActive             Checkbox : Active
  IsClosed             Checkbox : Closed
  IsWon                Checkbox : Won
  ForecastCategory     Picklist(Omitted|Pipeline|BestCase|MostLikely|Forecast|Closed)
  ForecastCategoryName Picklist(Omitted|Pipeline|Best Case|Commit|Closed)
  DefaultProbability   Percent(3,0) : Probability (%)
  Description          Text(255)`,
);
