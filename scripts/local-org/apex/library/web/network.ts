import type { NativeTypeSpec } from '../../types.ts';

/**
 * `System.Network`: Experience Cloud sites. The local org serves none, so no request comes through one.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_network.htm
 */
export const networkType: NativeTypeSpec = {
  name: 'System.Network',
  statics: { 'getNetworkId(): String': () => null, 'communitiesLanding(): System.PageReference': () => null },
  unsupported: [
    ...['forwardToAuthPage', 'getLoginUrl', 'getLogoutUrl', 'getSelfRegUrl'],
    ...['createExternalUserAsync', 'loadAllPackageDefaultNetworkDashboardSettings', 'loadAllPackageDefaultNetworkPulseSettings'],
    'loadAllPackageDefaultNetworkWorkspaceMetricSettings',
  ],
};
