import { isId, toId18 } from '../../store/index.ts';

/** The 18-character form of a 15- or 18-character id, undefined when the text is neither. */
export function fullId(text: string): string | undefined {
  return isId(text) ? toId18(text.slice(0, 15)) : undefined;
}
