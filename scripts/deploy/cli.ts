/** `npm run deploy -- --org ALIAS`: builds the components, deploys the package with the Salesforce CLI and assigns the administrator's permission set. */
import { spawnSync } from 'node:child_process';

import { Command } from 'commander';

const { org, checkOnly } = new Command('deploy')
  .description('Builds and deploys the package to an org of the Salesforce CLI')
  .requiredOption('--org <alias>', 'alias or username the Salesforce CLI knows')
  .option('--check-only', 'validate without changing the org', false)
  .parse()
  .opts<{ org: string; checkOnly: boolean }>();

/** Runs one step, showing what it prints; stops everything when it fails. */
function step(title: string, command: string, args: readonly string[]): void {
  console.log(`${title} …`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) {
    console.error(`Stopped: ${title.toLowerCase()} failed; the reason is above.`);
    process.exit(1);
  }
}

step('Compiling the components', 'tsc', ['-p', 'force-app/tsconfig.json']);
step('Deploying', 'sf', [
  'project',
  'deploy',
  'start',
  '--source-dir',
  'force-app',
  '--target-org',
  org,
  ...(checkOnly ? ['--dry-run'] : []),
]);
if (!checkOnly) {
  step('Assigning the administrator’s permission set', 'sf', [
    'org',
    'assign',
    'permset',
    '--name',
    'Call_Guide_Admin',
    '--target-org',
    org,
  ]);
  console.log(`Done. Fill the org with demo data with: npm run seed -- --org ${org}`);
}
