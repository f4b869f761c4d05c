import type { ServerExtension } from '../api/server/index.ts';

/** The rooms that add to the server: the Lightning host. */
export function serverExtensions(): Promise<ServerExtension[]> {
  return Promise.resolve([]);
}
