import { Command } from 'commander';
import { StartError } from '../api/errors.ts';
import { DEFAULT_PORT, flags, parseCount, parseNamedUrl } from './flags.ts';
import { dataFile, fromCaller, projectDir, sourceDirs } from './project.ts';

interface StartFlags {
  readonly sourceDir?: string[];
  readonly definitionFile?: string;
  readonly port: number;
  readonly data?: string;
  readonly admin: string;
  readonly host: string;
  readonly workers?: number;
  readonly seed: boolean;
  readonly namedCredential?: Record<string, string>;
}

/** `start`: a local org from any SFDX source folder, until it is stopped. */
export function startCommand(): Command {
  return new Command('start')
    .description('start a local org from SFDX source folders')
    .addOption(flags.sourceDir())
    .addOption(flags.definitionFile())
    .addOption(flags.port('port to listen on; 0 takes any free one').default(DEFAULT_PORT))
    .addOption(flags.data('.local-org/org.db in the project'))
    .addOption(flags.admin())
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--workers <n>', 'worker threads (default: one, and up to four when requests have to wait)', parseCount)
    .option('--named-credential <name=url>', 'address of a named credential, instead of the one in the source', parseNamedUrl)
    .option('--no-seed', 'start without demo data; the local org itself has none, so this is always so')
    .action(start);
}

async function start(options: StartFlags): Promise<void> {
  const began = performance.now();
  // Loaded here, as no other command needs it.
  const [{ currentSourceDirs, startServer }, { serverExtensions }] = await Promise.all([
    import('../api/server/index.ts'),
    import('./extensions.ts'),
  ]);
  const server = await startServer({
    sourceDirs: sourceDirs(options.sourceDir),
    definitionFile: fromCaller(options.definitionFile),
    dataFile: dataFile(options.data),
    adminUsername: options.admin,
    port: options.port,
    host: options.host,
    workers: options.workers,
    projectDir: projectDir(),
    namedCredentials: options.namedCredential,
    extensions: await serverExtensions(currentSourceDirs(dataFile(options.data), sourceDirs(options.sourceDir))),
    onProgress: (message) => console.log(message),
  });
  console.log(`Local org ready at ${server.url} after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  stopOnSignal(() => server.close());
}

/** Ctrl-C and a polite kill close the org in good order; a second one ends the process at once. */
function stopOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.log('Stopping');
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(new StartError('STOP_FAILED', String(error)).message);
          process.exit(1);
        },
      );
    });
  }
}
