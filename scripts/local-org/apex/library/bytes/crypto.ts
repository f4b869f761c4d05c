import { createHash, createHmac, createSign, createVerify, randomBytes, timingSafeEqual } from 'node:crypto';
import { throwApex } from '../../runtime/exception.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';
import { CIPHER_METHODS } from './cipher.ts';

const DIGESTS: Record<string, string> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  'sha-256': 'sha256',
  sha256: 'sha256',
  'sha-512': 'sha512',
  sha512: 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
};

function refuse(message: string): never {
  throwApex('System.InvalidParameterValueException', message);
}

function digestName(algorithm: string): string {
  return DIGESTS[algorithm.toLowerCase()] ?? refuse(`Invalid digest algorithm: ${algorithm}`);
}

function macName(algorithm: string): string {
  const match = /^hmac(md5|sha1|sha256|sha512)$/i.exec(algorithm);
  return match ? match[1]!.toLowerCase() : refuse(`Invalid mac algorithm: ${algorithm}`);
}

function mac(algorithm: string, input: ApexBlob, key: ApexBlob): ApexBlob {
  return new ApexBlob(createHmac(macName(algorithm), key.bytes).update(input.bytes).digest());
}

function verifyHmac(algorithm: string, input: ApexBlob, key: ApexBlob, expected: ApexBlob): boolean {
  const actual = mac(algorithm, input, key);
  return actual.size() === expected.size() && timingSafeEqual(actual.bytes, expected.bytes);
}

/** How an algorithm signs: the digest, and for elliptic curves how the two numbers are written. */
interface Signing {
  readonly digest: string;
  readonly dsaEncoding: 'der' | 'ieee-p1363';
}

function signingOf(algorithm: string): Signing {
  const rsa = /^rsa(?:-sha(1|256|384|512))?$/i.exec(algorithm);
  if (rsa) return { digest: `sha${rsa[1] ?? '1'}`, dsaEncoding: 'der' };
  const curve = /^ecdsa-sha(256|384|512)(-p1363|-plain)?$/i.exec(algorithm);
  if (!curve) refuse(`Invalid algorithm: ${algorithm}`);
  return { digest: `sha${curve[1]!}`, dsaEncoding: curve[2] ? 'ieee-p1363' : 'der' };
}

function sign(algorithm: string, input: ApexBlob, key: ApexBlob): ApexBlob {
  const { digest, dsaEncoding } = signingOf(algorithm);
  const privateKey = { key: Buffer.from(key.bytes), format: 'der' as const, type: 'pkcs8' as const, dsaEncoding };
  try {
    return new ApexBlob(createSign(digest).update(input.bytes).sign(privateKey));
  } catch {
    refuse('Invalid private key');
  }
}

function verify(algorithm: string, input: ApexBlob, signature: ApexBlob, key: ApexBlob): boolean {
  const { digest, dsaEncoding } = signingOf(algorithm);
  const publicKey = { key: Buffer.from(key.bytes), format: 'der' as const, type: 'spki' as const, dsaEncoding };
  return createVerify(digest).update(input.bytes).verify(publicKey, signature.bytes);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm */
export const cryptoType: NativeTypeSpec = {
  name: 'System.Crypto',
  statics: {
    ...CIPHER_METHODS,
    ...nonNull({
      'generateDigest(String algorithm, Blob input): Blob': (algorithm: string, input: ApexBlob) =>
        new ApexBlob(createHash(digestName(algorithm)).update(input.bytes).digest()),
      'generateMac(String algorithm, Blob input, Blob key): Blob': mac,
      'getRandomInteger(): Integer': () => randomBytes(4).readInt32LE(),
      'getRandomLong(): Long': () => randomBytes(8).readBigInt64LE(),
      'sign(String algorithm, Blob input, Blob privateKey): Blob': sign,
      'verify(String algorithm, Blob input, Blob signature, Blob publicKey): Boolean': verify,
      'verifyHmac(String algorithm, Blob input, Blob key, Blob mac): Boolean': verifyHmac,
    }),
  },
  unsupported: ['signWithCertificate', 'signXml', 'verify(String,Blob,Blob,String)'],
};
