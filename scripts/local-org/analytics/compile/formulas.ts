import { compileFormula, FormulaError, type TypedFormula } from '../../dml/index.ts';
import { UnsupportedFeatureError, type FieldDef, type Schema, type SObjectDef } from '../../metadata/index.ts';
import type { ReportDef, SummaryFormulaDef } from '../definition/report-types.ts';
import { invalid } from '../errors.ts';
import type { ReportLayout } from './layout.ts';
import { formulaColumn, numberField, ROW_COUNT, summariesIn, summaryKey } from './summaries.ts';

/** A group's summaries as a formula sees them; `at` gives those of a group above it. */
export interface FormulaScope {
  /** @param name `RowCount` or a summary's name, e.g. `s!Base__c$Amount__c` */
  summary(name: string): number | null;
  /** The scope of the group above at the level of that column, or of the whole report (`GRAND_SUMMARY`). */
  parent(levels: readonly string[]): FormulaScope | undefined;
  /** The scope of the group so many places before the one it is in, at an outermost level; undefined where there is none. */
  previous(level: string, places: number): FormulaScope | undefined;
}

/** A custom summary formula, ready to be worked out for a group. */
export interface SummaryFormula {
  readonly definition: SummaryFormulaDef;
  /** The number, or null where something is divided by zero or empty. */
  evaluate(scope: FormulaScope): number | null;
}

interface Variable {
  readonly summary: string;
  /** Of PARENTGROUPVAL: the level above. */
  readonly levels?: readonly string[];
  /** Of PREVGROUPVAL: the level and how many groups before. */
  readonly previous?: { readonly level: string; readonly places: number };
}

const PREVIOUS_VALUE = /PREVGROUPVAL\s*\(\s*([\w.$:]+)\s*,\s*([\w.$:]+)\s*(?:,\s*(\d+)\s*)?\)/gi;
const MOST_PLACES_BEFORE = 12;
const PARENT_VALUE = /PARENTGROUPVAL\s*\(\s*([\w.$:]+)\s*,\s*([^()]+?)\s*\)/gi;

/**
 * Compiles a report's summary formulas: each summary becomes a number variable, the rest is a formula like any other.
 * @throws AnalyticsError INVALID_DEFINITION, UnsupportedFeatureError
 */
export function planFormulas(report: ReportDef, layout: ReportLayout): SummaryFormula[] {
  return report.formulas.map((definition) => compile(definition, report, layout));
}

function compile(definition: SummaryFormulaDef, report: ReportDef, layout: ReportLayout): SummaryFormula {
  const variables: Variable[] = [];
  const variable = (summary: string, from: Omit<Variable, 'summary'> = {}): string => {
    variables.push({ summary, ...from });
    return `V${variables.length - 1}__c`;
  };
  // "20% is represented as 0.20": https://help.salesforce.com/s/articleView?id=analytics.reports_csf_tips.htm
  const percents = new Set<string>();
  const nameOf = (reference: string): string => {
    if (reference.toLowerCase() === ROW_COUNT.toLowerCase()) return ROW_COUNT;
    const [found] = summariesIn(reference, layout);
    if (!found) throw invalid(`The summary formula ${definition.name} refers to ${reference}, which is no summary`);
    const key = summaryKey(found.column, found.kind);
    if (found.column.field.type === 'Percent' && found.kind !== 'Unique') percents.add(key);
    return key;
  };
  const source = definition.formula
    .replace(PREVIOUS_VALUE, (_, reference: string, level: string, places = '1') =>
      variable(nameOf(reference), { previous: previousGroup(definition, report, levelName(level, layout), Number(places)) }),
    )
    .replace(PARENT_VALUE, (_, reference: string, levels: string) =>
      variable(nameOf(reference), { levels: levels.split(',').map((level) => levelName(level.trim(), layout)) }),
    )
    .replace(/[A-Za-z][\w.$]*:[A-Za-z]+|\bRowCount\b/gi, (reference) => variable(nameOf(reference)));
  const formula = compileOver(source, variables.length, definition);
  const rounding = numberField('Result__c', definition.type === 'percent' ? definition.scale + 2 : definition.scale);
  return {
    definition,
    evaluate(scope) {
      const value = formula.evaluate((path) => {
        const { summary, levels, previous } = variables[Number(/\d+/.exec(path)?.[0])] as Variable;
        const other = previous ? scope.previous(previous.level, previous.places) : levels ? scope.parent(levels) : scope;
        const number = other?.summary(summary) ?? null;
        return number !== null && percents.has(summary) ? number / 100 : number;
      }, rounding);
      return typeof value === 'number' ? value : null;
    },
  };
}

/**
 * Which group comes before is plain for outermost groups only: the documentation does not say whether inner ones go on across the groups
 * above them. https://www.scribd.com/doc/297848292/Salesforce-Report-Summary-Functions-Cheatsheet
 */
function previousGroup(definition: SummaryFormulaDef, report: ReportDef, level: string, places: number): Variable['previous'] {
  if (places < 1 || places > MOST_PLACES_BEFORE)
    throw invalid(`The summary formula ${definition.name} goes ${places} groups back, and may go 1 to ${MOST_PLACES_BEFORE}`);
  const isLevel = ({ field }: { readonly field: string }): boolean => field.toLowerCase() === level.toLowerCase();
  const { groupingsDown, groupingsAcross } = report;
  const groupings = [...groupingsDown, ...groupingsAcross];
  if (!groupings.some(isLevel)) throw invalid(`The summary formula ${definition.name} names ${level}, by which nothing is grouped`);
  if (![groupingsDown[0], groupingsAcross[0]].some((outermost) => outermost && isLevel(outermost)))
    throw new UnsupportedFeatureError(`PREVGROUPVAL by the inner grouping ${level}`);
  if (groupings.some(({ sortBy }) => sortBy?.aggregate === 'Formula' && sortBy.column === definition.name))
    throw new UnsupportedFeatureError(`groups sorted by ${definition.name}, which reads the groups before them`);
  return { level, places };
}

function levelName(level: string, layout: ReportLayout): string {
  if (/^((ROW|COLUMN)_)?GRAND_SUMMARY$/i.test(level)) return level.toUpperCase();
  const column = formulaColumn(layout, level);
  return column?.name ?? level;
}

function compileOver(source: string, count: number, definition: SummaryFormulaDef): TypedFormula {
  const fields = new Map<string, FieldDef>();
  for (let index = 0; index < count; index++) fields.set(`v${index}__c`, numberField(`V${index}__c`));
  const object: SObjectDef = {
    apiName: 'Summaries__c',
    label: 'Summaries',
    labelPlural: 'Summaries',
    kind: 'custom',
    keyPrefix: '',
    sharingModel: 'ReadWrite',
    fields,
    childRelationships: [],
    recordTypes: [],
    validationRules: [],
    listViews: [],
    compactLayouts: [],
  };
  const schema: Schema = {
    objects: new Map([['summaries__c', object]]),
    object: () => object,
    field: (_object, name) => fields.get(name.toLowerCase()),
    parentRelationship: () => undefined,
    childRelationship: () => undefined,
    byKeyPrefix: () => undefined,
    allByKeyPrefix: () => [],
  };
  try {
    const formula = compileFormula(source, object, schema, { blanks: 'zero' });
    if (formula.type !== 'Number') throw invalid(`The summary formula ${definition.name} gives ${formula.type}, not a number`);
    return formula;
  } catch (error) {
    if (error instanceof FormulaError) throw invalid(`The summary formula ${definition.name}: ${error.message}`);
    throw error;
  }
}
