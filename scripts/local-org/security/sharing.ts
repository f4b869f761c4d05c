import { BUSINESS_OBJECTS, shareObject, shareParent, type FieldDef, type Schema, type SObjectDef } from '../metadata/index.ts';
import type { Store } from '../store/index.ts';
import type { Grants } from './grants.ts';
import { implicitConditions } from './implicit-sharing.ts';
import type { Principals } from './principals.ts';
import { criteriaCondition } from './sharing-criteria.ts';
import { sharingRules, type SharingRule } from './sharing-rules.ts';

/** What one wants to do with a record: `transfer` gives it to another owner, `full` is what an owner may, such as delete and share. */
export type Level = 'read' | 'edit' | 'transfer' | 'full';

export interface Condition {
  readonly sql: string;
  readonly params: (string | number)[];
}

const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/** Parents beyond this depth do not occur: master-detail allows three levels. */
const MAX_DEPTH = 5;

/**
 * Record access of one user as SQL: owner, role hierarchy, queues, organization-wide defaults, share rows, parents.
 * https://help.salesforce.com/s/articleView?id=platform.security_data_access.htm
 */
export class RecordSharing {
  readonly #store: Store;
  readonly #schema: Schema;
  readonly #grants: Grants;
  readonly #owners: string;
  readonly #userId: string;
  readonly #isGuest: boolean;
  readonly #rules = new Map<string, readonly SharingRule[]>();

  constructor(store: Store, grants: Grants, principals: Principals, userId: string) {
    this.#store = store;
    this.#schema = store.schema;
    this.#grants = grants;
    this.#owners = JSON.stringify(principals.owners);
    this.#userId = userId;
    this.#isGuest = principals.isGuest;
  }

  /** True over `row` for the records this level is open for; undefined when that is all of them. */
  condition(object: SObjectDef, row: string, wanted: Level, depth = 0): Condition | undefined {
    const level = wanted === 'transfer' && this.#transfersAny(object) ? 'edit' : wanted;
    const shared = shareParent(object);
    // Who may see a record sees with whom it is shared; only who may do everything with it changes that.
    if (shared) return this.#follows(object, shared, row, level === 'read' ? 'read' : 'full', depth);
    if (this.#seesAll(object, level)) return undefined;
    const owner = object.fields.get('ownerid');
    if (object.sharingModel === 'ControlledByParent' && depth < MAX_DEPTH) return this.#byParent(object, row, level, depth);
    if (!owner) return object.apiName === 'User' && level !== 'read' ? this.#users(row) : undefined;
    if (this.#isOpen(object, level)) return undefined;
    return this.#ownedOrShared(object, owner, row, level);
  }

  /** Whether the organization-wide default opens the level to everybody; for guest users all of them are private. */
  #isOpen(object: SObjectDef, level: Level): boolean {
    const { apiName, kind, sharingModel } = object;
    // https://help.salesforce.com/s/articleView?id=experience.networks_secure_guest_user_sharing.htm
    if (this.#isGuest && (kind === 'custom' || BUSINESS_OBJECTS.has(apiName))) return false;
    if (sharingModel === 'FullAccess') return true;
    if (sharingModel === 'ReadWriteTransfer') return level !== 'full';
    if (sharingModel === 'ReadWrite') return level === 'read' || level === 'edit';
    return sharingModel === 'Read' && level === 'read';
  }

  #seesAll(object: SObjectDef, level: Level): boolean {
    const { permissions, objects } = this.#grants;
    const grant = objects.get(object.apiName.toLowerCase());
    if (permissions.has('ModifyAllData') || grant?.modifyAll) return true;
    return level === 'read' && (permissions.has('ViewAllData') || (grant?.viewAll ?? false));
  }

  /** Transfer Record lets one give away what one may edit. https://help.salesforce.com/s/articleView?id=sales.admin_transfer.htm */
  #transfersAny({ apiName }: SObjectDef): boolean {
    const { permissions } = this.#grants;
    if (permissions.has('TransferAnyEntity')) return true;
    return (apiName === 'Case' && permissions.has('TransferAnyCase')) || (apiName === 'Lead' && permissions.has('TransferAnyLead'));
  }

