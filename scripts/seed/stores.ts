import type { SeedRecord } from './batch.ts';
import { Random } from './random.ts';
import type { WorldFile } from './world-schema.ts';

/** City centres are not needed for the demo's distances: shops of one city lie around one invented point of the region's zone. */
function point(random: Random, regionIndex: number): { latitude: number; longitude: number } {
  return { latitude: 52 + regionIndex * 0.4 + random.next() * 0.1, longitude: 20 + regionIndex * 10 + random.next() * 0.1 };
}

const HOURS = ['09:00–21:00', '10:00–22:00', '09:00–22:00', '10:00–20:00'];

export interface Store {
  readonly key: string;
  readonly city: string;
  readonly record: SeedRecord;
}

/** One shop of every chain in every city. */
export function stores(world: WorldFile): Store[] {
  return world.regions.flatMap((region, regionIndex) =>
    region.cities.flatMap((city, cityIndex) =>
      world.chains.map((chain, chainIndex) => {
        const key = `store-${regionIndex + 1}-${cityIndex + 1}-${chainIndex + 1}`;
        const random = Random.of(world.seed, key);
        const { latitude, longitude } = point(random, regionIndex);
        return {
          key,
          city,
          record: {
            Key__c: key,
            Name: `${chain.name}, ${city}`,
            Chain__c: chain.name,
            City__c: city,
            Address__c: `${random.pick(world.streets)}, ${random.int(1, 120)}`,
            Location__Latitude__s: Number(latitude.toFixed(5)),
            Location__Longitude__s: Number(longitude.toFixed(5)),
            Offer__c: chain.offer,
            Self_Registration__c: chain.selfRegistration,
            Reservation__c: chain.reservation,
            Hours__c: random.pick(HOURS),
            In_Stock__c: random.next() < 0.8,
          },
        };
      }),
    ),
  );
}

/** A point of the agency in the main city of every region; the stock managers of the world share them. */
export function agencyPoints(world: WorldFile): SeedRecord[] {
  const managers = world.users.filter((user) => user.permissionSets.includes('Call_Guide_Stock_Manager'));
  return world.regions.map(({ cities }, index) => {
    const manager = managers[index % Math.max(managers.length, 1)];
    return {
      Key__c: `point-${index + 1}`,
      Name: `Точка ${index + 1}`,
      City__c: cities[0],
      Active__c: true,
      ...(manager ? { stockManager: manager.username } : {}),
    };
  });
}
