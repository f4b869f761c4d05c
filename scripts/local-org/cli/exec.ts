import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { ExecuteAnonymousResult } from '../api/index.ts';
import { StartError } from '../api/errors.ts';
import { connect } from './client.ts';
import { flags } from './flags.ts';
import { callerDir } from './project.ts';

interface ExecFlags {
  readonly sourceDir?: string[];
  readonly definitionFile?: string;
  readonly data?: string;
  readonly admin: string;
  readonly port?: number;
  readonly user?: string;
  readonly logLevel?: string;
}

interface Outcome {
  readonly result: ExecuteAnonymousResult;
  readonly log: readonly string[];
}

/** `exec`: anonymous Apex in a running org, in a data file, or in an empty org that lives only for this run. */
export function execCommand(): Command {
  return new Command('exec')
    .description('run a file of anonymous Apex')
    .argument('<file>', 'file with the Apex code')
    .addOption(flags.sourceDir())
    .addOption(flags.definitionFile())
    .addOption(flags.data('an empty org that is thrown away afterwards'))
    .addOption(flags.admin())
    .addOption(flags.port('port of a running org to run it in'))
    .addOption(flags.user())
    .addOption(flags.logLevel('print the debug log'))
    .action(exec);
}

async function exec(file: string, options: ExecFlags): Promise<void> {
  const path = resolve(callerDir(), file);
  if (!existsSync(path)) throw new StartError('NO_FILE', `There is no file ${path}`);
  const code = readFileSync(path, 'utf8');
  const { result, log } = options.port === undefined ? await local(code, options) : await remote(code, options);
  for (const line of log) console.log(line);
  if (result.success) return;
  console.error(problem(path, result));
  process.exitCode = 1;
}

function problem(path: string, result: ExecuteAnonymousResult): string {
  if (!result.compiled) return `${path}:${result.line}:${result.column}: ${result.compileProblem ?? 'does not compile'}`;
  return [result.exceptionMessage, result.exceptionStackTrace].filter((part) => part).join('\n');
}

async function remote(code: string, options: ExecFlags): Promise<Outcome> {
  if (options.logLevel !== undefined)
    throw new StartError('NO_LOG', 'A running org gives debug logs to the Salesforce CLI: sf apex run, sf apex tail log');
  const client = await connect(options.port, options.user);
  const answer = await client.get(`/services/data/v65.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`);
  const admin = options.user === undefined ? client : await connect(options.port, undefined);
  const logs = (await admin.get(`/local/log?id=${answer.headers.get('x-request-id') ?? ''}`)).body as { requests: { lines: string[] }[] };
  return { result: answer.body as ExecuteAnonymousResult, log: logs.requests.flatMap((request) => request.lines) };
}

async function local(code: string, options: ExecFlags): Promise<Outcome> {
  const { withOrg } = await import('./org.ts');
  const { parseLevels } = await import('../apex/index.ts');
  const levels = options.logLevel === undefined ? undefined : parseLevels(options.logLevel);
  return withOrg({ ...options, data: options.data ?? ':memory:' }, (org, session) => {
    const result = org.transaction('write', () => session().executeAnonymous(code, levels ? { levels } : {}));
    const lines = org.takeLog();
    // The debug log says what these lines say.
    const log = result.debugLog === undefined ? lines : [result.debugLog.trimEnd()];
    for (let more = true; more;) {
      const jobs = org.runJobs();
      log.push(...jobs.log);
      more = jobs.more;
    }
    return { result, log };
  });
}
