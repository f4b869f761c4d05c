import type { AnswerView, ClientView, StepView, Workspace } from '@callguide/contract';

import { localDate } from '../local-time.ts';
import type { Desk } from './desk.ts';
import { clientZone } from './zone.ts';

/** What carrying out an action takes besides the desk. */
export interface DeedContext {
  readonly desk: Desk;
  /** As loaded when the task was taken. */
  readonly workspace: Workspace;
  /** The moment of the call, epoch ms of the org's clock. */
  readonly now: number;
  /** Distinguishes what is done on this call: request keys, order and serial numbers. */
  readonly key: string;
  /** Text of the newest e-mail to an address: the client reads the code in it aloud. */
  readonly lastEmail: (address: string) => Promise<string>;
}

/** Answers which say that the action of their step was done. Steps without answers do theirs on the way. */
const doneAnswers: Readonly<Record<string, readonly string[]>> = {
  Vouchers: ['sent'],
  Wallet: ['ios', 'android', 'sent'],
  QURE: ['replace', 'replaced'],
  'Device Link': ['filed', 'link'],
  'Email Verified': ['verified'],
  Order: ['placed'],
  Store: ['agreed', 'found'],
  Reservation: ['reserved'],
};

/** Steps whose hand-over has a topic of its own. */
const topics: Readonly<Record<string, string>> = { 'stop-non-nicotine': 'Depersonalisation', 'stop-adverse': 'Adverse Event' };

/** @returns whether leaving the step by this answer means that its action has been done */
export function isDeed(step: StepView, answer: AnswerView | undefined): boolean {
  if (!step.action) return false;
  if (answer) return doneAnswers[step.action]?.includes(answer.key ?? '') === true;
  return (step.answers ?? []).length === 0;
}

/**
 * Does for the client what the answer says was done.
 * @throws RefusedError when the org does not permit it; UnknownDeedError for an action nobody knows how to do
 */
export async function carryOut(step: StepView, answer: AnswerView | undefined, context: DeedContext): Promise<void> {
  const { desk, workspace, key } = context;
  const task = workspace.task?.id ?? '';
  const client = workspace.client ?? {};
  const request = `${key}-${step.key ?? ''}`;
  switch (step.action) {
    case 'Vouchers':
      return done(desk.sendVouchers(task, request));
    case 'Wallet':
      return done(desk.sendWallet(task, request, answer?.key === 'android' ? 'Android' : 'iOS'));
    case 'QURE': {
      const { symptoms } = await desk.loadOptions(task);
      return done(desk.openQure(task, request, { symptom: symptoms?.[0]?.value, deviceId: client.devices?.[0]?.id }));
    }
    case 'Device Link':
      return done(desk.openDeviceLink(task, request, { bodySerial: `B-${key}`, holderSerial: `H-${key}` }));
    case 'Email Verified':
      return verifyEmail(step, client, request, context);
    case 'Order':
      return done(desk.recordOrder(task, request, await order(answer === undefined, context)));
    case 'Store':
      return done(desk.recordStore(task, request, await store(false, context), tomorrow(context)));
    case 'Reservation':
      return done(desk.reserve(task, request, await reservation(client, context)));
    case 'Live Chat':
      return done(desk.handOver(task, request, topics[step.key ?? ''] ?? 'Other'));
    case 'Opt Out':
      return done(desk.optOut(task, { email: true, sms: true, call: true, requestKey: request }));
    default:
      throw new UnknownDeedError(step);
  }
}

/** A script asks for an action that is not known here. */
export class UnknownDeedError extends Error {
  readonly code = 'UNKNOWN_DEED';

  constructor(step: StepView) {
    super(`step ${step.key}: it is not known how to do its action ${step.action}`);
    this.name = 'UnknownDeedError';
  }
}

async function done(result: Promise<unknown>): Promise<void> {
  await result;
}

async function verifyEmail(step: StepView, client: ClientView, request: string, context: DeedContext): Promise<void> {
  const { desk, workspace, key } = context;
  const task = workspace.task?.id ?? '';
  const isNew = step.key === 'email-new' || !client.email;
  const address = isNew ? `${key.toLowerCase()}@example.com` : client.email!;
  await desk.startEmailVerification(task, request, isNew ? address : null);
  const code = /\b\d{4,8}\b/.exec(await context.lastEmail(address))?.[0];
  await desk.confirmEmailVerification(task, code ?? '');
}

async function order(isFast: boolean, { desk, workspace, key }: DeedContext): Promise<Parameters<Desk['recordOrder']>[2]> {
  const task = workspace.task?.id ?? '';
  if (!isFast) return { orderNumber: `WEB-${key.toUpperCase()}` };
  const model = (await desk.loadOptions(task)).models?.[0];
  return {
    fastDelivery: true,
    model: model?.model,
    colour: model?.colours?.[0],
    name: workspace.client?.firstName,
    phone: workspace.task?.phone,
  };
}

async function store(reservation: boolean, { desk, workspace }: DeedContext): Promise<string> {
  const found = await desk.findStores(workspace.task?.id ?? '', { reservation, most: 5 });
  return (found.find((shop) => shop.chosen) ?? found[0])?.id ?? '';
}

async function reservation(client: ClientView, context: DeedContext): Promise<Parameters<Desk['reserve']>[2]> {
  const model = (await context.desk.loadOptions(context.workspace.task?.id ?? '')).models?.[0];
  return {
    storeId: await store(true, context),
    model: model?.model,
    colour: model?.colours?.[0],
    pickupAt: new Date(context.now + 3 * 3_600_000).toISOString(),
    email: client.email ?? 'expert@example.com',
  };
}

function tomorrow({ workspace, now }: DeedContext): string {
  return localDate(clientZone(workspace), now, 1);
}
