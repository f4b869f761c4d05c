import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { statusCode } from '../platform/exceptions.ts';
import { ORG_LIMITS } from '../platform/orgLimits.ts';
import { recordOfId } from '../database/save.ts';
import type { NativeFn, NativeProperty, NativeTypeSpec } from '../../types.ts';
import { beans } from '../beans.ts';

type Kind = 'String' | 'Id' | 'Boolean' | 'List<String>';

/** Properties of every kind of e-mail, each with a getter and a setter. */
const COMMON: Record<string, Kind> = {
  Subject: 'String',
  ReplyTo: 'String',
  SenderDisplayName: 'String',
  BccSender: 'Boolean',
  SaveAsActivity: 'Boolean',
  UseSignature: 'Boolean',
};

const SINGLE: Record<string, Kind> = {
  PlainTextBody: 'String',
  HtmlBody: 'String',
  Charset: 'String',
  References: 'String',
  InReplyTo: 'String',
  OptOutPolicy: 'String',
  TargetObjectId: 'Id',
  WhatId: 'Id',
  OrgWideEmailAddressId: 'Id',
  ToAddresses: 'List<String>',
  CcAddresses: 'List<String>',
  BccAddresses: 'List<String>',
};

/** `Messaging.SingleEmailMessage`: its properties by name. */
class SingleEmail extends ApexObject {
  readonly values = new Map<string, unknown>();

  override get typeName(): string {
    return 'Messaging.SingleEmailMessage';
  }

  text(name: string): string | null {
    return (this.values.get(name) as string | undefined) ?? null;
  }

  list(name: string): string[] {
    return [...((this.values.get(name) as ApexList<string> | null | undefined)?.items ?? [])];
  }
}

interface SendError {
  readonly statusCode: string;
  readonly message: string;
}

/** `Messaging.SendEmailResult`. */
class SendResult extends ApexObject {
  readonly errors: readonly SendError[];

  constructor(errors: readonly SendError[]) {
    super();
    this.errors = errors;
  }

  override get typeName(): string {
    return 'Messaging.SendEmailResult';
  }
}

/** `Messaging.SendEmailError`. */
class SendErrorInfo extends ApexObject {
  readonly error: SendError;

  constructor(error: SendError) {
    super();
    this.error = error;
  }

  override get typeName(): string {
    return 'Messaging.SendEmailError';
  }
}

/** Address of the contact, lead or user a message is for. */
function targetAddress(id: string): string | null {
  const { store } = current().host;
  const { def } = recordOfId(id);
  const email = store.read(def, [id]).get(id)?.get('Email');
  return typeof email === 'string' ? email : null;
}

