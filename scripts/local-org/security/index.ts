export { accessFor, type UserAccess } from './access.ts';
export { visibleApps } from './apps.ts';
export { installSecurity, type AdministratorOptions, type InstalledSecurity, type SecurityOptions } from './install.ts';
export {
  assignedPermissionSets,
  AUTOMATED_PROCESS,
  automatedProcessUser,
  globalVariable,
  hasApexClassAccess,
  hasCustomPermission,
  runningUser,
  UnknownUserError,
} from './users.ts';
export { loadPrincipals, type Principals } from './principals.ts';
export { SetupRows } from './rows.ts';
