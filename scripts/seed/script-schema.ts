import { z } from 'zod';

/** The shape of `config/scripts/*.yaml`. */
const bilingual = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a key is lower-case words joined by hyphens');

export const stages = ['Greeting', 'Recording', 'Need', 'Usage', 'Solve', 'Services', 'Care', 'Closing', 'Objection', 'Stop'] as const;
export const stepKinds = ['Say', 'Ask', 'Act', 'Note', 'Stop', 'End'] as const;
export const results = ['Callback', 'Success', 'Refused', 'No Answer'] as const;
export const callbackReasons = ['Client Asked', 'Outside Window', 'Age Verification'] as const;
export const outcomes = [
  'Adverse Event',
  'Non-Nicotine',
  'Store Purchase',
  'Online Purchase',
  'LAS No Purchase',
  'LAS Is LAU',
  'LAU Is LAS',
  'LAU Switched',
  'Replacement Arranged',
  'Do Not Contact',
  'Other',
] as const;
export const actions = [
  'Vouchers',
  'Wallet',
  'QURE',
  'Device Link',
  'Email Verified',
  'Opt Out',
  'Order',
  'Store',
  'Coupon',
  'Reservation',
  'Live Chat',
] as const;

const answer = z.strictObject({
  key,
  label: bilingual,
  /** A step of this script or of an included file, or `return` inside a card. */
  next: key,
  /** Jump to a card and come back to this step. */
  detour: z.boolean().default(false),
  noteRequired: z.boolean().default(false),
  /** Condition under which the answer is offered. */
  showWhen: z.string().optional(),
});

const step = z.strictObject({
  key,
  kind: z.enum(stepKinds),
  stage: z.enum(stages),
  title: bilingual,
  text: bilingual,
  hint: bilingual.optional(),
  /** First step of a card that can be reached from any step. */
  card: z.boolean().default(false),
  action: z.enum(actions).optional(),
  showWhen: z.string().optional(),
  /** The step after this one; for a step with answers, where to go when `showWhen` hides it. */
  next: key.optional(),
  result: z.enum(results).optional(),
  outcome: z.enum(outcomes).optional(),
  callbackReason: z.enum(callbackReasons).optional(),
  answers: z.array(answer).default([]),
});

export const sharedStepsSchema = z.strictObject({ steps: z.array(step).min(1) });

export const scriptSchema = z.strictObject({
  key,
  version: z.int().positive(),
  title: bilingual,
  callLists: z.array(key).min(1),
  include: z.array(z.string()).default([]),
  start: key,
  steps: z.array(step).min(1),
});

export type ScriptStep = z.infer<typeof step>;
export type ScriptAnswer = z.infer<typeof answer>;
export type ScriptFile = z.infer<typeof scriptSchema>;
export type SharedSteps = z.infer<typeof sharedStepsSchema>;
