import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { problemPage, shellPage } from './page.ts';

const addresses = {
  imports: { lwc: '/lightning/modules/vendor/1/lwc.js', 'c/a': '/x?</script><script>alert(1)</script>' },
  boot: '/lightning/modules/host/1/boot.js',
  preload: ['/lightning/modules/vendor/1/lwc.js'],
};

test('the page allows its own import map and no other inline script', () => {
  const { html, contentSecurityPolicy } = shellPage(addresses);
  const map = /<script type="importmap">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(map).digest('base64');
  assert.ok(contentSecurityPolicy.includes(`script-src 'self' 'sha256-${hash}'`));
  assert.doesNotMatch(/script-src[^;]*/.exec(contentSecurityPolicy)?.[0] ?? '', /unsafe/);
});

test('nothing in an address can end the import map', () => {
  const { html } = shellPage(addresses);
  assert.doesNotMatch(html, /<script>alert/);
  assert.equal(
    (JSON.parse(/importmap">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as { imports: object }).imports['c/a' as never],
    addresses.imports['c/a'],
  );
});

test('modules needed at once are fetched at once', () => {
  assert.match(shellPage(addresses).html, /<link rel="modulepreload" href="\/lightning\/modules\/vendor\/1\/lwc\.js">/);
});

test('what does not compile is shown as text', () => {
  const { html } = problemPage([{ file: 'a.html', line: 1, column: 2, message: '<img src=x onerror=alert(1)>' }]);
  assert.match(html, /&#60;img/);
  assert.doesNotMatch(html, /<img/);
});