function problem(message: SingleEmail, to: readonly string[]): SendError | undefined {
  if (to.length === 0) return { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Add a recipient to send an email.' };
  const bad = to.find((address) => !/^[^\s@]+@[^\s@]+$/.test(address));
  if (bad !== undefined) return { statusCode: 'INVALID_EMAIL_ADDRESS', message: `Email address is invalid: ${bad}` };
  if (!message.text('PlainTextBody') && !message.text('HtmlBody')) {
    return { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Missing body, need at least one of html or plainText' };
  }
  return undefined;
}

function sendOne(message: SingleEmail): SendResult {
  const target = message.text('TargetObjectId');
  const addresses = [...message.list('ToAddresses'), ...message.list('CcAddresses'), ...message.list('BccAddresses')];
  const asRecipient = message.values.get('TreatTargetObjectAsRecipient') !== false;
  const targeted = target && asRecipient ? targetAddress(target) : null;
  const to = targeted ? [targeted, ...addresses] : addresses;
  const error = problem(message, to);
  if (error) return new SendResult([error]);
  current().host.sendEmail({
    to,
    subject: message.text('Subject') ?? '',
    plainTextBody: message.text('PlainTextBody'),
    htmlBody: message.text('HtmlBody'),
    senderDisplayName: message.text('SenderDisplayName'),
    targetObjectId: target,
    whatId: message.text('WhatId'),
  });
  return new SendResult([]);
}

/** Sends messages; with `allOrNone` the first refused one is a System.EmailException. Tests send nothing but count. */
function sendEmail(messages: ApexList<SingleEmail>, allOrNone: boolean | null = true): ApexList<SendResult> {
  current().limits.spend('emailInvocations');
  const results = messages.items.map(sendOne);
  const failed = results.findIndex((result) => result.errors.length > 0);
  if (failed >= 0 && allOrNone !== false) {
    const [error] = results[failed]!.errors;
    throwApex(
      'System.EmailException',
      `SendEmail failed. First exception on row ${failed}; first error: ${error!.statusCode}, ${error!.message}: []`,
    );
  }
  return new ApexList('Messaging.SendEmailResult', results);
}

const RESERVED_SLOT = 'reservedEmails';

/** Keeps room for messages in the day's limit of the org; throws System.HandledException when it has not that much. */
function reserveCapacity(count: number): void {
  const { slots } = current();
  const reserved = ((slots.get(RESERVED_SLOT) as number | undefined) ?? 0) + count;
  if (reserved > ORG_LIMITS.SingleEmail!) {
    throwApex('System.HandledException', 'The daily limit for the org would be exceeded by this request');
  }
  slots.set(RESERVED_SLOT, reserved);
}

type Members = Required<Pick<NativeTypeSpec, 'methods' | 'properties'>>;

function members(kinds: Readonly<Record<string, Kind>>): Members {
  const methods: Record<string, NativeFn> = {};
  const properties: Record<string, NativeProperty> = {};
  for (const [name, type] of Object.entries(kinds)) {
    const get = (message: SingleEmail): unknown => message.values.get(name) ?? null;
    const set = (message: SingleEmail, value: unknown): void => void message.values.set(name, value);
    methods[`get${name}(): ${type}`] = get;
    methods[`set${name}(${type} value): void`] = set;
    properties[`${name}: ${type}`] = { get, set };
  }
  return { methods, properties };
}

const flag = 'TreatTargetObjectAsRecipient';
const single = members(SINGLE);
const unsupported = (names: readonly string[]): string[] => names.flatMap((name) => [name, `get${name}`, `is${name}`, `set${name}`]);

const emailTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Messaging.Email',
    abstract: true,
    ...members(COMMON),
    unsupported: unsupported(['EmailPriority']),
  },
  {
    name: 'Messaging.SingleEmailMessage',
    extends: 'Messaging.Email',
    constructors: { '()': () => new SingleEmail() },
    methods: {
      ...single.methods,
      [`is${flag}(): Boolean`]: (message: SingleEmail) => message.values.get(flag) !== false,
      [`set${flag}(Boolean value): void`]: (message: SingleEmail, value: unknown) => void message.values.set(flag, value),
    },
    properties: {
      ...single.properties,
      [`${flag}: Boolean`]: {
        get: (message: SingleEmail) => message.values.get(flag) !== false,
        set: (message: SingleEmail, value: unknown) => void message.values.set(flag, value),
      },
    },
    unsupported: [
      ...unsupported([
        'DocumentAttachments',
        'EntityAttachments',
        'FileAttachments',
        'TemplateId',
        'TemplateName',
        'TreatBodiesAsTemplate',
      ]),
      ...unsupported(['UserMail', 'OneClickPost', 'UnsubscribeComment', 'UnsubscribeUrls']),
    ],
  },
];

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_single.htm */
export const messagingTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Messaging',
    statics: {
      'sendEmail(List<Messaging.Email> messages): List<Messaging.SendEmailResult>': sendEmail,
      'sendEmail(List<Messaging.Email> messages, Boolean allOrNone): List<Messaging.SendEmailResult>': sendEmail,
      'reserveSingleEmailCapacity(Integer count): void': reserveCapacity,
    },
    unsupported: [
      ...['extractInboundEmail', 'renderEmailTemplate', 'renderStoredEmailTemplate', 'reserveMassEmailCapacity', 'sendEmailMessage'],
    ],
  },
  ...emailTypes,
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
      'StatusCode: System.StatusCode': (info: SendErrorInfo) => statusCode(info.error.statusCode),
    }),
    unsupported: ['Fields', 'getFields', 'TargetObjectId', 'getTargetObjectId'],
  },
];
