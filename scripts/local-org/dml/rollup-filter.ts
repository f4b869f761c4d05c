import { UnsupportedFeatureError, type FieldDef, type SObjectDef } from '../metadata/index.ts';
import { fold, foldsCase, toSql, type SqlValue } from '../store/index.ts';
import { summarizedColumn } from './rollup-source.ts';
import type { SaveContext } from './types.ts';
import { toStored } from './values.ts';

type Filter = NonNullable<NonNullable<FieldDef['summary']>['filters']>[number];

const COMPARISONS: Readonly<Record<string, string>> = {
  lessThan: '<',
  lessOrEqual: '<=',
  greaterThan: '>',
  greaterOrEqual: '>=',
};

/**
 * A filter of a roll-up summary field as SQL; its parameters are added to `params`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm (FilterItem)
 * @throws UnsupportedFeatureError for an operation or a field that the local org does not know
 */
export function filterCondition(ctx: SaveContext, child: SObjectDef, filter: Filter, params: SqlValue[]): string {
  const { store } = ctx;
  const field = store.schema.field(child, filter.field);
  if (!field) throw new UnsupportedFeatureError(`roll-up filter on ${child.apiName}.${filter.field}`);
  const plain = summarizedColumn(ctx, child, field);
  const column = foldsCase(field) ? `fold(${plain})` : plain;
  // Several values, separated by commas, mean any of them.
  const values = filter.value.split(',').map((part) => valueOf(field, part.trim()));
  const any = (condition: (value: SqlValue) => string): string => `(${values.map(condition).join(' OR ')})`;
  const bound = (value: SqlValue): string => {
    params.push(value);
    return '?';
  };
  const like = (pattern: (text: string) => string) => any((value) => `instr(${column}, ${bound(String(value))}) ${pattern(String(value))}`);
  const equal = (): string => any((value) => (value === null ? `${column} IS NULL` : `${column} = ${bound(value)}`));
  switch (filter.operation) {
    case 'equals':
      return equal();
    case 'notEqual':
      return `COALESCE(NOT ${equal()}, 1)`;
    case 'contains':
      return like(() => '> 0');
    case 'notContain':
      return `COALESCE(NOT ${like(() => '> 0')}, 1)`;
    case 'startsWith':
      return like(() => '= 1');
    default: {
      const sign = COMPARISONS[filter.operation];
      if (!sign) throw new UnsupportedFeatureError(`roll-up filter operation ${filter.operation}`);
      return any((value) => `${column} ${sign} ${bound(value)}`);
    }
  }
}

function valueOf(field: FieldDef, text: string): SqlValue {
  if (text === '') return null;
  if (field.type === 'Checkbox') return /^(?:true|1)$/i.test(text) ? 1 : 0;
  const isNumber = field.type === 'Number' || field.type === 'Currency' || field.type === 'Percent';
  const stored = toStored(field, isNumber ? Number(text) : field.type === 'DateTime' ? Date.parse(text) : text);
  const value = toSql(field, stored);
  return typeof value === 'string' && foldsCase(field) ? fold(value) : value;
}
