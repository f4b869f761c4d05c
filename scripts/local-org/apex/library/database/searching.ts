import type { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { CallSite, NativeTypeSpec } from '../../types.ts';
import type { AccessLevel } from '../platform/access.ts';
import { bindValues } from './dynamicSoql.ts';

function query(sosl: string | null, level: AccessLevel | null, site: CallSite): ApexList {
  if (sosl === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  return current().search(sosl, bindValues(sosl, site.variable), { userMode: level?.userMode ?? site.userMode, sharing: site.sharing });
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_search.htm */
export const searchType: NativeTypeSpec = {
  name: 'System.Search',
  statics: {
    'query(String sosl): List<List<SObject>>': (sosl: string | null, site: CallSite) => query(sosl, null, site),
    'query(String sosl, System.AccessLevel level): List<List<SObject>>': (sosl: string | null, level: AccessLevel, site: CallSite) =>
      query(sosl, level, site),
  },
  needsCallSite: ['query'],
  unsupported: ['find', 'suggest'],
};
