/** A key nobody else makes up: 32 hexadecimal digits. Unlike `crypto.randomUUID` it is there on a page without HTTPS, too. */
export const uniqueKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
