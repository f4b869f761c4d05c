import { createCipheriv, createDecipheriv, randomBytes, type CipherGCMTypes } from 'node:crypto';
import { throwApex } from '../../runtime/exception.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import type { NativeFn } from '../../types.ts';
import { given, nonNull } from '../arguments.ts';

/** What an algorithm of Apex is: the bits of its key, and whether it checks what it decrypts. */
interface Algorithm {
  readonly bits: number;
  readonly isGcm: boolean;
}

const CBC_BITS = [128, 192, 256];
const ALGORITHMS = new Map<string, Algorithm>([
  ...CBC_BITS.flatMap((bits): [string, Algorithm][] => [
    [`AES${bits}`, { bits, isGcm: false }],
    [`AES${bits}-CBC`, { bits, isGcm: false }],
  ]),
  ['AES256-GCM', { bits: 256, isGcm: true }],
]);
const CBC_IV_BYTES = 16;
const GCM_IV_BYTES = 12;
const GCM_TAG_BYTES = 16;
const MAX_BYTES = 1_048_576;
/** What encrypting may add to the most that it takes. */
const MAX_ADDED_BYTES = 32;

function refuse(message: string): never {
  throwApex('System.InvalidParameterValueException', message);
}

function algorithmOf(name: string, key: ApexBlob): Algorithm {
  const algorithm = ALGORITHMS.get(name.toUpperCase());
  if (!algorithm) refuse(`Invalid algorithm ${name}. Must be one of ${[...ALGORITHMS.keys()].join(', ')}.`);
  if (key.size() * 8 !== algorithm.bits) refuse(`Invalid private key. Must be ${algorithm.bits / 8} bytes.`);
  return algorithm;
}

function checkSize(data: ApexBlob, added = 0): void {
  const most = MAX_BYTES + added;
  if (data.size() > most) {
    refuse(`Invalid data. Input data is ${data.size()} bytes, which exceeds the limit of ${most.toLocaleString('en-US')} bytes.`);
  }
}

/** Bytes of an initialization vector that the caller gives: 16 for CBC, none for GCM, which has one of its own. */
function checkIv(iv: ApexBlob | null, { isGcm }: Algorithm): void {
  if (isGcm && iv !== null) refuse('Invalid initialization vector. For GCM, none is given.');
  if (!isGcm && given(iv).size() !== CBC_IV_BYTES) refuse(`Invalid initialization vector. Must be ${CBC_IV_BYTES} bytes.`);
}

/** Whatever goes wrong in a cipher is a System.SecurityException. */
function secured(message: string, work: () => Buffer): ApexBlob {
  try {
    return new ApexBlob(work());
  } catch {
    throwApex('System.SecurityException', message);
  }
}

const gcmName = (bits: number) => `aes-${bits}-gcm` as CipherGCMTypes;
const cbcName = (bits: number) => `aes-${bits}-cbc`;

function encryptCbc({ bits }: Algorithm, key: ApexBlob, iv: Uint8Array, clear: ApexBlob): Buffer {
  const cipher = createCipheriv(cbcName(bits), key.bytes, iv);
  return Buffer.concat([cipher.update(clear.bytes), cipher.final()]);
}

function decryptCbc({ bits }: Algorithm, key: ApexBlob, iv: Uint8Array, secret: Uint8Array): ApexBlob {
  return secured('Given final block not properly padded.', () => {
    const cipher = createDecipheriv(cbcName(bits), key.bytes, iv);
    return Buffer.concat([cipher.update(secret), cipher.final()]);
  });
}

/** The length of the initialization vector, itself, the text, and what proves that nothing was changed. */
function encryptGcm({ bits }: Algorithm, key: ApexBlob, clear: ApexBlob, aad: ApexBlob | null): Buffer {
  const iv = randomBytes(GCM_IV_BYTES);
  const cipher = createCipheriv(gcmName(bits), key.bytes, iv);
  if (aad) cipher.setAAD(aad.bytes);
  return Buffer.concat([Buffer.of(iv.length), iv, cipher.update(clear.bytes), cipher.final(), cipher.getAuthTag()]);
}

