import { formulaColumn, type SaveContext, type TriggerRunner } from '../../dml/index.ts';
import type { AccessPolicy, QueryContext } from '../../soql/index.ts';
import { validationLog } from '../debug-log/index.ts';
import type { DataMode } from '../runtime/context.ts';
import type { Transaction } from './transaction.ts';

/** What adds to the permissions of the user. */
type Augmented = Pick<DataMode, 'permissionSetId'>;

/** The access of the present user, looked up once when an operation first asks: in system mode most do not. */
function accessWhenAsked({ host, user }: Transaction, { permissionSetId }: Augmented): () => AccessPolicy {
  let access: AccessPolicy | undefined;
  return () => (access ??= host.accessFor(user.id, permissionSetId));
}

/** What a query of the transaction needs to know: who asks, when, and what is enforced. */
export function queryContext(running: Transaction, mode: DataMode): QueryContext {
  const { store, source } = running.host;
  const { id, timeZone, language } = running.user;
  const access = accessWhenAsked(running, mode);
  return {
    store,
    user: { id, timeZone, language },
    now: running.now(),
    enforcePermissions: mode.userMode,
    enforceSharing: mode.sharing,
    get access() {
      return access();
    },
    picklistLabel: (object, field, value) => source.translations.picklistLabel(object.apiName, field.apiName, value, language),
    formula: (object, field) => formulaColumn(object, field, running.saveContext()),
  };
}

/** What a save of the transaction needs to know. */
export function saveContext(running: Transaction, triggers: TriggerRunner, mode: Augmented = {}): SaveContext {
  const { host, user } = running;
  const access = accessWhenAsked(running, mode);
  return {
    store: host.store,
    translations: host.source.translations,
    query: queryContext(running, { userMode: false, sharing: false }),
    get access() {
      return access();
    },
    triggers,
    flows: host.flows?.runner(() => running),
    userId: user.id,
    language: user.language,
    keepsHistory: !running.isTest,
    validations: running.debugLog && validationLog(running.debugLog),
    now: running.now(),
    globalVariable: (path) => host.globalVariable(user.id, path),
  };
}
