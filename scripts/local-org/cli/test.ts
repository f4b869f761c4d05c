import { Command } from 'commander';
import { UnsupportedFeatureError } from '../metadata/index.ts';
import { flags } from './flags.ts';

/** `test`: runs the Apex tests of any SFDX source folder. */
export function testCommand(): Command {
  return new Command('test')
    .description('run Apex tests')
    .addOption(flags.sourceDir())
    .option('--tests <names>', 'comma-separated Class or Class.method')
    .addOption(flags.json())
    .option('--coverage', 'measure line coverage')
    .action(() => {
      throw new UnsupportedFeatureError('Apex tests');
    });
}
