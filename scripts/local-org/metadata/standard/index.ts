import { account } from './account.ts';
import { apexClass, apexLog, apexTrigger, asyncApexJob, cronJobDetail, cronTrigger } from './apex.ts';
import { caseObject } from './case.ts';
import { contact } from './contact.ts';
import type { StandardObject } from './declare.ts';
import { event } from './event.ts';
import { group, groupMember, queueSobject, userRole } from './group.ts';
import { lead } from './lead.ts';
import { opportunity } from './opportunity.ts';
import { organization } from './organization.ts';
import {
  customPermission,
  fieldPermissions,
  objectPermissions,
  permissionSet,
  permissionSetAssignment,
  permissionSetGroup,
  permissionSetGroupComponent,
  setupEntityAccess,
} from './permission-set.ts';
import { profile, userLicense } from './profile.ts';
import { recordType } from './record-type.ts';
import { task } from './task.ts';
import { user } from './user.ts';

/** The standard objects every org of the local org has, before its own metadata is merged in. */
export const standardObjects: readonly StandardObject[] = [
  account,
  contact,
  lead,
  opportunity,
  caseObject,
  task,
  event,
  user,
  profile,
  userLicense,
  permissionSet,
  permissionSetGroup,
  permissionSetGroupComponent,
  permissionSetAssignment,
  objectPermissions,
  fieldPermissions,
  setupEntityAccess,
  customPermission,
  group,
  groupMember,
  queueSobject,
  userRole,
  recordType,
  organization,
  apexClass,
  apexTrigger,
  asyncApexJob,
  cronTrigger,
  cronJobDetail,
  apexLog,
];
