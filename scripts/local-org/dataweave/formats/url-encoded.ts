import { DataWeaveError } from '../errors.ts';
import { textOf } from '../values/text.ts';
import { DwObject, Key, plain } from '../values/value.ts';
import type { Format } from './format.ts';

/** https://docs.mulesoft.com/dataweave/latest/dataweave-formats-url-encoded */
export const urlEncoded: Format = {
  read: (text) => new DwObject([...new URLSearchParams(text)].map(([name, value]) => ({ key: new Key(name), value }))),
  write: (from) => {
    const value = plain(from);
    if (!(value instanceof DwObject)) throw new DataWeaveError('URL encoding needs an Object');
    return value.entries
      .map((entry) => `${encodeURIComponent(entry.key.name)}=${encodeURIComponent(textOf(plain(entry.value)))}`)
      .join('&');
  },
};
