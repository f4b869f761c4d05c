import { ApexBlob } from '../../runtime/values/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';

const blobType: NativeTypeSpec = {
  name: 'System.Blob',
  statics: nonNull({ 'valueOf(String text): Blob': (text: string) => ApexBlob.ofText(text) }),
  methods: {
    'size(): Integer': (blob: ApexBlob) => blob.size(),
    'toString(): String': (blob: ApexBlob) => {
      const text = blob.text();
      if (text === undefined) throwApex('System.StringException', 'BLOB is not a valid UTF-8 string');
      return text;
    },
  },
  unsupported: ['toPdf'],
};

/** Percent-encoding of application/x-www-form-urlencoded, as java.net.URLEncoder: space is `+`. */
export function urlEncode(text: string): string {
  const percent = (c: string): string => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, percent);
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throwApex('System.IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
  }
}

function checkCharset(charset: string): void {
  if (!/^utf-?8$/i.test(charset)) throwApex('System.IllegalArgumentException', `Unsupported encoding: ${charset}`);
}

function fromHex(text: string): ApexBlob {
  if (text.length % 2 !== 0 || /[^\da-fA-F]/.test(text)) throwApex('System.InvalidParameterValueException', 'Invalid hex string');
  return new ApexBlob(Buffer.from(text, 'hex'));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_encodingUtil.htm */
const encodingUtilType: NativeTypeSpec = {
  name: 'System.EncodingUtil',
  statics: nonNull({
    'base64Decode(String text): Blob': (text: string) => ApexBlob.ofBase64(text),
    'base64Encode(Blob value): String': (blob: ApexBlob) => blob.base64(),
    'convertFromHex(String text): Blob': fromHex,
    'convertToHex(Blob value): String': (blob: ApexBlob) => blob.hex(),
    'urlDecode(String text, String charset): String': (text: string, charset: string) => {
      checkCharset(charset);
      return urlDecode(text);
    },
    'urlEncode(String text, String charset): String': (text: string, charset: string) => {
      checkCharset(charset);
      return urlEncode(text);
    },
  }),
};

export const bytesTypes: readonly NativeTypeSpec[] = [blobType, encodingUtilType];
