import type { FieldDef, FieldValue, SObjectDef } from '../../metadata/index.ts';
import { fromSql, type SqlValue } from '../../store/index.ts';
import type { Environment } from '../environment.ts';
import { SoqlError } from '../errors.ts';
import { UnsupportedFeatureError } from '../../metadata/index.ts';
import type { NameScope, Names, Resolved } from '../names.ts';
import type { DistanceCall, Expression, FunctionCall, Place } from '../syntax/ast.ts';
import { DATE_FUNCTIONS, dateFunction } from '../time/functions.ts';
import { localeTag, shortDate } from '../time/short-date.ts';
import { comparableValue, sortKey } from './compare.ts';
import { distance } from './distance.ts';
import { param, raw, sql, type Fragment } from './fragment.ts';
import type { Source } from './source.ts';

/** An expression of a query as SQL, with what is needed to compare it and to read its value. */
export interface SqlExpression {
  readonly value: Fragment;
  /** Decides how it is compared, sorted and read. */
  readonly field: FieldDef;
  readonly object: SObjectDef;
  readonly resolved?: Resolved;
  readonly aggregate: boolean;
  /** Canonical names of a plain path; undefined for functions. */
  readonly names?: readonly string[];
  readonly read: (value: SqlValue | undefined) => FieldValue;
}

export const AGGREGATES: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUPING']);

/** Translates expressions over one source. */
export class Expressions {
  readonly env: Environment;
  readonly source: Source;
  readonly scope: NameScope;
  readonly names: Names;

  constructor(env: Environment, source: Source, scope: NameScope, names: Names) {
    this.env = env;
    this.source = source;
    this.scope = scope;
    this.names = names;
  }

  translate(expression: Expression): SqlExpression {
    if (expression.kind === 'distance') return this.#distance(expression);
    if (expression.kind === 'function') return this.#function(expression);
    const resolved = this.names.resolve(this.scope, expression);
    const { field, object, names } = resolved;
    return { value: this.source.value(resolved), field, object, resolved, aggregate: false, names, read: (value) => fromSql(field, value) };
  }

  /** How a column with that field's value is read. */
  reader(field: FieldDef): (value: SqlValue | undefined) => FieldValue {
    return (value) => fromSql(field, value);
  }

