/** What a program needs to run a local org of its own. */
export { currentSourceDirs, deployFolder, lockDataFile, startServer, StartError, type RunningServer } from './api/server/index.ts';
/** Straight from its file: the main thread loads no engine. */
export { filesOf } from './store/files.ts';
export { serverExtensions } from './cli/extensions.ts';
