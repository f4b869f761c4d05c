/** What a program needs to run a local org of its own. */
export { currentSourceDirs, lockDataFile, startServer, StartError, type RunningServer } from './api/server/index.ts';
export { serverExtensions } from './cli/extensions.ts';
