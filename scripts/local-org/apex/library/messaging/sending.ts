import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject, NamedObject, type ApexEnum } from '../../runtime/object.ts';
import { recordOfId } from '../database/save.ts';
import type { DataObject } from '../dataClass.ts';
import { ORG_LIMITS } from '../platform/orgLimits.ts';
import { attachmentNames, templateAttachments } from './attachments.ts';
import { renderTexts, templateTexts, type TemplateTexts } from './templates.ts';

export type Kind = 'String' | 'Id' | 'Boolean' | 'List<String>' | 'List<Id>' | 'List<Messaging.EmailFileAttachment>';

/** Properties of every kind of e-mail, each with a getter and a setter. */
export const COMMON: Record<string, Kind> = {
  EmailPriority: 'String',
  Subject: 'String',
  ReplyTo: 'String',
  SenderDisplayName: 'String',
  BccSender: 'Boolean',
  SaveAsActivity: 'Boolean',
  UseSignature: 'Boolean',
};

/** `Messaging.SingleEmailMessage` and `Messaging.MassEmailMessage`: their properties by name. */
export class EmailMessage extends NamedObject {
  readonly values = new Map<string, unknown>();

  text(name: string): string | null {
    return (this.values.get(name) as string | undefined) ?? null;
  }

  list(name: string): string[] {
    return [...((this.values.get(name) as ApexList<string> | null | undefined)?.items ?? [])];
  }
}

export class SingleEmail extends EmailMessage {
  constructor() {
    super('Messaging.SingleEmailMessage');
  }
}

export class MassEmail extends EmailMessage {
  constructor() {
    super('Messaging.MassEmailMessage');
  }
}

interface SendError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
  readonly targetObjectId?: string | null;
}

