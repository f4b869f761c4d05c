import type { SeedRecord } from './batch.ts';
import { Random } from './random.ts';
import type { WorldFile } from './world-schema.ts';

/** City centres are not needed for the demo's distances: shops of one city lie around one invented point of the region's zone. */
function point(random: Random, regionIndex: number): { latitude: number; longitude: number } {
  return { latitude: 52 + regionIndex * 0.4 + random.next() * 0.1, longitude: 20 + regionIndex * 10 + random.next() * 0.1 };
}

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
          },
        };
      }),
    ),
  );
}
