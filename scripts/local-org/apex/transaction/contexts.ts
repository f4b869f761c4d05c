import { formulaColumn, type SaveContext, type TriggerRunner } from '../../dml/index.ts';
import type { FieldDef, SObjectDef } from '../../metadata/index.ts';
import type { AccessPolicy, FormulaColumn, QueryContext, QueryUser } from '../../soql/index.ts';
import type { Store } from '../../store/index.ts';
import { validationLog } from '../debug-log/index.ts';
import type { DataMode } from '../runtime/context.ts';
import type { Transaction } from './transaction.ts';

/** What adds to the permissions of the user. */
type Augmented = Pick<DataMode, 'permissionSetId'>;

/** What a query of the transaction needs to know. The access of the user is looked up when first asked for: in system mode it is not. */
class TransactionQuery implements QueryContext {
  readonly store: Store;
  readonly user: QueryUser;
  readonly now: number;
  readonly enforcePermissions: boolean;
  readonly enforceSharing: boolean;
  readonly #running: Transaction;
  readonly #permissionSetId: string | undefined;
  #access: AccessPolicy | undefined;

  constructor(running: Transaction, { userMode, sharing, permissionSetId }: DataMode, user: QueryUser, now: number) {
    this.store = running.host.store;
    this.user = user;
    this.now = now;
    this.enforcePermissions = userMode;
    this.enforceSharing = sharing;
    this.#running = running;
    this.#permissionSetId = permissionSetId;
  }

  get access(): AccessPolicy {
    return (this.#access ??= this.#running.host.accessFor(this.user.id, this.#permissionSetId));
  }

  picklistLabel({ apiName }: SObjectDef, field: FieldDef, value: string): string {
    return this.#running.host.source.translations.picklistLabel(apiName, field.apiName, value, this.user.language);
  }

  formula(object: SObjectDef, field: FieldDef): FormulaColumn {
    return formulaColumn(object, field, this.#running.saveContext());
  }
}

const SYSTEM: DataMode = { userMode: false, sharing: false };

/** What a save of the transaction needs to know. */
class TransactionSave implements SaveContext {
  readonly store: Store;
  readonly translations: SaveContext['translations'];
  readonly triggers: TriggerRunner;
  readonly flows: SaveContext['flows'];
  readonly userId: string;
  readonly language: string;
  readonly keepsHistory: boolean;
  readonly validations: SaveContext['validations'];
  readonly now: number;
  readonly #running: Transaction;
  readonly #user: QueryUser;
  readonly #permissionSetId: string | undefined;
  #access: AccessPolicy | undefined;
  #query: QueryContext | undefined;

  constructor(running: Transaction, triggers: TriggerRunner, { permissionSetId }: Augmented) {
    const { host, user, debugLog } = running;
    this.store = host.store;
    this.translations = host.source.translations;
    this.triggers = triggers;
    this.flows = host.flows?.runner(() => running);
    this.userId = user.id;
    this.language = user.language;
    this.keepsHistory = !running.isTest;
    this.validations = debugLog && validationLog(debugLog);
    this.now = running.now();
    this.#running = running;
    this.#user = user;
    this.#permissionSetId = permissionSetId;
  }

  get access(): AccessPolicy {
    return (this.#access ??= this.#running.host.accessFor(this.userId, this.#permissionSetId));
  }

  get query(): QueryContext {
    return (this.#query ??= new TransactionQuery(this.#running, SYSTEM, this.#user, this.now));
  }

  globalVariable(path: string): ReturnType<SaveContext['globalVariable']> {
    return this.#running.host.globalVariable(this.userId, path);
  }
}

/** What a query of the transaction needs to know: who asks, when, and what is enforced. */
export function queryContext(running: Transaction, mode: DataMode): QueryContext {
  return new TransactionQuery(running, mode, running.user, running.now());
}

/** What a save of the transaction needs to know. */
export function saveContext(running: Transaction, triggers: TriggerRunner, mode: Augmented = {}): SaveContext {
  return new TransactionSave(running, triggers, mode);
}
