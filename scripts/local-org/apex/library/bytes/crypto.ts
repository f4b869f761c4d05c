import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSign,
  createVerify,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { throwApex } from '../../runtime/exception.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { nonNull } from '../arguments.ts';

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

/** Key bits of each cipher name of Apex. */
const CIPHERS: Record<string, number> = { aes128: 128, aes192: 192, aes256: 256 };
const IV_BYTES = 16;

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

function signName(algorithm: string): string {
  const match = /^rsa(?:-sha(1|256|384|512))?$/i.exec(algorithm);
  if (!match) refuse(`Invalid algorithm: ${algorithm}`);
  return `RSA-SHA${match[1] ?? '1'}`;
}

function cipherName(algorithm: string, key: ApexBlob): string {
  const bits = CIPHERS[algorithm.toLowerCase()] ?? refuse(`Invalid algorithm name: ${algorithm}`);
  if (key.size() * 8 !== bits) throwApex('System.InvalidParameterValueException', `Invalid private key. Must be ${bits / 8} bytes.`);
  return `aes-${bits}-cbc`;
}

function checkIv(iv: ApexBlob): void {
  if (iv.size() !== IV_BYTES) refuse(`Invalid initialization vector. Must be ${IV_BYTES} bytes.`);
}

function encrypt(algorithm: string, key: ApexBlob, iv: ApexBlob, clear: ApexBlob): ApexBlob {
  checkIv(iv);
  const cipher = createCipheriv(cipherName(algorithm, key), key.bytes, iv.bytes);
  return new ApexBlob(Buffer.concat([cipher.update(clear.bytes), cipher.final()]));
}

function decrypt(algorithm: string, key: ApexBlob, iv: ApexBlob, secret: ApexBlob): ApexBlob {
  checkIv(iv);
  const cipher = createDecipheriv(cipherName(algorithm, key), key.bytes, iv.bytes);
  try {
    return new ApexBlob(Buffer.concat([cipher.update(secret.bytes), cipher.final()]));
  } catch {
    throwApex('System.SecurityException', 'Given final block not properly padded.');
  }
}

function encryptWithManagedIV(algorithm: string, key: ApexBlob, clear: ApexBlob): ApexBlob {
  const iv = new ApexBlob(randomBytes(IV_BYTES));
  return new ApexBlob(Buffer.concat([iv.bytes, encrypt(algorithm, key, iv, clear).bytes]));
}

function decryptWithManagedIV(algorithm: string, key: ApexBlob, secret: ApexBlob): ApexBlob {
  return decrypt(algorithm, key, new ApexBlob(secret.bytes.subarray(0, IV_BYTES)), new ApexBlob(secret.bytes.subarray(IV_BYTES)));
}

function mac(algorithm: string, input: ApexBlob, key: ApexBlob): ApexBlob {
  return new ApexBlob(createHmac(macName(algorithm), key.bytes).update(input.bytes).digest());
}

function verifyHmac(algorithm: string, input: ApexBlob, key: ApexBlob, expected: ApexBlob): boolean {
  const actual = mac(algorithm, input, key);
  return actual.size() === expected.size() && timingSafeEqual(actual.bytes, expected.bytes);
}

const pkcs8 = (key: ApexBlob) => ({ key: Buffer.from(key.bytes), format: 'der' as const, type: 'pkcs8' as const });

function sign(algorithm: string, input: ApexBlob, key: ApexBlob): ApexBlob {
  try {
    return new ApexBlob(createSign(signName(algorithm)).update(input.bytes).sign(pkcs8(key)));
  } catch {
    refuse('Invalid private key');
  }
}

function verify(algorithm: string, input: ApexBlob, signature: ApexBlob, key: ApexBlob): boolean {
  const publicKey = { key: Buffer.from(key.bytes), format: 'der' as const, type: 'spki' as const };
  return createVerify(signName(algorithm)).update(input.bytes).verify(publicKey, signature.bytes);
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm */
export const cryptoType: NativeTypeSpec = {
  name: 'System.Crypto',
  statics: nonNull({
    'decrypt(String algorithm, Blob key, Blob iv, Blob secret): Blob': decrypt,
    'decryptWithManagedIV(String algorithm, Blob key, Blob secret): Blob': decryptWithManagedIV,
    'encrypt(String algorithm, Blob key, Blob iv, Blob clear): Blob': encrypt,
    'encryptWithManagedIV(String algorithm, Blob key, Blob clear): Blob': encryptWithManagedIV,
    'generateAesKey(Integer bits): Blob': (bits: number) => {
      if (!Object.values(CIPHERS).includes(bits)) refuse(`Invalid key size: ${bits}`);
      return new ApexBlob(randomBytes(bits / 8));
    },
    'generateDigest(String algorithm, Blob input): Blob': (algorithm: string, input: ApexBlob) =>
      new ApexBlob(createHash(digestName(algorithm)).update(input.bytes).digest()),
    'generateMac(String algorithm, Blob input, Blob key): Blob': mac,
    'getRandomInteger(): Integer': () => randomBytes(4).readInt32LE(),
    'getRandomLong(): Long': () => randomBytes(8).readBigInt64LE(),
    'sign(String algorithm, Blob input, Blob privateKey): Blob': sign,
    'verify(String algorithm, Blob input, Blob signature, Blob publicKey): Boolean': verify,
    'verifyHmac(String algorithm, Blob input, Blob key, Blob mac): Boolean': verifyHmac,
  }),
  unsupported: ['signWithCertificate', 'signXml', 'verify(String,Blob,Blob,String)'],
};
