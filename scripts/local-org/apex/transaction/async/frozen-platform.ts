import { DataObject } from '../../library/dataClass.ts';
import { BatchContext } from '../../library/database/batch.ts';
import { Cursor } from '../../library/database/cursor.ts';
import { FinalizerContext, QueueableContext, SchedulableContext } from '../../library/platform/async.ts';
import { createStub, stubbed } from '../../library/platform/stubs.ts';
import { typeNamed } from '../../library/platform/type.ts';
import type { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexException } from '../../runtime/exception.ts';
import type { ApexObject } from '../../runtime/object.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';

export type Scalar = string | number | boolean | null;
export type Frozen = Scalar | readonly ['@', number] | readonly [string, ...Scalar[]];

export interface FrozenContent {
  /** Element types, object or class. */
  readonly types: readonly string[];
  readonly values: readonly (readonly Frozen[])[];
}

/** Objects of the platform that a job may hold: what they are made of is known here. */
export const PLATFORM_KINDS = ['cursor', 'data', 'stub', 'context', 'exception'] as const;
export type PlatformKind = (typeof PLATFORM_KINDS)[number];

const CONTEXTS = [QueueableContext, SchedulableContext, FinalizerContext, BatchContext];

type Freeze = (item: unknown) => Frozen;
type Thaw = (item: Frozen | undefined) => unknown;

export function isPlatformKind(kind: string): kind is PlatformKind {
  return (PLATFORM_KINDS as readonly string[]).includes(kind);
}

/** Undefined for everything else: values, records, collections, objects of the source, and what cannot be kept. */
export function freezePlatform(item: unknown, value: Freeze): (FrozenContent & { kind: PlatformKind }) | undefined {
  const fields = (entries: Iterable<readonly [unknown, unknown]>): Frozen[][] =>
    [...entries].map(([key, held]) => [value(key), value(held)]);
  if (item instanceof Cursor) return { kind: 'cursor', types: [], values: [[value(item.records)]] };
  if (item instanceof DataObject && item.constructor === DataObject)
    return { kind: 'data', types: [item.typeName], values: fields(item.values) };
  const stub = stubbed(item);
  if (stub) return { kind: 'stub', types: [stub.type], values: [[value(stub.link.provider)]] };
  const context = CONTEXTS.find((type) => item instanceof type);
  if (context) return { kind: 'context', types: [context.name], values: fields(Object.entries(item as object)) };
  if (item instanceof ApexException) {
    const members = item.$class?.members.filter((member) => !member.transient) ?? [];
    const held = item as unknown as Record<string, unknown>;
    const own = members.map(({ backing }): [string, unknown] => [backing, held[backing]]);
    return {
      kind: 'exception',
      types: [item.typeName],
      values: fields([['apexMessage', item.apexMessage], ['apexCause', item.apexCause], ...own]),
    };
  }
  return undefined;
}

/** The object without content. */
export function emptyPlatform(kind: PlatformKind, type: string): unknown {
  switch (kind) {
    case 'cursor':
      return new Cursor();
    case 'data':
      return new DataObject(type);
    case 'stub':
      return createStub(typeNamed(type)!, {});
    case 'context':
      return Object.create(CONTEXTS.find(({ name }) => name === type)!.prototype);
    case 'exception':
      return current().findType(type)?.allocate?.() ?? new ApexException(type);
  }
}

export function fillPlatform(target: unknown, frozen: FrozenContent, value: Thaw): void {
  const [first] = frozen.values;
  if (target instanceof Cursor) target.records = value(first![0]) as ApexList<ApexSObject>;
  else if (stubbed(target)) stubbed(target)!.link.provider = value(first![0]) as ApexObject;
  else {
    const held = frozen.values.map(([name, item]) => [String(value(name)), value(item)] as const);
    if (target instanceof DataObject) for (const [name, item] of held) target.values.set(name, item);
    else Object.assign(target as object, Object.fromEntries(held));
  }
}
