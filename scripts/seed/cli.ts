/** `npm run seed -- --org ALIAS|URL [--size demo|N] [--history DAYS] [--dry-run]`: fills an org with the demo world; safe to repeat. */
import { Command, InvalidArgumentError } from 'commander';

import { checkAgainstOrg } from './check-org.ts';
import { SeedError } from './errors.ts';
import { batchesOf, buildHistory } from './history/history-world.ts';
import { seedWithHistory } from './history/seed-history.ts';
import { connect } from './org.ts';
import { loadScripts } from './script-load.ts';
import { grantAdministrator, seedUsers } from './users.ts';
import { buildWorld } from './world.ts';
import { checkWorld } from './world-check.ts';
import { worldSchema } from './world-schema.ts';
import { writeBatch } from './writer.ts';
import { assertNoProblems, readYaml, type YamlProblem } from './yaml-file.ts';

interface Options {
  readonly org?: string;
  readonly size?: number;
  readonly history?: number;
  readonly dryRun: boolean;
  readonly data: string;
  readonly scripts: string;
  readonly allowProduction: boolean;
  readonly now?: Date;
}

function size(text: string): number | undefined {
  if (text === 'demo') return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('give "demo" or a number of tasks');
  return value;
}

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 90) throw new InvalidArgumentError('give a number of days from 1 to 90');
  return value;
}

function moment(text: string): Date {
  const value = new Date(text);
  if (Number.isNaN(value.getTime())) throw new InvalidArgumentError('give a date and time such as 2026-03-04T09:00:00Z');
  return value;
}

const options = new Command('seed')
  .description(
    'Fills an org with the demo world: users, scripts, call lists, clients, tasks and their history. Repeating it adds only what is missing.',
  )
  .option('--org <alias-or-url>', 'sf alias, username, or URL such as http://localhost:8080')
  .option('--size <demo|N>', 'number of tasks', size)
  .option('--history <days>', 'play the working days before today, call by call; needs an org whose clock can be set', days)
  .option('--dry-run', 'check everything and print the plan, write nothing', false)
  .option('--data <file>', 'the world', 'config/seed/demo.yaml')
  .option('--scripts <folder>', 'the call scripts', 'config/scripts')
  .option('--now <time>', 'the moment the world is built around; the clock of this machine unless given', moment)
  .option('--allow-production', 'seed an org that is no sandbox', false)
  .parse()
  .opts<Options>();

try {
  await seed();
} catch (error) {
  if (!(error instanceof SeedError)) throw error;
  console.error(`Seeding stopped (${error.code}): ${error.message}`);
  process.exitCode = 1;
}

async function seed(): Promise<void> {
  const problems: YamlProblem[] = [];
  const world = readYaml(options.data, worldSchema, problems);
  const scripts = loadScripts(options.scripts, problems);
  if (world) problems.push(...checkWorld(world, scripts));
  assertNoProblems(problems);
  const now = options.now?.getTime() ?? Date.now();
  if (options.history !== undefined && options.size !== undefined)
    throw new SeedError('USAGE', 'Give --size or --history: a played history has the tasks of the world.');
  const history = options.history === undefined ? undefined : buildHistory(world!.data, scripts, now, options.history);
  const batches = history ? batchesOf(history) : buildWorld(world!.data, scripts, now, options.size);
  if (options.dryRun) {
    for (const batch of batches) console.log(`${batch.mode.padEnd(8)}${String(batch.records.length).padStart(7)}  ${batch.object}`);
    if (!options.org) return console.log('The data is valid. Nothing was written; name an --org to compare it with that org.');
  }
  if (!options.org) throw new SeedError('USAGE', 'Name the org with --org, for example --org http://localhost:8080.');
  const connection = await connect(options.org, options.allowProduction);
  if (!options.dryRun) await grantAdministrator(connection, world!.data);
  await checkAgainstOrg(connection, batches);
  if (options.dryRun) return console.log('The org fits the data. Nothing was written.');
  if (options.history !== undefined) {
    return seedWithHistory({
      connection,
      world: world!.data,
      scripts,
      now,
      days: options.history,
      isMachineTime: options.now === undefined,
    });
  }
  console.log('Users, permission sets, queue …');
  const owners = await seedUsers(connection, world!.data);
  for (const batch of batches) {
    const report = await writeBatch(connection, batch, owners);
    console.log(
      `${report.object}: ${report.created} created, ${report.updated} updated, ${report.untouched} left alone in ${report.seconds.toFixed(1)} s`,
    );
  }
}
