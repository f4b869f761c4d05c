import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { wordsOf } from './files.ts';

describe('Words in a template', () => {
  it('are found in attributes that people read or hear, and between tags', () => {
    const html = `<template>
      <lightning-button label="Save" title={label.save} icon-name="utility:save"></lightning-button>
      <img alt="Portrait" src={photo}>
      <p aria-label="The client">Call {client.name} now</p>
    </template>`;
    assert.deepEqual(wordsOf(html), ['Save', 'Portrait', 'The client', 'Call  now']);
  });

  it('are not what stands in braces or comments, nor the name of a key', () => {
    const html = `<template><!-- Shown to everybody -->
      <kbd class="key">N</kbd><span title={label.next}>{label.next}</span>
    </template>`;
    assert.deepEqual(wordsOf(html), []);
  });
});
