import type { Module } from '../run/library.ts';
import { arrays } from './arrays.ts';
import { coreCollections } from './core-collections.ts';
import { coreValues } from './core-values.ts';
import { objects } from './objects.ts';
import { binaries, crypto, numbers, url } from './others.ts';
import { runtime } from './runtime.ts';
import { strings } from './strings.ts';

/** Modules by the name scripts import them by. https://docs.mulesoft.com/dataweave/latest/dw-functions */
export const modules: ReadonlyMap<string, Module> = new Map([
  ['dw::Core', { ...coreCollections, ...coreValues }],
  ['dw::core::Strings', strings],
  ['dw::core::Arrays', arrays],
  ['dw::core::Objects', objects],
  ['dw::core::Binaries', binaries],
  ['dw::core::Numbers', numbers],
  ['dw::core::URL', url],
  ['dw::Crypto', crypto],
  ['dw::Runtime', runtime],
]);
