/** The main thread's half: it starts workers and finds running servers, and loads no engine. */
export { StartError } from '../errors.ts';
export type * from '../extension.ts';
export { currentSourceDirs, deployFolder } from '../metadata/deployed-source.ts';
export { lockDataFile, type DataLock } from './data-lock.ts';
export { startServer, type RunningServer, type ServerOptions } from './server.ts';
export { findServer, STATE_FOLDER, type ServerFile } from './server-file.ts';