/** `Messaging.SendEmailResult`. */
export class SendResult extends ApexObject {
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
export class SendErrorInfo extends ApexObject {
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

function problem(message: EmailMessage, to: readonly string[]): SendError | undefined {
  if (to.length === 0) return { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Add a recipient to send an email.' };
  const bad = to.find((address) => !/^[^\s@]+@[^\s@]+$/.test(address));
  if (bad !== undefined) return { statusCode: 'INVALID_EMAIL_ADDRESS', message: `Email address is invalid: ${bad}` };
  if (!message.text('PlainTextBody') && !message.text('HtmlBody')) {
    return { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Missing body, need at least one of html or plainText' };
  }
  return undefined;
}

/** The template of a message, or why it cannot be used. */
function templateOf(message: EmailMessage, target: string | null): TemplateTexts | SendError {
  if (target === null) {
    return { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Missing targetObjectId with template', fields: ['targetObjectId'] };
  }
  const template = templateTexts(message.text('TemplateId')!);
  if (!template) return { statusCode: 'TEMPLATE_NOT_FOUND', message: 'The email template was not found', fields: ['templateId'] };
  if (!template.active) return { statusCode: 'TEMPLATE_NOT_ACTIVE', message: 'The email template is not active', fields: ['templateId'] };
  return template;
}

/** Writes the texts of its template, or its own with their merge fields, into the message: code may read what was sent. */
function fillTexts(message: SingleEmail): SendError | undefined {
  const [target, what] = [message.text('TargetObjectId'), message.text('WhatId')];
  let texts: Parameters<typeof renderTexts>[0];
  if (message.text('TemplateId') !== null) {
    const template = templateOf(message, target);
    if ('statusCode' in template) return template;
    texts = template;
  } else if (message.values.get('TreatBodiesAsTemplate') === true) {
    texts = { subject: message.text('Subject'), plainText: message.text('PlainTextBody'), html: message.text('HtmlBody') };
  } else return undefined;
  setTexts(message, renderTexts(texts, target, what));
  return undefined;
}

function setTexts(message: SingleEmail, texts: ReturnType<typeof renderTexts>): void {
  message.values.set('Subject', texts.subject);
  message.values.set('PlainTextBody', texts.plainText);
  message.values.set('HtmlBody', texts.html);
}

function sendOne(message: SingleEmail): SendResult {
  const target = message.text('TargetObjectId');
  const addresses = [...message.list('ToAddresses'), ...message.list('CcAddresses'), ...message.list('BccAddresses')];
  const asRecipient = message.values.get('TreatTargetObjectAsRecipient') !== false;
  const targeted = target && asRecipient ? targetAddress(target) : null;
  const to = targeted ? [targeted, ...addresses] : addresses;
  const error = fillTexts(message) ?? problem(message, to);
  if (error) return new SendResult([{ ...error, targetObjectId: target }]);
  const files = (message.values.get('FileAttachments') as ApexList<DataObject> | null | undefined)?.items ?? [];
  const attachments = attachmentNames(files, message.list('EntityAttachments'));
  current().host.sendEmail({
    to,
    subject: message.text('Subject') ?? '',
    plainTextBody: message.text('PlainTextBody'),
    htmlBody: message.text('HtmlBody'),
    senderDisplayName: message.text('SenderDisplayName'),
    targetObjectId: target,
    whatId: message.text('WhatId'),
    ...(attachments.length > 0 ? { attachments } : {}),
  });
  return new SendResult([]);
}

/**
 * One message for each of the people, all about their own `whatIds`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_outbound_mass.htm
 */
function sendMany(message: MassEmail): SendResult {
  const whats = message.list('WhatIds');
  const results = message.list('TargetObjectIds').map((target, i) => {
    const single = new SingleEmail();
    for (const name of Object.keys(COMMON)) single.values.set(name, message.values.get(name));
    single.values.set('TemplateId', message.values.get('TemplateId'));
    single.values.set('TargetObjectId', target);
    single.values.set('WhatId', whats[i] ?? null);
    return sendOne(single);
  });
  if (results.length === 0) return new SendResult([{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Add a recipient to send an email.' }]);
  return new SendResult(results.flatMap(({ errors }) => errors));
}

/** Sends messages; with `allOrNone` the first refused one is a System.EmailException. Tests send nothing but count. */
export function sendEmail(messages: ApexList<SingleEmail | MassEmail>, allOrNone: boolean | null = true): ApexList<SendResult> {
  current().limits.spend('emailInvocations');
  const results = messages.items.map((message) => (message instanceof MassEmail ? sendMany(message) : sendOne(message)));
  const failed = results.findIndex((result) => result.errors.length > 0);
  if (failed >= 0 && allOrNone !== false) {
    const [error] = results[failed]!.errors;
    // What is refused as a whole was no invocation.
    current().limits.spend('emailInvocations', -1);
    throwApex(
      'System.EmailException',
      `SendEmail failed. First exception on row ${failed}; first error: ${error!.statusCode}, ${error!.message}: [${(error!.fields ?? []).join(', ')}]`,
    );
  }
  return new ApexList('Messaging.SendEmailResult', results);
}

/** Keeps room for messages in a day's limit of the org; throws System.HandledException when it has not that much. */
export function reserve(limit: 'MassEmail' | 'SingleEmail', count: number): void {
  const { slots } = current();
  const slot = `reserved ${limit}`;
  const reserved = ((slots.get(slot) as number | undefined) ?? 0) + count;
  if (reserved > ORG_LIMITS[limit]!) {
    throwApex('System.HandledException', 'The daily limit for the org would be exceeded by this request');
  }
  slots.set(slot, reserved);
}

/** `Messaging.renderStoredEmailTemplate`: a message with the texts and the files of a template, not sent. */
export function renderStored(
  templateId: string | null,
  whoId: string | null,
  whatId: string | null,
  option: ApexEnum | null = null,
): SingleEmail {
  const template = templateId === null ? undefined : templateTexts(templateId);
  if (!template) throwApex('System.EmailTemplateRenderException', `The email template was not found: ${templateId ?? 'null'}`);
  const message = new SingleEmail();
  message.values.set('TemplateId', templateId);
  message.values.set('TargetObjectId', whoId);
  message.values.set('WhatId', whatId);
  setTexts(message, renderTexts(template, whoId, whatId));
  if (option?.name !== 'NONE') {
    message.values.set('FileAttachments', templateAttachments(templateId!, option?.name !== 'METADATA_ONLY'));
  }
  return message;
}
