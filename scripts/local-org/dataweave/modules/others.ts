import { createHash, createHmac } from 'node:crypto';
import { DataWeaveError } from '../errors.ts';
import { native, type Module } from '../run/library.ts';
import { toNumber, toText } from '../values/coerce.ts';
import { textOf } from '../values/text.ts';
import { Binary, type Value } from '../values/value.ts';
import { text } from './core-values.ts';

function bytesOf(value: Value): Buffer {
  return value instanceof Binary ? Buffer.from(value.bytes) : Buffer.from(textOf(value));
}

/** https://docs.mulesoft.com/dataweave/latest/dw-binaries */
export const binaries: Module = {
  toBase64: native(1, ([value]) => bytesOf(value!).toString('base64')),
  fromBase64: native(1, ([value]) => new Binary(Buffer.from(text(value!, 'fromBase64'), 'base64'))),
  toHex: native(1, ([value]) => bytesOf(value!).toString('hex').toUpperCase()),
  fromHex: native(1, ([value]) => new Binary(Buffer.from(text(value!, 'fromHex'), 'hex'))),
};

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function algorithm(value: Value | undefined): string {
  const name = textOf(value ?? 'SHA-1');
  const known = ALGORITHMS[name.replace(/^HmacSHA/, 'SHA-')];
  if (!known) throw new DataWeaveError(`${name} MessageDigest not available`);
  return known;
}

/** https://docs.mulesoft.com/dataweave/latest/dw-crypto */
export const crypto: Module = {
  MD5: native(1, ([value]) => createHash('md5').update(bytesOf(value!)).digest('hex')),
  SHA1: native(1, ([value]) => createHash('sha1').update(bytesOf(value!)).digest('hex')),
  hashWith: native(2, ([value, name]) => new Binary(createHash(algorithm(name)).update(bytesOf(value!)).digest()), { least: 1 }),
  HMACWith: native(3, ([secret, value, name]) => createHmac(algorithm(name), bytesOf(secret!)).update(bytesOf(value!)).digest('hex'), {
    least: 2,
  }),
};

/** https://docs.mulesoft.com/dataweave/latest/dw-url */
export const url: Module = {
  encodeURI: native(1, ([value]) => encodeURI(text(value!, 'encodeURI'))),
  encodeURIComponent: native(1, ([value]) => encodeURIComponent(text(value!, 'encodeURIComponent'))),
  decodeURI: native(1, ([value]) => decodeURI(text(value!, 'decodeURI'))),
  decodeURIComponent: native(1, ([value]) => decodeURIComponent(text(value!, 'decodeURIComponent'))),
};

/** https://docs.mulesoft.com/dataweave/latest/dw-numbers */
export const numbers: Module = {
  toHex: native(1, ([value]) => BigInt(textOf(toNumber(value!))).toString(16)),
  fromHex: native(1, ([value]) => toNumber(String(BigInt(`0x${text(value!, 'fromHex')}`)))),
  toBinary: native(1, ([value]) => BigInt(textOf(toNumber(value!))).toString(2)),
  fromBinary: native(1, ([value]) => toNumber(String(BigInt(`0b${text(value!, 'fromBinary')}`)))),
  toRadixNumber: native(2, ([value, radix]) => BigInt(textOf(toNumber(value!))).toString(Number(toText(radix!)))),
  fromRadixNumber: native(2, ([value, radix]) => parseInt(text(value!, 'fromRadixNumber'), Number(toText(radix!)))),
};