  /** Everybody may edit the own user record; the rest needs Manage Users. */
  #users(row: string): Condition | undefined {
    return this.#grants.permissions.has('ManageUsers') ? undefined : { sql: `${row}."Id" = ?`, params: [this.#userId] };
  }

  #ownedOrShared(object: SObjectDef, owner: FieldDef, row: string, level: Level): Condition {
    const direct = this.#directly(object, owner, row, level);
    const implicit = implicitConditions(this.#store, {
      object,
      row,
      level,
      owners: this.#owners,
      direct: (child, alias) => {
        const childOwner = child.fields.get('ownerid');
        return childOwner && this.#directly(child, childOwner, alias, 'read');
      },
    });
    return anyOf(direct, ...implicit);
  }

  #directly(object: SObjectDef, owner: FieldDef, row: string, level: Level): Condition {
    const owned: Condition = { sql: `${row}.${this.#store.column(object, owner)} ${IN_LIST}`, params: [this.#owners] };
    const others = [this.#shared(object, row, level), ...this.#ruled(object, owner, row, level)].filter((one) => one !== undefined);
    return anyOf(owned, ...others);
  }

  /** Records that sharing rules open. https://help.salesforce.com/s/articleView?id=platform.security_about_sharing_rules.htm */
  #ruled(object: SObjectDef, owner: FieldDef, row: string, level: Level): Condition[] {
    if (level === 'full' || level === 'transfer') return [];
    let rules = this.#rules.get(object.apiName);
    if (!rules) this.#rules.set(object.apiName, (rules = sharingRules(this.#store, object.apiName, this.#owners)));
    return rules
      .filter((rule) => level === 'read' || rule.level === 'Edit')
      .map((rule) =>
        'criteria' in rule
          ? criteriaCondition(this.#store, object, row, rule.criteria)
          : { sql: `${row}.${this.#store.column(object, owner)} ${IN_LIST}`, params: [rule.owners] },
      );
  }

  #shared(object: SObjectDef, row: string, level: Level): Condition | undefined {
    const share = shareObject(this.#schema, object);
    const parent = share && shareParent(share);
    const access = share?.fields.get('accesslevel') ?? share?.fields.get(`${object.apiName}accesslevel`.toLowerCase());
    if (!share || !parent || !access) return undefined;
    const column = (field: FieldDef): string => this.#store.column(share, field);
    const levels = level === 'read' ? '' : ` AND ${column(access)} IN (${level === 'edit' ? `'Edit', 'All'` : `'All'`})`;
    const living = share.fields.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
    return {
      sql: `${row}."Id" IN (SELECT ${column(parent)} FROM ${this.#store.table(share)} WHERE "UserOrGroupId" ${IN_LIST}${levels}${living})`,
      params: [this.#owners],
    };
  }

  /** A detail follows its masters; to change it one must be able to change them. A contact without an account is its owner's. */
  #byParent(object: SObjectDef, row: string, level: Level, depth: number): Condition | undefined {
    const parentLevel = level === 'read' ? 'read' : 'edit';
    const conditions: Condition[] = [];
    for (const field of parentFields(object)) {
      const follows = this.#follows(object, field, row, parentLevel, depth);
      if (!follows) continue;
      const owner = object.fields.get('ownerid');
      if (!owner) conditions.push(follows);
      else conditions.push(anyOf(follows, this.#ownedOrShared(object, owner, row, level)));
    }
    if (conditions.length === 0) return undefined;
    return { sql: conditions.map((c) => c.sql).join(' AND '), params: conditions.flatMap((c) => c.params) };
  }

  /** True for the records whose parent is open to the level; undefined when every parent is. */
  #follows(object: SObjectDef, field: FieldDef, row: string, level: Level, depth: number): Condition | undefined {
    const alias = `p${depth}`;
    const column = `${row}.${this.#store.column(object, field)}`;
    const parents = field.referenceTo.map((name) => this.#schema.object(name)).filter((parent) => parent !== undefined);
    const closed = new Map<SObjectDef, Condition>();
    for (const parent of parents) {
      const inner = depth < MAX_DEPTH ? this.condition(parent, alias, level, depth + 1) : undefined;
      if (!inner) continue;
      const sql = `${column} IN (SELECT ${alias}."Id" FROM ${this.#store.table(parent)} ${alias} WHERE ${inner.sql})`;
      closed.set(parent, { sql, params: inner.params });
    }
    if (closed.size === 0) return undefined;
    if (closed.size === parents.length) return anyOf(...closed.values());
    // Of a lookup to many objects those count whose records are not open to all.
    const prefixes = [...closed.keys()].map(({ keyPrefix }) => `'${keyPrefix}'`).join(', ');
    return anyOf({ sql: `substr(${column}, 1, 3) NOT IN (${prefixes})`, params: [] }, ...closed.values());
  }
}

/** True where one of the conditions is. */
function anyOf(...conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  if (only && conditions.length === 1) return only;
  return { sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`, params: conditions.flatMap(({ params }) => params) };
}

/** The lookups to the records that control access: masters, the account, or what the record is deleted with. */
function parentFields(object: SObjectDef): FieldDef[] {
  const fields = [...object.fields.values()];
  const masters = fields.filter((field) => field.type === 'MasterDetail');
  if (masters.length > 0) return masters;
  const whole = fields.find((field) => field.required && field.deleteConstraint === 'Cascade' && field.referenceTo.length > 0);
  const parent = whole ?? object.fields.get('accountid');
  return parent ? [parent] : [];
}
