import type { NativeTypeSpec } from '../../types.ts';

const nothing = (): null => null;

/**
 * `System.Network`: Experience Cloud sites. The local org serves none, so no request comes through one.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_network.htm
 */
export const networkType: NativeTypeSpec = {
  name: 'System.Network',
  statics: {
    'communitiesLanding(): System.PageReference': nothing,
    'forwardToAuthPage(String startUrl): System.PageReference': nothing,
    'forwardToAuthPage(String startUrl, String displayType): System.PageReference': nothing,
    'getNetworkId(): String': nothing,
  },
  refused: [
    'static getLoginUrl(String networkId): String',
    'static getLogoutUrl(String networkId): String',
    'static getSelfRegUrl(String networkId): String',
    'static loadAllPackageDefaultNetworkDashboardSettings(): Integer',
    'static loadAllPackageDefaultNetworkPulseSettings(): Integer',
    'static loadAllPackageDefaultNetworkWorkspaceMetricSettings(): Integer',
  ],
  unsupported: ['createExternalUserAsync'],
};
