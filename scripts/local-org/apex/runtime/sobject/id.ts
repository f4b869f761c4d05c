import { throwApex } from '../exception.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18-character form of a record id: each of the three added characters encodes which of five characters are upper case.
 * https://help.salesforce.com/s/articleView?id=000385008
 */
export function to18(id: string): string {
  if (id.length !== 15) return id;
  let suffix = '';
  for (let group = 0; group < 3; group++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const c = id.charCodeAt(group * 5 + i);
      if (c >= 65 && c <= 90) bits |= 1 << i;
    }
    suffix += ALPHABET[bits];
  }
  return id + suffix;
}

const ID_TEXT = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** True for text that Apex accepts as an Id: 15 or 18 letters and digits. */
export function isId(text: string): boolean {
  return ID_TEXT.test(text);
}

/** True for the 18 characters that an Id is kept as. */
export function isWholeId(text: string): boolean {
  return text.length === 18 && ID_TEXT.test(text) && to18(text.slice(0, 15)) === text;
}

/** Converts a String to an Id: 18 characters. Throws System.StringException `Invalid id: x`. */
export function toId(text: string): string {
  if (!isId(text)) throwApex('System.StringException', `Invalid id: ${text}`);
  return to18(text);
}

/** {@link toId} that lets null pass: what an implicit conversion from String to Id does. */
export function asId(text: string | null): string | null {
  return text === null ? null : toId(text);
}
