import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supportedHtml } from './rich-text.ts';

// https://help.salesforce.com/s/articleView?id=platform.fields_using_html_editor.htm
test('rich text keeps what it supports', () => {
  for (const text of ['plain, 1 < 2', '<p>One <b>two</b><br></p>', '<a href="https://example.com/?a=1" target="_blank">x</a>'])
    assert.equal(supportedHtml(text), text);
});

test('rich text loses handlers, scripts and elements it does not support, and keeps their text', () => {
  assert.equal(supportedHtml('a <img src=x onerror=alert(document.cookie)>'), 'a <img src="x">');
  assert.equal(supportedHtml('<a href="javascript:alert(1)" title=\'t\'>x</a>'), '<a title="t">x</a>');
  assert.equal(supportedHtml('<script>alert(1)</script><FORM>text</FORM>'), 'text');
});
