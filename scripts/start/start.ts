/** `npm start`: the local org with this package deployed and the demo data in it, until Ctrl-C. */
import { spawn } from 'node:child_process';

import { Command, InvalidArgumentError } from 'commander';

import { currentSourceDirs, serverExtensions, startServer, StartError } from '../local-org/index.ts';
import { startSimulators } from '../simulators/index.ts';
import { demoFile, forgetDemo, seedOnce, tokenFor, type OrgAccess } from './demo.ts';

const admin = 'admin@callguide.example';
const personas = [
  ['expert', 'expert1@callguide.example'],
  ['supervisor', 'supervisor@callguide.example'],
  ['stock manager', 'stock@callguide.example'],
  ['administrator', admin],
] as const;

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return value;
}

const options = new Command('start')
  .description('Starts the local org with the package and the demo data')
  .option('--port <N>', 'port to listen on', port, 8080)
  .option('--data <file>', 'data file of the demo', demoFile)
  .option('--fresh', 'start over: forget everything done in the demo so far', false)
  .option('--no-open', 'do not open a browser')
  .parse()
  .opts<{ port: number; data: string; fresh: boolean; open: boolean }>();

try {
  await start();
} catch (error) {
  console.error(error instanceof StartError || isExplained(error) ? `\n${error.message}` : error);
  // open worker threads must not keep a failed start alive
  process.exit(1);
}

async function start(): Promise<void> {
  const began = performance.now();
  if (options.fresh) forgetDemo(options.data);
  const sourceDirs = ['force-app'];
  const simulators = await startSimulators();
  const server = await startServer({
    sourceDirs,
    dataFile: options.data,
    adminUsername: admin,
    port: options.port,
    projectDir: process.cwd(),
    extensions: await serverExtensions(currentSourceDirs(options.data, sourceDirs)),
    namedCredentials: simulators.namedCredentials,
    onProgress: (message) => console.log(message),
    fill: (org) => seedOnce(org, admin, options.data),
  });
  await printLinks(server, simulators.url, performance.now() - began);
  if (options.open) openBrowser(server.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.log('\nStopping. The data stays; "npm start" goes on from here.');
      void Promise.all([server.close(), simulators.close()]).then(() => process.exit(0));
    });
  }
}

async function printLinks(org: OrgAccess, simulators: string, milliseconds: number): Promise<void> {
  console.log(`\nCall Guide is ready after ${(milliseconds / 1000).toFixed(1)} s: ${org.url}\n`);
  for (const [persona, username] of personas) {
    const query = new URLSearchParams({ sid: await tokenFor(org, username) });
    console.log(`  ${persona.padEnd(14)} ${org.url}/secur/frontdoor.jsp?${query.toString()}`);
  }
  console.log(`\nText messages and wallet cards go to simulators: ${simulators}/sms/messages, ${simulators}/wallet/cards`);
  console.log('Stop with Ctrl-C.');
}

function openBrowser(url: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  // a machine without a desktop has no such command; the links are on the screen
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** Errors of the source and of the set-up carry a message that says everything. */
function isExplained(error: unknown): error is Error {
  return error instanceof Error && 'code' in error;
}
