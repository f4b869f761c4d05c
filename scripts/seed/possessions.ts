import type { SeedRecord } from './batch.ts';
import { isoMoment, localDate, localMoment } from './local-time.ts';
import type { Person } from './people.ts';
import { Random } from './random.ts';
import type { WorldFile } from './world-schema.ts';

/** Devices, vouchers and earlier cases of a client with an account. */
export interface Possessions {
  readonly devices: SeedRecord[];
  readonly vouchers: SeedRecord[];
  readonly cases: SeedRecord[];
}

/** @param anchor the moment (epoch ms) the world is made for */
export function possessions(world: WorldFile, who: Person, anchor: number): Possessions {
  if (who.kind === 'Lead') return { devices: [], vouchers: [], cases: [] };
  const random = Random.of(world.seed, 'possessions', who.key);
  const owner = { Contact__r: { Key__c: who.key } };
  const devices = Array.from({ length: who.devices }, (_, index) => ({
    Key__c: `${who.key}-device-${index + 1}`,
    ...owner,
    Serial_Number__c: `DEMO${String(random.int(0, 99_999_999)).padStart(8, '0')}`,
    Model__c: random.pick(world.deviceModels),
    Registered_On__c: localDate(who.region.zone, anchor, -random.int(30, 90)),
  }));
  const vouchers = Array.from({ length: who.vouchers }, (_, index) => {
    const type = index === 0 ? 'Referral' : random.pick(['Voucher', 'Free Delivery']);
    return {
      Key__c: `${who.key}-voucher-${index + 1}`,
      ...owner,
      Code__c: `DEMO-${who.key.slice(0, 3).toUpperCase()}-${random.int(100_000, 999_999)}`,
      Type__c: type,
      Amount__c: type === 'Referral' ? 500 : type === 'Voucher' ? 750 : 0,
      Status__c: 'Active',
    };
  });
  const cases =
    who.devices > 0 && random.chance(0.2)
      ? [
          {
            Key__c: `${who.key}-case-1`,
            Contact: { Key__c: who.key },
            Subject: random.pick(['B006', 'B038', 'B101', 'B103']),
            Status: 'Closed',
            Origin: 'Phone',
            Description: `Replacement on ${isoMoment(localMoment(who.region.zone, anchor, -random.int(20, 60), 12, 0)).slice(0, 10)}`,
          },
        ]
      : [];
  return { devices, vouchers, cases };
}
