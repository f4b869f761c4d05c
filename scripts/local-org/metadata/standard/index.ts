import { account } from './account.ts';
import {
  apexClass,
  apexTestQueueItem,
  apexTestResult,
  apexCodeCoverage,
  apexCodeCoverageAggregate,
  apexOrgWideCoverage,
  apexTestRunResult,
  apexTrigger,
  asyncApexJob,
  cronJobDetail,
  cronTrigger,
} from './apex.ts';
import { caseObject } from './case.ts';
import { contact } from './contact.ts';
import { apexLog, debugLevel, traceFlag } from './debug-logs.ts';
import type { StandardObject } from './declare.ts';
import { calendar, event } from './event.ts';
import { group, groupMember, queueSobject, userRole } from './group.ts';
import { lead } from './lead.ts';
import { opportunity } from './opportunity.ts';
import { organization } from './organization.ts';
import {
  customPermission,
  fieldPermissions,
  mutingPermissionSet,
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
import { userRecordAccess } from './user-record-access.ts';
import { dashboard, folder, listView, report } from './analytics.ts';
import { accountContactRole, businessHours, caseComment, holiday } from './business-hours.ts';
import { campaign, campaignMember, campaignMemberStatus } from './campaign.ts';
import { attachment, contentDocument, contentDocumentLink, contentVersion, note, staticResource } from './content.ts';
import { emailMessage, emailTemplate, orgWideEmailAddress } from './email.ts';
import { name } from './name.ts';
import { contract, opportunityContactRole, opportunityLineItem, order, orderItem } from './order.ts';
import { asset, pricebook2, pricebookEntry, product2 } from './product.ts';
import { network, networkMember, site } from './site.ts';
import { caseStatus, leadStatus, opportunityStage, taskPriority, taskStatus } from './statuses.ts';

/** The standard objects every org of the local org has, before its own metadata is merged in. */
export const standardObjects: readonly StandardObject[] = [
  account,
  contact,
  lead,
  opportunity,
  caseObject,
  task,
  event,
  calendar,
  user,
  userRecordAccess,
  profile,
  userLicense,
  permissionSet,
  permissionSetGroup,
  permissionSetGroupComponent,
  mutingPermissionSet,
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
  debugLevel,
  traceFlag,
  apexTestRunResult,
  apexTestQueueItem,
  apexTestResult,
  apexCodeCoverage,
  apexCodeCoverageAggregate,
  apexOrgWideCoverage,
  name,
  campaign,
  campaignMember,
  campaignMemberStatus,
  product2,
  pricebook2,
  pricebookEntry,
  asset,
  opportunityLineItem,
  opportunityContactRole,
  contract,
  order,
  orderItem,
  contentDocument,
  contentVersion,
  contentDocumentLink,
  note,
  attachment,
  staticResource,
  emailMessage,
  emailTemplate,
  orgWideEmailAddress,
  folder,
  report,
  dashboard,
  listView,
  network,
  networkMember,
  site,
  businessHours,
  holiday,
  caseComment,
  accountContactRole,
  caseStatus,
  taskStatus,
  taskPriority,
  leadStatus,
  opportunityStage,
];
