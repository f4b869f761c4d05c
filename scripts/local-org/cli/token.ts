import { Command } from 'commander';
import { connect } from './client.ts';
import { flags } from './flags.ts';

/** `token`: prints nothing but an access token for a running org. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('print an access token of a running local org')
    .addOption(flags.user())
    .addOption(flags.port('port of the running org (default: the one that runs for this project)'))
    .action(async (options: { user?: string; port?: number }) => {
      const { token } = await connect(options.port, options.user);
      console.log(token);
    });
}
