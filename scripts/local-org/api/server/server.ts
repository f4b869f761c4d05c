import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { StartError } from '../errors.ts';
import type { ServerExtension } from '../extension.ts';
import { lockDataFile } from './data-lock.ts';
import { jwtPublicKey } from './jwt-key.ts';
import { userOfHeader } from './comet-route.ts';
import { CometServer } from './comet.ts';
import { createListener, type Health } from './listener.ts';
import { LogRing } from './log-ring.ts';
import { LONG_RUNNING, WorkerPool } from './pool.ts';
import { writeServerFile } from './server-file.ts';

export interface ServerOptions {
  readonly sourceDirs: readonly string[];
  /** Scratch org definition that says which features the org has; that of the project when left out. */
  readonly definitionFile?: string | undefined;
  readonly dataFile: string;
  readonly adminUsername: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Address to listen on. Default 127.0.0.1: reachable from this machine only. */
  readonly host?: string;
  /** Where the 0600 file for local sign-in is written, below `.local-org/`. */
  readonly projectDir: string;
  /**
   * Worker threads; each has its own engine, so more of them need more memory. Default: one, and others up to four when
   * requests have to wait.
   */
  readonly workers?: number;
  /** Longest a request may run, in ms; default 120,000. */
  readonly hardLimitMs?: number;
  readonly extensions?: readonly ServerExtension[];
  /** Addresses by name of the named credential, instead of those in the source: simulators, for example. */
  readonly namedCredentials?: Readonly<Record<string, string>>;
  onProgress?(message: string): void;
  /** Fills the org before it is declared ready: the APIs answer already, `/healthz` does not yet. */
  fill?(server: { readonly url: string; readonly localSecret: string }): Promise<void>;
  /** Module of the workers; the real one unless a test says otherwise. */
  readonly workerModule?: URL;
}

export interface RunningServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** See `ServerFile.secret`. */
  readonly localSecret: string;
  close(): Promise<void>;
}

const MAX_WORKERS = LONG_RUNNING.most;
const HARD_LIMIT_MS = 120_000;
/** Room for long SOQL and anonymous Apex in a URL. */
const HEADER_LIMIT_BYTES = 256 * 1024;
/** Time that running requests get to finish when the server stops. */
const CLOSE_GRACE_MS = 3000;

/**
 * Starts the server: takes the data file, listens (so `/healthz` shows the progress), opens the org in its workers.
 * @throws StartError when anything stands in the way; nothing is left running then.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const dataFile = resolve(options.dataFile);
  const lock = lockDataFile(dataFile);
  const health: Health = { status: 'starting', progress: 'starting' };
  const progress = (message: string) => {
    if (health.status !== 'ready') health.progress = message;
    options.onProgress?.(message);
  };
  const localSecret = randomBytes(32).toString('hex');
  const extensions = options.extensions ?? [];
  const logs = new LogRing();
  const comet = new CometServer({ userOf: (authorization) => userOfHeader(pool, authorization) });
  const pool = new WorkerPool({
    worker: {
      sourceDirs: options.sourceDirs.map((dir) => resolve(dir)),
      definitionFile: options.definitionFile,
      dataFile,
      adminUsername: options.adminUsername,
      localSecret,
      jwtPublicKey: jwtPublicKey(options.projectDir),
      namedCredentials: options.namedCredentials ?? {},
      routeModules: extensions.flatMap((extension) => extension.workerModule ?? []),
    },
    module: options.workerModule,
    size: options.workers ?? 1,
    limit: options.workers ?? MAX_WORKERS,
    hardLimitMs: options.hardLimitMs ?? HARD_LIMIT_MS,
    onProgress: progress,
    onLog: (id, lines) => logs.append(id, lines),
    onEvent: (event) => comet.publish(event),
  });
  const mounts = extensions.flatMap((extension) => extension.mounts ?? []);
  const listener = createListener({ pool, mounts, health, logs, comet, loopbackOnly: isLoopback(options.host) });
  const http = createServer({ maxHeaderSize: HEADER_LIMIT_BYTES }, (incoming, outgoing) => void listener(incoming, outgoing));
  const opened: (() => Promise<void> | void)[] = [() => lock.release(), () => pool.close(), () => closeHttp(http), () => comet.close()];
  const close = () => closeAll(opened);
  try {
    const host = options.host ?? '127.0.0.1';
    const port = await listen(http, host, options.port);
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    await Promise.all([pool.start(), ...extensions.map((extension) => extension.prepare?.(progress))]);
    for (const extension of extensions) opened.push(async () => extension.close?.());
    opened.push(writeServerFile(options.projectDir, { pid: process.pid, port, url, secret: localSecret }));
    health.status = 'filling';
    await options.fill?.({ url, localSecret });
    health.status = 'ready';
    health.progress = 'ready';
    return { port, url, localSecret, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function isLoopback(host: string | undefined): boolean {
  return host === undefined || host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** Closes in the opposite order of opening. */
async function closeAll(opened: (() => Promise<void> | void)[]): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close();
}

function listen(http: Server, host: string, port: number): Promise<number> {
  return new Promise((done, failed) => {
    http.once('error', (error: NodeJS.ErrnoException) => failed(listenError(error, host, port)));
    http.listen(port, host, () => done((http.address() as AddressInfo).port));
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  if (error.code === 'EADDRINUSE') {
    return new StartError('PORT_IN_USE', `Port ${port} is taken by another program. Stop it, or choose another port with --port.`);
  }
  if (error.code === 'EACCES')
    return new StartError('PORT_REFUSED', `Port ${port} may not be used by this user: choose one above 1023 with --port.`);
  return new StartError('LISTEN_FAILED', `Cannot listen on ${host}:${port}: ${error.message}`);
}

function closeHttp(http: Server): Promise<void> {
  return new Promise((done) => {
    http.close(() => done());
    http.closeIdleConnections();
    setTimeout(() => http.closeAllConnections(), CLOSE_GRACE_MS).unref();
  });
}
