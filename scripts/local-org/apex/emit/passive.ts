import type { Bound } from '../check/index.ts';

/** True when nobody can tell whether the value was worked out before or after something else failed. */
export function isPassive(value: Bound): boolean {
  switch (value.kind) {
    case 'const':
    case 'decimal':
    case 'local':
    case 'this':
    case 'enumValue':
      return true;
    case 'field':
      return value.direct && (value.target === null || isPassive(value.target));
    case 'sfield':
      return isPassive(value.target);
    case 'convert':
    case 'not':
    case 'negate':
    case 'instanceof':
      return isPassive(value.value);
    case 'sequence':
      return value.items.every(isPassive);
    case 'concat':
    case 'compare':
    case 'equal':
    case 'logic':
      return isPassive(value.left) && isPassive(value.right);
    default:
      return false;
  }
}
