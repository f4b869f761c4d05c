import type { Unit } from '../ast.ts';
import { Cursor } from './cursor.ts';
import { readAnonymousFile, readTriggerFile, readTypeFile } from './declarations.ts';
import { NotParsed } from './tokens.ts';

const READERS = { class: readTypeFile, trigger: readTriggerFile, anonymous: readAnonymousFile } as const;

/** Parses sound source. Undefined for anything else: the reference parser then says what is wrong. */
export function parseSound(kind: keyof typeof READERS, source: string): Unit | undefined {
  try {
    const cursor = new Cursor(source);
    const unit = READERS[kind](cursor);
    return cursor.token.kind === 'end' ? unit : undefined;
  } catch (error) {
    if (error instanceof NotParsed) return undefined;
    throw error;
  }
}
