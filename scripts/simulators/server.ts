import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SimulatorError } from './errors.ts';
import { Faults, readFault } from './faults.ts';
import { SmsGateway } from './sms-gateway.ts';
import { Wallet } from './wallet.ts';

export interface SimulatorOptions {
  /** 0 (default) takes any free port. */
  readonly port?: number;
  /** Milliseconds from acceptance to delivery of a text message, default 0. */
  readonly deliveryMs?: number;
  /** Epoch ms; the machine's clock unless a test moves it. */
  readonly now?: () => number;
}

export interface Simulators {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Address of each named credential they stand in for. */
  readonly namedCredentials: { readonly Sms_Gateway: string; readonly Wallet: string };
  readonly sms: SmsGateway;
  readonly wallet: Wallet;
  readonly faults: Faults;
  close(): Promise<void>;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * Starts the outside services on this machine only: an SMS gateway below `/sms`, wallet cards below `/wallet`. `PUT /faults` makes the
 * next requests go wrong, `DELETE /faults` makes all well again.
 * @throws Error when the port is taken
 */
export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const sms = new SmsGateway({ now: options.now ?? Date.now, deliveryMs: options.deliveryMs ?? 0 });
  const wallet = new Wallet(() => url);
  const faults = new Faults();
  const server = createServer((request, response) => void answer({ sms, wallet, faults }, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    namedCredentials: { Sms_Gateway: `${url}/sms`, Wallet: `${url}/wallet` },
    sms,
    wallet,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Services = Pick<Simulators, 'sms' | 'wallet' | 'faults'>;

async function answer(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator');
    const body = await readBody(request);
    switch (`${request.method} ${pathname}`) {
      case 'POST /sms/messages':
        return await serve(services.faults, 'sms', response, () => services.sms.send(body));
      case 'POST /wallet/cards':
        return await serve(services.faults, 'wallet', response, () => services.wallet.issue(body));
      case 'GET /sms/messages':
        return send(response, 200, services.sms.list(searchParams.get('to') ?? '', searchParams.get('text') ?? ''));
      case 'GET /wallet/cards':
        return send(response, 200, services.wallet.list());
      case 'PUT /faults': {
        const { service, fault } = readFault(body);
        services.faults.add(service, fault);
        return send(response, 200, { service, ...fault });
      }
      case 'DELETE /faults':
        services.faults.clear();
        return send(response, 200, {});
      default:
        return showCard(services.wallet, request.method, pathname, response);
    }
  } catch (error) {
    const status = error instanceof SimulatorError ? (error.code === 'NOT_FOUND' ? 404 : 400) : 500;
    send(response, status, { error: error instanceof Error ? error.message : String(error) });
  }
}

/** What a client sees who taps the link. */
function showCard(wallet: Wallet, method: string | undefined, pathname: string, response: ServerResponse): void {
  const [, token] = /^\/wallet\/c\/([0-9a-f]+)$/.exec(pathname) ?? [];
  const card = method === 'GET' && token !== undefined ? wallet.find(token) : undefined;
  if (!card) throw new SimulatorError('NOT_FOUND', `There is no ${pathname}`);
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><title>Wallet card</title><h1>Wallet card for ${card.platform}</h1>`);
}

/** Does the work of one request, or does it wrong. */
async function serve(faults: Faults, service: string, response: ServerResponse, work: () => object): Promise<void> {
  const fault = faults.take(service);
  switch (fault?.kind) {
    case undefined:
      return send(response, 200, work());
    case 'fail':
      return send(response, 503, { error: 'The service is not available' });
    case 'reject':
      return send(response, 200, { status: 'rejected' });
    case 'delay':
      await sleep(fault?.ms ?? 0);
      return send(response, 200, work());
    case 'lose':
      work();
      response.destroy();
      return;
    case 'garbage':
      work();
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SimulatorError('BAD_REQUEST', 'The body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SimulatorError('BAD_REQUEST', 'The body must be a JSON object');
  }
  return value as Body;
}