function decryptGcm({ bits }: Algorithm, key: ApexBlob, { bytes }: ApexBlob, aad: ApexBlob | null): ApexBlob {
  const start = 1 + GCM_IV_BYTES;
  if (bytes.length < start + GCM_TAG_BYTES || bytes[0] !== GCM_IV_BYTES) unreadableIv();
  return secured('Tag mismatch!', () => {
    const cipher = createDecipheriv(gcmName(bits), key.bytes, bytes.subarray(1, start));
    if (aad) cipher.setAAD(aad.bytes);
    cipher.setAuthTag(bytes.subarray(-GCM_TAG_BYTES));
    return Buffer.concat([cipher.update(bytes.subarray(start, -GCM_TAG_BYTES)), cipher.final()]);
  });
}

function unreadableIv(): never {
  refuse('Unable to parse the initialization vector from encrypted data.');
}

function encrypt(name: string | null, key: ApexBlob | null, iv: ApexBlob | null, clear: ApexBlob | null): ApexBlob {
  const [secretKey, data] = [given(key), given(clear)];
  const algorithm = algorithmOf(given(name), secretKey);
  checkIv(iv, algorithm);
  checkSize(data);
  return new ApexBlob(iv ? encryptCbc(algorithm, secretKey, iv.bytes, data) : encryptGcm(algorithm, secretKey, data, null));
}

function decrypt(name: string | null, key: ApexBlob | null, iv: ApexBlob | null, secret: ApexBlob | null): ApexBlob {
  const [secretKey, data] = [given(key), given(secret)];
  const algorithm = algorithmOf(given(name), secretKey);
  checkIv(iv, algorithm);
  checkSize(data, MAX_ADDED_BYTES);
  return iv ? decryptCbc(algorithm, secretKey, iv.bytes, data.bytes) : decryptGcm(algorithm, secretKey, data, null);
}

function checkAad(aad: ApexBlob | undefined, { isGcm }: Algorithm): void {
  if (aad && !isGcm) refuse('AAD can only be used with AESGCM algorithms.');
}

function encryptManaged(name: string, key: ApexBlob, clear: ApexBlob, aad?: ApexBlob): ApexBlob {
  const algorithm = algorithmOf(name, key);
  checkAad(aad, algorithm);
  checkSize(clear);
  if (algorithm.isGcm) return new ApexBlob(encryptGcm(algorithm, key, clear, aad ?? null));
  const iv = randomBytes(CBC_IV_BYTES);
  return new ApexBlob(Buffer.concat([iv, encryptCbc(algorithm, key, iv, clear)]));
}

function decryptManaged(name: string, key: ApexBlob, secret: ApexBlob, aad?: ApexBlob): ApexBlob {
  const algorithm = algorithmOf(name, key);
  checkAad(aad, algorithm);
  checkSize(secret, MAX_ADDED_BYTES);
  if (algorithm.isGcm) return decryptGcm(algorithm, key, secret, aad ?? null);
  if (secret.size() < CBC_IV_BYTES) unreadableIv();
  return decryptCbc(algorithm, key, secret.bytes.subarray(0, CBC_IV_BYTES), secret.bytes.subarray(CBC_IV_BYTES));
}

/** Methods of `System.Crypto` that encrypt and decrypt. */
export const CIPHER_METHODS: Record<string, NativeFn> = {
  'decrypt(String algorithm, Blob key, Blob iv, Blob secret): Blob': decrypt,
  'encrypt(String algorithm, Blob key, Blob iv, Blob clear): Blob': encrypt,
  ...nonNull({
    'decryptWithManagedIV(String algorithm, Blob key, Blob secret): Blob': (name: string, key: ApexBlob, secret: ApexBlob) =>
      decryptManaged(name, key, secret),
    'decryptWithManagedIV(String algorithm, Blob key, Blob secret, Blob aad): Blob': decryptManaged,
    'encryptWithManagedIV(String algorithm, Blob key, Blob clear): Blob': (name: string, key: ApexBlob, clear: ApexBlob) =>
      encryptManaged(name, key, clear),
    'encryptWithManagedIV(String algorithm, Blob key, Blob clear, Blob aad): Blob': encryptManaged,
    'generateAesKey(Integer bits): Blob': (bits: number) => {
      if (!CBC_BITS.includes(bits)) refuse(`Invalid key size: ${bits}`);
      return new ApexBlob(randomBytes(bits / 8));
    },
  }),
};
