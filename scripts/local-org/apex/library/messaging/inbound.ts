import type { NativeTypeSpec } from '../../types.ts';
import { dataClass } from '../dataClass.ts';

const plain = (name: string, properties: Readonly<Record<string, string>>, unsupported: readonly string[] = []): NativeTypeSpec =>
  dataClass(name, { creatable: true, properties, unsupported });

const HEADERS = { headers: 'List<Messaging.InboundEmail.Header>' } as const;

/**
 * What an e-mail service hands to its Apex class. No mail reaches the local org; code and its tests create the messages.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_email_inbound_inbound.htm
 */
export const inboundTypes: readonly NativeTypeSpec[] = [
  plain(
    'Messaging.InboundEmail',
    {
      ...HEADERS,
      binaryAttachments: 'List<Messaging.InboundEmail.BinaryAttachment>',
      ccAddresses: 'List<String>',
      fromAddress: 'String',
      fromName: 'String',
      htmlBody: 'String',
      htmlBodyIsTruncated: 'Boolean',
      inReplyTo: 'String',
      messageId: 'String',
      plainTextBody: 'String',
      plainTextBodyIsTruncated: 'Boolean',
      references: 'List<String>',
      replyTo: 'String',
      subject: 'String',
      textAttachments: 'List<Messaging.InboundEmail.TextAttachment>',
      toAddresses: 'List<String>',
    },
    ['authenticationResults'],
  ),
  plain('Messaging.InboundEmail.BinaryAttachment', { ...HEADERS, body: 'Blob', fileName: 'String', mimeTypeSubType: 'String' }),
  plain('Messaging.InboundEmail.TextAttachment', {
    ...HEADERS,
    body: 'String',
    bodyIsTruncated: 'Boolean',
    charset: 'String',
    fileName: 'String',
    mimeTypeSubType: 'String',
  }),
  plain('Messaging.InboundEmail.Header', { name: 'String', value: 'String' }),
  plain('Messaging.InboundEnvelope', { fromAddress: 'String', toAddress: 'String' }),
  plain('Messaging.InboundEmailResult', { message: 'String', success: 'Boolean' }),
  {
    name: 'Messaging.InboundEmailHandler',
    kind: 'interface',
    abstractMethods: ['handleInboundEmail(Messaging.InboundEmail email, Messaging.InboundEnvelope envelope): Messaging.InboundEmailResult'],
  },
];
