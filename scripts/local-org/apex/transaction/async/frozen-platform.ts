import { DataObject } from '../../library/dataClass.ts';
import { BatchContext } from '../../library/database/batch.ts';
import { Cursor, PaginationCursor, type CursorContent } from '../../library/database/cursor.ts';
import { FinalizerContext, QueueableContext, SchedulableContext } from '../../library/platform/async.ts';
import { createStub, stubbed } from '../../library/platform/stubs.ts';
import { typeNamed } from '../../library/platform/type.ts';
import type { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { ApexException } from '../../runtime/exception.ts';
import type { ApexObject } from '../../runtime/object.ts';

export type Scalar = string | number | boolean | null;
/** A scalar, or `[kind, …]` for what JSON has no form for; `['@', n]` is the n-th object. */
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

/** Undefined for everything else: values, records, collections, objects of the source, and what has no form as text. */
export function platformKind(item: unknown): PlatformKind | undefined {
  if (item instanceof Cursor) return 'cursor';
  if (item instanceof DataObject) return item.constructor === DataObject ? 'data' : undefined;
  if (item instanceof ApexException) return 'exception';
  if (CONTEXTS.some((type) => item instanceof type)) return 'context';
  return stubbed(item) ? 'stub' : undefined;
}

function freezeCursor({ typeName, content: { ids, selection, ending, binds, mode } }: Cursor, value: Freeze): FrozenContent {
  const { userMode, sharing, permissionSetId = null } = mode;
  return { types: [typeName], values: [[value(ids), selection, ending, value(binds), userMode, sharing, permissionSetId]] };
}

function thawCursor({ values: [content = []] }: FrozenContent, value: Thaw): CursorContent {
  const [ids, selection, ending, binds, userMode, sharing, permissionSetId] = content;
  return {
    ids: value(ids) as ApexList<string>,
    selection: selection as string,
    ending: ending as string,
    binds: value(binds) as ApexMap<string, unknown>,
    mode: {
      userMode: userMode as boolean,
      sharing: sharing as boolean,
      ...(permissionSetId === null ? {} : { permissionSetId: permissionSetId as string }),
    },
  };
}

/** What an object of that kind is made of. */
export function freezePlatform(kind: PlatformKind, item: unknown, value: Freeze): FrozenContent {
  const fields = (entries: Iterable<readonly [unknown, unknown]>): Frozen[][] =>
    [...entries].map(([key, held]) => [value(key), value(held)]);
  switch (kind) {
    case 'cursor':
      return freezeCursor(item as Cursor, value);
    case 'data':
      return { types: [(item as DataObject).typeName], values: fields((item as DataObject).values) };
    case 'stub': {
      const { type, link } = stubbed(item)!;
      return { types: [type], values: [[value(link.provider)]] };
    }
    case 'context':
      return { types: [(item as object).constructor.name], values: fields(Object.entries(item as object)) };
    case 'exception': {
      const { $class, typeName, apexMessage, apexCause } = item as ApexException;
      const members = $class?.members.filter((member) => !member.transient) ?? [];
      const own = members.map(({ backing }): [string, unknown] => [backing, (item as Record<string, unknown>)[backing]]);
      return { types: [typeName], values: fields([['apexMessage', apexMessage], ['apexCause', apexCause], ...own]) };
    }
  }
}

/** The object without content. */
export function emptyPlatform(kind: PlatformKind, type: string): unknown {
  switch (kind) {
    case 'cursor':
      return type === 'Database.PaginationCursor' ? new PaginationCursor() : new Cursor();
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
  if (target instanceof Cursor) target.content = thawCursor(frozen, value);
  else if (stubbed(target)) stubbed(target)!.link.provider = value(first![0]) as ApexObject;
  else {
    const held = frozen.values.map(([name, item]) => [String(value(name)), value(item)] as const);
    if (target instanceof DataObject) for (const [name, item] of held) target.values.set(name, item);
    else Object.assign(target as object, Object.fromEntries(held));
  }
}
