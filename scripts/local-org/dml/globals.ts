import type { FieldValue, SObjectDef } from '../metadata/index.ts';
import { UnsupportedFeatureError } from '../metadata/index.ts';
import { NOW, TIME_ZONE, type FormulaInput } from './formula/index.ts';
import type { SaveContext } from './types.ts';

/** What the global variables of a formula need to know. */
export type GlobalContext = Pick<SaveContext, 'store' | 'translations' | 'userId' | 'language' | 'now' | 'globalVariable'> & {
  readonly query: Pick<SaveContext['query'], 'user'>;
};

/**
 * Answers the `$…` paths of formulas. Labels, custom metadata and custom settings are read here; users, profiles and
 * permissions come from the context.
 * https://help.salesforce.com/s/articleView?id=platform.dev_understanding_global_variables.htm
 */
export function globalInput(ctx: GlobalContext): FormulaInput {
  const known = new Map<string, FieldValue>();
  return (path) => {
    if (path === NOW || path === '$System.OriginDateTime') return path === NOW ? ctx.now : ORIGIN;
    if (path === TIME_ZONE) return ctx.query.user.timeZone;
    let value = known.get(path);
    if (value === undefined) known.set(path, (value = read(ctx, path)));
    return value;
  };
}

/** 1900-01-01 00:00:00 GMT. */
const ORIGIN = Date.UTC(1900, 0, 1);

function read(ctx: GlobalContext, path: string): FieldValue {
  const [root = '', ...rest] = path.split('.');
  const name = root.toLowerCase();
  if (name === '$label') return ctx.translations.label(rest.at(-1) ?? '', ctx.language) ?? null;
  if (name === '$custommetadata') return customMetadata(ctx, rest);
  if (name === '$setup') return customSetting(ctx, rest);
  const value = ctx.globalVariable(path);
  if (value === undefined) throw new UnsupportedFeatureError(`global variable ${path} in formulas`);
  return value;
}

function customMetadata(ctx: GlobalContext, [type = '', record = '', field = '']: string[]): FieldValue {
  const object = ctx.store.schema.object(type);
  return object ? readField(ctx, object, 'DeveloperName', [record], field) : null;
}

/** The most specific of user, profile and organization that has a value. */
function customSetting(ctx: GlobalContext, [type = '', field = '']: string[]): FieldValue {
  const object = ctx.store.schema.object(type);
  if (!object) return null;
  const owners = [ctx.userId, ctx.globalVariable('$Profile.Id'), ctx.globalVariable('$Organization.Id')];
  for (const owner of owners) {
    const value = typeof owner === 'string' ? readField(ctx, object, 'SetupOwnerId', [owner], field) : null;
    if (value !== null) return value;
  }
  return null;
}

function readField(ctx: GlobalContext, object: SObjectDef, keyField: string, key: readonly string[], field: string): FieldValue {
  const { store } = ctx;
  const [id, by, wanted] = ['Id', keyField, field].map((name) => store.schema.field(object, name));
  if (!id || !by || !wanted) return null;
  const found = store.get(
    `SELECT ${store.column(object, id)} AS id FROM ${store.table(object)} WHERE ${store.column(object, by)} = ?`,
    key,
  );
  const recordId = found?.id;
  if (typeof recordId !== 'string') return null;
  return store.read(object, [recordId]).get(recordId)?.get(wanted.apiName) ?? null;
}
