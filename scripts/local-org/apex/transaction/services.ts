import type { TriggerRunner } from '../../dml/index.ts';
import type { ApexHost, RunningUser, RuntimeType } from '../runtime/context.ts';
import type { MixedDml } from './mixedDml.ts';
import type { Transaction } from './transaction.ts';

/** What the engine gives a transaction. */
export interface TransactionServices {
  readonly host: ApexHost;
  findType(name: string): RuntimeType | undefined;
  triggers(transaction: Transaction): TriggerRunner;
  /** Calls a static method by its generated name. */
  callStatic(className: string, generated: string, args: readonly unknown[]): void;
  log(level: string, message: string): void;
}

/** What comes back after `System.runAs`. */
export interface FormerUser {
  readonly user: RunningUser;
  readonly mixedDml: MixedDml;
}
