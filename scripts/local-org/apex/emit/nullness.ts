import type { Bound, Local } from '../check/index.ts';

const known = new WeakMap<Local, boolean>();

/** True when the value can never be null, so generated code needs no check. */
export function isNonNull(value: Bound): boolean {
  return decide(value, new Set());
}

function decide(value: Bound, open: Set<Local>): boolean {
  switch (value.kind) {
    case 'local':
      return value.nonNull === true || localIsNonNull(value.local, open);
    case 'const':
      return value.value !== null;
    case 'convert':
      return value.how !== 'toRecord' && value.how !== 'toRecordOrNull' && decide(value.value, open);
    case 'assign':
      return decide(value.value, open);
    case 'conditional':
      return decide(value.then, open) && decide(value.otherwise, open);
    case 'coalesce':
      return decide(value.right, open);
    case 'sequence':
      return value.items.length > 0 && decide(value.items.at(-1)!, open);
    default:
      return value.nonNull === true;
  }
}

/** A variable is never null when nothing assigned to it can be; circles (`i = i + 1`) are assumed to be fine. */
function localIsNonNull(local: Local, open: Set<Local>): boolean {
  const cached = known.get(local);
  if (cached !== undefined) return cached;
  if (open.has(local)) return true;
  open.add(local);
  const result = local.sources.length > 0 && local.sources.every((source) => source !== null && decide(source, open));
  open.delete(local);
  // Inside a circle the answer rests on an assumption: only final answers are kept.
  if (!result || open.size === 0) known.set(local, result);
  return result;
}
