import type { Unit } from '../ast.ts';
import { Cursor } from './cursor.ts';
import { readAnonymousFile, readTriggerFile, readTypeFile } from './declarations.ts';
import { NotParsed } from './tokens.ts';

const READERS = { class: readTypeFile, trigger: readTriggerFile, anonymous: readAnonymousFile } as const;

/**
 * Parses sound source. Undefined for anything else: the reference parser then says what is wrong.
 * @param skipsBodies for source that is known to be sound: bodies of methods are parsed when they are read
 */
export function parseSound(kind: keyof typeof READERS, source: string, skipsBodies = false): Unit | undefined {
  try {
    const cursor = new Cursor(source, { skipsBodies });
    const unit = READERS[kind](cursor);
    return cursor.token.kind === 'end' ? unit : undefined;
  } catch (error) {
    if (error instanceof NotParsed) return undefined;
    throw error;
  }
}
