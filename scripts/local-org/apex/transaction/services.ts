import type { TriggerRunner } from '../../dml/index.ts';
import type { SObjectDef } from '../../metadata/index.ts';
import type { ApexSObject } from '../runtime/sobject/index.ts';
import type { RuntimeType } from '../runtime/context.ts';
import type { ApexHost, RunningUser } from '../runtime/host.ts';
import type { MixedDml } from './mixedDml.ts';
import type { Transaction } from './transaction.ts';

/** Triggers of saves, and of events that are not saved. */
export interface ApexTriggers extends TriggerRunner {
  /** Throws what a trigger does not catch. */
  runEvents(event: SObjectDef, records: readonly ApexSObject[]): void;
}

/** What the engine gives a transaction. */
export interface TransactionServices {
  readonly host: ApexHost;
  findType(name: string): RuntimeType | undefined;
  triggers(transaction: Transaction): ApexTriggers;
  /** Calls a static method by its generated name. */
  callStatic(className: string, generated: string, args: readonly unknown[]): void;
  log(level: string, message: string): void;
}

/** What comes back after `System.runAs`. */
export interface FormerUser {
  readonly user: RunningUser;
  readonly mixedDml: MixedDml;
}
