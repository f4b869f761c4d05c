import type { ServerExtension } from '../api/server/index.ts';
import { lightningExtension } from '../lightning/index.ts';

/** The rooms that add to the server: the Lightning host. */
export function serverExtensions(sourceDirs: readonly string[]): Promise<ServerExtension[]> {
  return Promise.resolve([lightningExtension(sourceDirs)]);
}
