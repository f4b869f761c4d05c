import { Command } from 'commander';
import { StartError } from '../api/errors.ts';
import { execCommand } from './exec.ts';
import { queryCommand } from './query.ts';
import { startCommand } from './start.ts';
import { testCommand } from './test.ts';
import { tokenCommand } from './token.ts';

/** Codes of errors whose message says everything; any other failure shows its stack. */
const EXPLAINED = new Set([
  'SOURCE_ERROR',
  'MALFORMED_QUERY',
  'INVALID_FIELD',
  'INVALID_TYPE',
  'INVALID_QUERY_FILTER_OPERATOR',
  'UNSUPPORTED_FEATURE',
  'INVALID_LOG_LEVEL',
]);

const program = new Command('org')
  .description('A local Salesforce org from SFDX source folders')
  .addCommand(startCommand())
  .addCommand(testCommand())
  .addCommand(execCommand())
  .addCommand(queryCommand())
  .addCommand(tokenCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  // Not process.exit: what was printed must reach a pipe first.
  process.exitCode = 1;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return error instanceof StartError || EXPLAINED.has(code) ? error.message : (error.stack ?? error.message);
}
