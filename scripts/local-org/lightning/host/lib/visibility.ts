import { fieldOf } from '../../shims/data/fields';
import type { RecordDoc } from '../../shims/data/types';
import type { PageDocument, VisibilityRule } from './pages';
import { session } from './session';
import { plainText } from '../../shims/data/text';

/** Component visibility. https://help.salesforce.com/s/articleView?id=platform.lightning_page_components_visibility.htm */

type Criterion = VisibilityRule['criteria'][number];

/** Qualified names of the record fields that the page's visibility rules read. */
export function fieldsOfRules(page: PageDocument, objectApiName: string): string[] {
  const rules = page.regions.flatMap(({ components }) => components).flatMap(({ visibility }) => visibility?.criteria ?? []);
  return [...new Set(rules.flatMap(({ leftValue }) => recordField(leftValue) ?? []))].map((field) => `${objectApiName}.${field}`);
}

/** True when a component with this rule is shown. @throws Error naming a value or operator that is not supported. */
export function isVisible(rule: VisibilityRule | null | undefined, record: RecordDoc | undefined): boolean {
  if (!rule || rule.criteria.length === 0) return true;
  const results = rule.criteria.map((criterion) => holds(criterion, record));
  return rule.booleanFilter ? evaluateFilter(rule.booleanFilter, results) : results.every(Boolean);
}

function recordField(leftValue: string): string | undefined {
  return /^\{!Record\.([\w.]+)\}$/i.exec(leftValue)?.[1];
}

function holds(criterion: Criterion, record: RecordDoc | undefined): boolean {
  const left = plainText(leftSide(criterion.leftValue, record));
  const compare = OPERATORS[criterion.operator];
  if (!compare) throw new Error(`Visibility operator ${criterion.operator} is not supported`);
  return compare(left, criterion.rightValue ?? '');
}

function leftSide(leftValue: string, record: RecordDoc | undefined): unknown {
  const field = recordField(leftValue);
  if (field) return fieldOf(record, `Record.${field}`)?.value;
  if (/^\{!\$Client\.FormFactor\}$/i.test(leftValue)) return globalThis.__org.formFactor;
  const permission = /^\{!\$Permission\.(?:CustomPermission\.)?(\w+)\}$/i.exec(leftValue)?.[1];
  if (permission) return session().customPermissions.includes(permission);
  const profile = /^\{!\$User\.Profile\.Name\}$/i.test(leftValue);
  if (profile) return session().user?.profileName;
  throw new Error(`Visibility by ${leftValue} is not supported`);
}

const same = (left: string, right: string): boolean => left.toLocaleLowerCase() === right.toLocaleLowerCase();

const OPERATORS: Readonly<Record<string, (left: string, right: string) => boolean>> = {
  EQUAL: same,
  NE: (left, right) => !same(left, right),
  CONTAINS: (left, right) => left.toLocaleLowerCase().includes(right.toLocaleLowerCase()),
  GT: (left, right) => Number(left) > Number(right),
  GE: (left, right) => Number(left) >= Number(right),
  LT: (left, right) => Number(left) < Number(right),
  LE: (left, right) => Number(left) <= Number(right),
};

/** Filter logic: numbers, AND, OR, NOT, parentheses. @throws Error when it is malformed. */
export function evaluateFilter(filter: string, results: readonly boolean[]): boolean {
  const tokens = filter.match(/\d+|\(|\)|AND|OR|NOT/gi) ?? [];
  let at = 0;
  const take = (word: string): boolean => tokens[at]?.toUpperCase() === word && (at++, true);
  const primary = (): boolean => {
    if (take('NOT')) return !primary();
    if (take('(')) {
      const inner = or();
      if (!take(')')) throw new Error(`Filter logic ${filter} is malformed`);
      return inner;
    }
    const result = results[Number(tokens[at++]) - 1];
    if (result === undefined) throw new Error(`Filter logic ${filter} is malformed`);
    return result;
  };
  const and = (): boolean => {
    let value = primary();
    while (take('AND')) value = primary() && value;
    return value;
  };
  const or = (): boolean => {
    let value = and();
    while (take('OR')) value = and() || value;
    return value;
  };
  const value = or();
  if (at < tokens.length) throw new Error(`Filter logic ${filter} is malformed`);
  return value;
}
