/**
 * Names of platform types that the library may lack. Code that names one compiles, and says so where it uses it; any
 * other unknown name is a compile error, as on the platform.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_ref_guide.htm
 */
const written: string[] = [];
const words = (text: string): ReadonlySet<string> => {
  const names = text.trim().split(/\s+/);
  written.push(...names);
  return new Set(names.map((name) => name.toLowerCase()));
};

/** Namespaces of which the library has little or nothing: every type in them counts as the platform's. */
const NAMESPACES = words(`
  ApexPages AppLauncher Approval Auth Cache Canvas ChatterAnswers CommercePayments CommerceOrders Component ConnectApi Context
  DataSource Datacloud EventBus Flow FormulaEval Functions Invocable IsvPartners KbManagement LxScheduler Metadata
  Pref_center Process QuickAction Reports RichMessaging Sfc Sfdc_Checkout Sfdc_Enablement Sfdc_Surveys Slack Support TerritoryMgmt
  TxnSecurity UserProvisioning VisualEditor Wave`);

const SYSTEM = words(`
  Address AppExchangeTrialTemplate Approval AsyncInfo AsyncOptions BusinessHours Cases Cookie Communities Continuation CurrencyInfo
  Domain DomainCreator DomainParser DomainType EmailMessages EventBus Finalizer FinalizerContext FlexQueue Formula
  FormulaRecalcFieldError FormulaRecalcResult FormulaValidationException Ideas Location
  MultiStaticResourceCalloutMock Network OrgLimit OrgLimits PageReference RemoteObjectController Request
  ResetPasswordResult RestContext RestRequest RestResponse SandboxContext SandboxPostCopy Search SetupScope
  SoqlStubProvider StaticResourceCalloutMock SupportPredictiveService UserManagement Version WebServiceCallout
  WebServiceCalloutFuture WebServiceMock`);

const OTHERS = words(`
  Database.Cursor Database.CursorFetchResult Database.DeletedRecord Database.DuplicateError Database.EmptyRecycleBinResult Database.GetDeletedResult Database.GetUpdatedResult
  Database.LeadConvert Database.LeadConvertResult Database.MergeRequest Database.MergeResult Database.PaginationCursor
  Database.QueryLocatorChunkIterator Messaging.AttachmentRetrievalOption Messaging.CustomNotification Messaging.Email Messaging.EmailAttachment
  Messaging.EmailFileAttachment Messaging.EmailToSalesforceHandler Messaging.InboundEmail Messaging.InboundEmailHandler
  Messaging.InboundEmailResult Messaging.InboundEnvelope Messaging.MassEmailMessage Messaging.PushNotification
  Messaging.PushNotificationPayload Messaging.RenderEmailTemplateBodyResult Messaging.RenderEmailTemplateError
  Schema.DataCategory Schema.DataCategoryGroupSobjectTypePair Schema.DescribeColorResult Schema.DescribeDataCategoryGroupResult
  Schema.DescribeDataCategoryGroupStructureResult Schema.DescribeIconResult Schema.DescribeTabResult Schema.DescribeTabSetResult
  Schema.FilteredLookupInfo Messaging.InboundEmail.BinaryAttachment Messaging.InboundEmail.TextAttachment Messaging.InboundEmail.Header
  Site.ExternalUserCreateException`);

/** The names as documentation writes them: namespaces, types of System, types of other namespaces. */
export function platformNames(): readonly string[] {
  return written;
}

/** True when the name is a namespace of the platform. */
export function isPlatformNamespace(name: string): boolean {
  return NAMESPACES.has(name.toLowerCase());
}

/** True when the dotted name is a type of the platform. Ask only for names that are not found otherwise. */
export function isPlatformName(parts: readonly string[]): boolean {
  const name = parts.join('.').toLowerCase();
  const [first] = name.split('.');
  if (parts.length === 1) return SYSTEM.has(name) || OTHERS.has(`schema.${name}`);
  if (first === 'system') return isPlatformName(parts.slice(1));
  return NAMESPACES.has(first!) || OTHERS.has(name) || SYSTEM.has(first!);
}
