import { ApexList } from '../../runtime/collections/index.ts';
import { statusCode } from '../platform/exceptions.ts';
import type { NativeFn, NativeProperty, NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';
import { attachmentTypes } from './attachments.ts';
import {
  COMMON,
  MassEmail,
  renderStored,
  reserve,
  sendEmail,
  SendErrorInfo,
  SingleEmail,
  type EmailMessage,
  type Kind,
  type SendResult,
} from './sending.ts';
import { renderBodies, templateTexts, templateTypes } from './templates.ts';

const SINGLE: Record<string, Kind> = {
  PlainTextBody: 'String',
  HtmlBody: 'String',
  Charset: 'String',
  References: 'String',
  InReplyTo: 'String',
  OptOutPolicy: 'String',
  TargetObjectId: 'Id',
  WhatId: 'Id',
  TemplateId: 'Id',
  EntityAttachments: 'List<String>',
  FileAttachments: 'List<Messaging.EmailFileAttachment>',
  OrgWideEmailAddressId: 'Id',
  ToAddresses: 'List<String>',
  CcAddresses: 'List<String>',
  BccAddresses: 'List<String>',
};

/** `Messaging.MassEmailMessage`: a template for many. */
const MASS: Record<string, Kind> = {
  Description: 'String',
  TargetObjectIds: 'List<Id>',
  TemplateId: 'Id',
  WhatIds: 'List<Id>',
};

type Members = Required<Pick<NativeTypeSpec, 'methods' | 'properties'>>;

function members(kinds: Readonly<Record<string, Kind>>): Members {
  const methods: Record<string, NativeFn> = {};
  const properties: Record<string, NativeProperty> = {};
  for (const [name, type] of Object.entries(kinds)) {
    const get = (message: EmailMessage): unknown => message.values.get(name) ?? null;
    const set = (message: EmailMessage, value: unknown): void => void message.values.set(name, value);
    methods[`get${name}(): ${type}`] = get;
    methods[`set${name}(${type} value): void`] = set;
    properties[`${name}: ${type}`] = { get, set };
  }
  return { methods, properties };
}

const flag = 'TreatTargetObjectAsRecipient';
const single = members(SINGLE);
/** Read with `is`, as the other flag. */
const BODIES: Members = {
  methods: {
    'isTreatBodiesAsTemplate(): Boolean': (message: SingleEmail) => message.values.get('TreatBodiesAsTemplate') === true,
    'setTreatBodiesAsTemplate(Boolean value): void': (message: SingleEmail, value: unknown) =>
      void message.values.set('TreatBodiesAsTemplate', value),
  },
  properties: {
    'TreatBodiesAsTemplate: Boolean': {
      get: (message: SingleEmail) => message.values.get('TreatBodiesAsTemplate') === true,
      set: (message: SingleEmail, value: unknown) => void message.values.set('TreatBodiesAsTemplate', value),
    },
  },
};

function templateName(message: SingleEmail): string | null {
  const id = message.text('TemplateId');
  return id === null ? null : (templateTexts(id)?.name ?? null);
}

const unsupported = (names: readonly string[]): string[] => names.flatMap((name) => [name, `get${name}`, `is${name}`, `set${name}`]);

const emailTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Messaging.Email',
    abstract: true,
    ...members(COMMON),
  },
  {
    name: 'Messaging.SingleEmailMessage',
    extends: 'Messaging.Email',
    constructors: { '()': () => new SingleEmail() },
    methods: {
      ...single.methods,
      [`is${flag}(): Boolean`]: (message: SingleEmail) => message.values.get(flag) !== false,
      [`set${flag}(Boolean value): void`]: (message: SingleEmail, value: unknown) => void message.values.set(flag, value),
      ...BODIES.methods,
      'getTemplateName(): String': templateName,
    },
    properties: {
      ...single.properties,
      [`${flag}: Boolean`]: {
        get: (message: SingleEmail) => message.values.get(flag) !== false,
        set: (message: SingleEmail, value: unknown) => void message.values.set(flag, value),
      },
      ...BODIES.properties,
      'TemplateName: String': { get: templateName },
    },
    unsupported: [
      ...unsupported(['DocumentAttachments']),
      ...unsupported(['UserMail', 'OneClickPost', 'UnsubscribeComment', 'UnsubscribeUrls']),
    ],
  },
  {
    name: 'Messaging.MassEmailMessage',
    extends: 'Messaging.Email',
    constructors: { '()': () => new MassEmail() },
    ...members(MASS),
  },
];

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_single.htm */
export const messagingTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Messaging',
    statics: {
      'sendEmail(List<Messaging.Email> messages): List<Messaging.SendEmailResult>': sendEmail,
      'sendEmail(List<Messaging.Email> messages, Boolean allOrNone): List<Messaging.SendEmailResult>': sendEmail,
      'renderEmailTemplate(String whoId, String whatId, List<String> bodies): List<Messaging.RenderEmailTemplateBodyResult>': renderBodies,
      'renderStoredEmailTemplate(String templateId, String whoId, String whatId): Messaging.SingleEmailMessage': renderStored,
      'renderStoredEmailTemplate(String templateId, String whoId, String whatId, Object option): Messaging.SingleEmailMessage':
        renderStored,
      // Whether the use of the template is counted: TimesUsed is not kept.
      'renderStoredEmailTemplate(String templateId, String whoId, String whatId, Object option, Boolean counts): Messaging.SingleEmailMessage':
        renderStored,
      'reserveMassEmailCapacity(Integer count): void': (count: number) => reserve('MassEmail', count),
      'reserveSingleEmailCapacity(Integer count): void': (count: number) => reserve('SingleEmail', count),
    },
    unsupported: ['extractInboundEmail', 'sendEmailMessage'],
  },
  ...emailTypes,
  ...attachmentTypes,
  ...templateTypes,
  {
    name: 'Messaging.SendEmailResult',
    ...beans({
      'Errors: List<Messaging.SendEmailError>': (result: SendResult) =>
        new ApexList(
          'Messaging.SendEmailError',
          result.errors.map((error) => new SendErrorInfo(error)),
        ),
      'Success: Boolean': (result: SendResult) => result.errors.length === 0,
    }),
  },
  {
    name: 'Messaging.SendEmailError',
    ...beans({
      'Message: String': (info: SendErrorInfo) => info.error.message,
      'Fields: List<String>': (info: SendErrorInfo) => new ApexList('String', [...(info.error.fields ?? [])]),
      'StatusCode: System.StatusCode': (info: SendErrorInfo) => statusCode(info.error.statusCode),
      'TargetObjectId: String': (info: SendErrorInfo) => info.error.targetObjectId ?? null,
    }),
  },
];