  #function(call: FunctionCall): SqlExpression {
    if (DATE_FUNCTIONS.has(call.name)) return this.#dateFunction(call);
    if (AGGREGATES.has(call.name)) return this.#aggregate(call);
    if (call.name === 'TOLABEL') return this.#toLabel(call);
    if (call.name === 'FORMAT') return this.#format(call);
    throw new UnsupportedFeatureError(`SOQL: ${call.name}()`);
  }

  #argument(call: FunctionCall): SqlExpression {
    if (!call.argument) throw new SoqlError('MALFORMED_QUERY', `${call.name} needs a field`, call.position);
    return this.translate(call.argument);
  }

  #dateFunction(call: FunctionCall): SqlExpression {
    const argument = this.#argument(call);
    const { type, apiName } = argument.field;
    // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_date_functions.htm
    const needsTime = call.name === 'HOUR_IN_DAY' || call.name === 'DAY_ONLY';
    if (type !== 'DateTime' && (type !== 'Date' || needsTime)) {
      throw new SoqlError('MALFORMED_QUERY', `field ${apiName} does not support the date function ${call.name}`, call.position);
    }
    if (call.convertTimezone && type !== 'DateTime') {
      throw new SoqlError('MALFORMED_QUERY', `convertTimezone() can only be applied to dateTime fields, not ${apiName}`, call.position);
    }
    const { store } = this.env.context;
    store.defineFunction('soql_date', (name, value, zone, fiscalStart) =>
      dateFunction(String(name), value as string | number | null, String(zone), Number(fiscalStart)),
    );
    const fiscal = call.name.startsWith('FISCAL') ? this.env.dates.fiscalYearStartMonth : 1;
    const zone = call.convertTimezone ? this.env.context.user.timeZone : 'UTC';
    const field: FieldDef = { ...argument.field, type: call.name === 'DAY_ONLY' ? 'Date' : 'Number', formula: undefined };
    // Names and zones are embedded as text, so that the same expression in GROUP BY is the same to SQLite.
    const value = sql`soql_date('${call.name}', ${argument.value}, '${zone.replaceAll("'", '')}', ${String(fiscal)})`;
    return { value, field, object: argument.object, aggregate: false, read: (result) => fromSql(field, result) };
  }

  #aggregate(call: FunctionCall): SqlExpression {
    const numeric: FieldDef = { ...COUNT_FIELD };
    const countRead = (value: SqlValue | undefined): FieldValue => fromSql(numeric, value);
    if (call.name === 'COUNT' && !call.argument) {
      return { value: raw('COUNT(*)'), field: numeric, object: this.scope.object, aggregate: true, read: countRead };
    }
    const argument = this.#argument(call);
    const { field, object, value } = argument;
    if (field.type === 'Address' || field.type === 'Location') throw notAggregatable(call, field);
    const base = { object, aggregate: true } as const;
    switch (call.name) {
      case 'COUNT':
        return { ...base, value: sql`COUNT(${value})`, field: numeric, read: countRead };
      case 'COUNT_DISTINCT':
        return { ...base, value: sql`COUNT(DISTINCT ${comparableValue(argument)})`, field: numeric, read: countRead };
      case 'GROUPING':
        throw new UnsupportedFeatureError('SOQL: GROUPING() outside GROUP BY ROLLUP and CUBE');
      case 'SUM':
      case 'AVG':
        if (!NUMERIC.has(field.type)) throw notAggregatable(call, field);
        return { ...base, value: sql`${call.name}(${value})`, field: numeric, read: countRead };
      default:
        if (field.type === 'Checkbox' || field.type === 'LongTextArea' || field.type === 'Html') throw notAggregatable(call, field);
        return { ...base, value: extreme(call.name, argument), field, read: argument.read };
    }
  }

  #toLabel(call: FunctionCall): SqlExpression {
    const argument = this.#argument(call);
    const { context } = this.env;
    const label = (value: FieldValue): FieldValue =>
      typeof value !== 'string' || !argument.field.picklist
        ? value
        : value
            .split(';')
            .map((part) => context.picklistLabel(argument.object, argument.field, part))
            .join(';');
    return { ...argument, value: argument.value, read: (value) => label(argument.read(value)) };
  }

  #format(call: FunctionCall): SqlExpression {
    const argument = this.#argument(call);
    const { user } = this.env.context;
    const { language } = user;
    const text: FieldDef = { ...argument.field, type: 'Text', formula: undefined };
    return {
      ...argument,
      field: text,
      read: (value) => {
        const plain = argument.read(value);
        const { type, scale } = argument.field;
        if (typeof plain === 'number' && type === 'DateTime') {
          return shortDate(language, plain, { timeStyle: 'short', timeZone: user.timeZone });
        }
        if (typeof plain === 'number')
          return new Intl.NumberFormat(localeTag(language), { maximumFractionDigits: scale ?? 2 }).format(plain);
        if (typeof plain === 'string' && type === 'Date') {
          return shortDate(language, Date.parse(plain), { timeZone: 'UTC' });
        }
        return plain === null ? null : String(plain);
      },
    };
  }

  #distance(call: DistanceCall): SqlExpression {
    const unit = call.unit.toLowerCase();
    if (unit !== 'km' && unit !== 'mi')
      throw new SoqlError('MALFORMED_QUERY', `Invalid distance unit: ${call.unit}. Valid unit values are 'mi' or 'km'`, call.position);
    this.env.context.store.defineFunction('soql_distance', distance);
    const value = sql`soql_distance(${this.#place(call.from)}, ${this.#place(call.to)}, '${unit}')`;
    return { value, field: COUNT_FIELD, object: this.scope.object, aggregate: false, read: (result) => fromSql(COUNT_FIELD, result) };
  }

  #place(place: Place): Fragment {
    if (place.kind === 'bind') throw new UnsupportedFeatureError('SOQL: a bind as the location of DISTANCE()');
    if (place.kind === 'geolocation') {
      const coordinate = (value: typeof place.latitude): Fragment => {
        const bound = typeof value === 'number' ? value : this.env.bind(value);
        return param(typeof bound === 'number' ? bound : null);
      };
      return sql`${coordinate(place.latitude)}, ${coordinate(place.longitude)}`;
    }
    const resolved = this.names.resolve(this.scope, place);
    const base = place.path.at(-1)?.replace(/(__c|Address)$/i, '') ?? '';
    const separator = resolved.field.type === 'Location' ? '__' : '';
    const suffix = resolved.field.type === 'Location' ? '__s' : '';
    const part = (name: string): Fragment => {
      const path = [...place.path.slice(0, -1), `${base}${separator}${name}${suffix}`];
      return this.source.value(this.names.resolve(this.scope, { ...place, path }));
    };
    return sql`${part('Latitude')}, ${part('Longitude')}`;
  }
}

/**
 * MIN or MAX: of texts without regard to case, of picklists in the order of their values.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions.htm
 */
function extreme(name: string, argument: SqlExpression): Fragment {
  const { value } = argument;
  const key = sortKey(argument);
  if (key.sql === value.sql) return sql`${name}(${value})`;
  const found = sql`${name}(${key} || char(1) || ${value})`;
  return sql`substr(${found}, instr(${found}, char(1)) + 1)`;
}

const NUMERIC: ReadonlySet<string> = new Set(['Number', 'Currency', 'Percent', 'Summary']);

const COUNT_FIELD: FieldDef = {
  apiName: 'expr',
  label: 'expr',
  type: 'Number',
  custom: false,
  required: false,
  unique: false,
  externalId: false,
  caseSensitive: false,
  referenceTo: [],
  createable: false,
  updateable: false,
  nillable: true,
  system: true,
  nameField: false,
};

function notAggregatable(call: FunctionCall, field: FieldDef): SoqlError {
  return new SoqlError('INVALID_FIELD', `field ${field.apiName} does not support aggregate operator ${call.name}`, call.position);
}
