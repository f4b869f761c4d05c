import { Random } from './random.ts';
import type { CallListSpec, Gender, RegionSpec, WorldFile } from './world-schema.ts';

/** An invented client, before it becomes a Contact or a Lead. */
export interface Person {
  readonly key: string;
  readonly kind: 'Contact' | 'Lead';
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: Gender;
  /** E.164, in a range that reaches nobody. */
  readonly phone: string;
  readonly email: string | null;
  readonly region: RegionSpec;
  readonly city: string;
  readonly zoneSource: 'Client Said' | 'Address' | 'Phone';
  readonly ageVerification: 'AV0' | 'AV1';
  readonly clientType: 'LAS' | 'LAU';
  readonly vouchers: number;
  readonly devices: number;
}

/** The client of the task number `index` of a list; the same for the same file. */
export function person(world: WorldFile, list: CallListSpec, index: number, serial: number): Person {
  const key = `${list.key}-${String(index + 1).padStart(3, '0')}`;
  const random = Random.of(world.seed, 'person', key);
  const gender: Gender = random.chance(0.5) ? 'Feminine' : 'Masculine';
  const pair = random.pick(world.lastNames);
  const region = zoneCovering(world, serial) ?? random.weighted(world.regions);
  const lau = list.audience === 'LAU';
  return {
    key,
    kind: list.client,
    firstName: random.pick(world.firstNames[gender]),
    lastName: gender === 'Feminine' ? pair[1] : pair[0],
    gender,
    phone: `${world.phonePrefix}${String(1_000_000 + serial).slice(-7)}`,
    email: random.chance(lau ? 0.85 : 0.6) ? `client${serial}@${world.emailDomain}` : null,
    region,
    city: random.pick(region.cities),
    zoneSource: random.pick(['Client Said', 'Address', 'Address', 'Phone'] as const),
    ageVerification: random.chance(lau ? 0.8 : 0.3) ? 'AV1' : 'AV0',
    clientType: list.audience,
    vouchers: lau ? random.pick([0, 1, 1, 2, 3]) : random.pick([0, 0, 1]),
    devices: lau ? random.pick([1, 1, 1, 2]) : list.key.startsWith('active-lendings') ? 1 : 0,
  };
}

/** The first clients of the world cover every region once, so that even a small world has every zone. */
function zoneCovering(world: WorldFile, serial: number): RegionSpec | undefined {
  return world.regions[serial];
}

/** Contact or Lead record of a person. */
export function personRecord(world: WorldFile, who: Person, storeKey: string | null): Record<string, unknown> {
  const random = Random.of(world.seed, 'contact-data', who.key);
  const shared = {
    Key__c: who.key,
    FirstName: who.firstName,
    LastName: who.lastName,
    Phone: who.phone,
    MobilePhone: who.phone,
    Email: who.email,
    Age_Verification__c: who.ageVerification,
    Client_Type__c: who.clientType,
    Email_Verified__c: who.email !== null && random.chance(0.5),
    Cigarette_Brand__c: random.chance(0.5) ? random.pick(world.cigaretteBrands) : null,
    Preferred_Channel__c: random.chance(0.5) ? random.pick(['Phone', 'Email', 'SMS']) : null,
    Gender__c: who.gender,
    City__c: who.city,
    Region__c: who.region.region,
    Time_Zone__c: who.region.zone,
    Zone_Source__c: who.zoneSource,
    Do_Not_SMS__c: random.chance(0.05),
    HasOptedOutOfEmail: random.chance(0.05),
  };
  if (who.kind === 'Contact') return { ...shared, Birthdate: `${random.int(1960, 2001)}-0${random.int(1, 9)}-${random.int(10, 28)}` };
  return { ...shared, Company: `${who.firstName} ${who.lastName}`, ...(storeKey ? { Chosen_Store__r: { Key__c: storeKey } } : {}) };
}
