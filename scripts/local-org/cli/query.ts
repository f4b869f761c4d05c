import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { StartError } from '../api/errors.ts';
import { connect } from './client.ts';
import { flags } from './flags.ts';
import { dataFile, projectDir } from './project.ts';
import { formatTable } from './table.ts';

interface QueryFlags {
  readonly sourceDir?: string[];
  readonly definitionFile?: string;
  readonly data?: string;
  readonly admin: string;
  readonly port?: number;
  readonly user?: string;
  readonly json?: boolean;
}

type Row = Record<string, unknown>;

/** `query`: SOQL against a running org, or against a data file that none uses. */
export function queryCommand(): Command {
  return new Command('query')
    .description('run SOQL in a running local org, or in a data file')
    .argument('<soql>', 'the query')
    .addOption(flags.sourceDir())
    .addOption(flags.definitionFile())
    .addOption(flags.data('the running org, else .local-org/org.db in the project'))
    .addOption(flags.admin())
    .addOption(flags.port('port of a running org'))
    .addOption(flags.user())
    .addOption(flags.json())
    .action(query);
}

async function query(soql: string, options: QueryFlags): Promise<void> {
  const { totalSize, records } = (await useServer(options)) ? await remote(soql, options) : await local(soql, options);
  if (options.json) console.log(JSON.stringify({ totalSize, done: true, records }, undefined, 2));
  else {
    if (records.length > 0) console.log(formatTable(records.map(flat)));
    console.log(`${totalSize} ${totalSize === 1 ? 'record' : 'records'}`);
  }
}

async function useServer(options: QueryFlags): Promise<boolean> {
  if (options.port !== undefined) return true;
  if (options.data !== undefined) return false;
  const { findServer } = await import('../api/server/index.ts');
  try {
    return Boolean(findServer(projectDir(), undefined));
  } catch (error) {
    if (error instanceof StartError && error.code === 'NO_SERVER') return false;
    throw error;
  }
}

interface Answer {
  readonly totalSize: number;
  readonly records: Row[];
  readonly nextRecordsUrl?: string;
}

async function remote(soql: string, options: QueryFlags): Promise<Answer> {
  const client = await connect(options.port, options.user);
  const records: Row[] = [];
  let next: string | undefined = `/services/data/v65.0/query?q=${encodeURIComponent(soql)}`;
  let totalSize = 0;
  while (next !== undefined) {
    const page = (await client.get(next)).body as Answer;
    records.push(...page.records);
    totalSize = page.totalSize;
    next = page.nextRecordsUrl;
  }
  return { totalSize, records };
}

async function local(soql: string, options: QueryFlags): Promise<Answer> {
  const file = dataFile(options.data);
  if (!existsSync(file))
    throw new StartError('NO_DATA', `There is no data file ${file}. Name one with --data, or start the org: npm start`);
  const { rowToJson, withOrg } = await import('./org.ts');
  return withOrg({ ...options, data: file }, (org, session) =>
    org.transaction('read', () => {
      const { totalSize, rows } = session().query(soql);
      return { totalSize, records: rows.map((row) => rowToJson(org.source.schema, row, '/services/data/v65.0')) };
    }),
  );
}

/** Leaves out the attributes that only programs need. */
function flat(row: Row): Row {
  const { attributes: _attributes, ...values } = row;
  return values;
}
