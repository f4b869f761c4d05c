import { z } from 'zod';

/** The shape of `config/seed/demo.yaml`. */
const factor = z.number().positive().max(5);
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a key is lower-case words joined by hyphens');
const gender = z.enum(['Feminine', 'Masculine']);
const zones = new Set(Intl.supportedValuesOf('timeZone'));
const zone = z.string().refine((name) => zones.has(name), 'is not an IANA time zone');

export const worldSchema = z.strictObject({
  seed: z.int().nonnegative(),
  password: z.string().min(12),
  emailDomain: z.enum(['example.com', 'example.org', 'example.net'], 'must be a domain reserved for examples'),
  phonePrefix: z.string().regex(/^\+797[2-69]$/, 'must be a DEF code that no operator has (972–976, 979)'),
  profile: z.string().min(1),
  queue: z.string().min(1),
  users: z
    .array(
      z.strictObject({
        username: z.email(),
        firstName: z.string().min(1),
        lastName: z.string().min(1),
        gender,
        permissionSets: z.array(z.string()).min(1),
        queueMember: z.boolean(),
        /** Public groups, by developer name: folders of reports and dashboards are shared with them. */
        groups: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  callLists: z
    .array(
      z.strictObject({
        key,
        name: z.string().min(1).max(80),
        programme: z.enum(['Acquisition', 'Retention', 'Hypercare']),
        priority: z.string().regex(/^\d[A-Z]$/, 'is a digit and a letter, such as 1A'),
        audience: z.enum(['LAS', 'LAU']),
        client: z.enum(['Contact', 'Lead']),
        script: key,
        tasks: z.int().nonnegative(),
      }),
    )
    .min(1),
  regions: z
    .array(z.strictObject({ region: z.string().min(1), zone, weight: z.int().positive(), cities: z.array(z.string().min(1)).min(1) }))
    .min(1),
  chains: z
    .array(z.strictObject({ name: z.string().min(1), reservation: z.boolean(), selfRegistration: z.boolean(), offer: z.boolean() }))
    .min(1),
  streets: z.array(z.string().min(1)).min(1),
  firstNames: z.strictObject({ Feminine: z.array(z.string()).min(1), Masculine: z.array(z.string()).min(1) }),
  lastNames: z.array(z.tuple([z.string(), z.string()])).min(1),
  deviceModels: z.array(z.string()).min(1),
  cigaretteBrands: z.array(z.string()).min(1),
  history: z.strictObject({
    extraTasks: z.number().nonnegative(),
    sittings: z.array(z.string().regex(/^\d\d:\d\d$/)).min(1),
    weekendExperts: z.int().nonnegative(),
    experts: z.array(z.strictObject({ username: z.email(), calls: z.number().positive().max(10), interest: factor, talk: factor })).min(1),
    lists: z.array(z.strictObject({ key, reached: z.number().min(0).max(1), interest: z.number().min(0).max(1) })).min(1),
    regions: z.array(z.strictObject({ region: z.string().min(1), reached: factor, interest: factor })),
    hours: z.array(z.strictObject({ from: z.int().min(0).max(23), reached: factor })).min(1),
    notes: z.array(z.string().min(1)).min(1),
  }),
});

export type WorldFile = z.infer<typeof worldSchema>;
export type CallListSpec = WorldFile['callLists'][number];
export type HistorySpec = WorldFile['history'];
export type RegionSpec = WorldFile['regions'][number];
export type Gender = z.infer<typeof gender>;
