import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { FieldDef, FieldType } from '../../metadata/index.ts';
import { fromJsonValue, toJsonValue } from './values.ts';

function field(type: FieldType): FieldDef {
  return { apiName: 'F__c', type, custom: true, referenceTo: [] } as unknown as FieldDef;
}

describe('values in JSON', () => {
  test('show datetimes in UTC with milliseconds and a zone without a colon', () => {
    assert.equal(toJsonValue(Date.UTC(2026, 0, 1, 10), 'DateTime'), '2026-01-01T10:00:00.000+0000');
    assert.equal(toJsonValue(36_000_000, 'Time'), '10:00:00.000Z');
    assert.equal(toJsonValue(12.5, 'Currency'), 12.5);
    assert.equal(toJsonValue(null, 'DateTime'), null);
  });

  test('read every datetime they show', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1700-01-01'), max: new Date('4000-01-01'), noInvalidDate: true }), (date) => {
        assert.equal(fromJsonValue(field('DateTime'), toJsonValue(date.getTime(), 'DateTime')), date.getTime());
      }),
    );
  });

  test('read datetimes with offsets, without seconds and as a bare date', () => {
    const moment = Date.UTC(2026, 0, 1, 10);
    for (const text of ['2026-01-01T13:00:00+03:00', '2026-01-01T13:00:00.000+0300', '2026-01-01T10:00Z', '2026-01-01T05:00:00-0500']) {
      assert.equal(fromJsonValue(field('DateTime'), text), moment, text);
    }
    assert.equal(fromJsonValue(field('DateTime'), '2026-01-01'), Date.UTC(2026, 0, 1));
    assert.equal(fromJsonValue(field('DateTime'), '2026-01-01T10:00:00.1239Z'), moment + 123);
  });

  test('read moments as the Salesforce CLI sends those of trace flags', () => {
    const moment = Date.UTC(2026, 0, 1, 10);
    assert.equal(fromJsonValue(field('DateTime'), moment), moment);
    assert.equal(fromJsonValue(field('DateTime'), new Date(moment).toUTCString()), moment);
  });

  test('refuse what is no value of the field and name the field', () => {
    const wrong: [FieldType, unknown][] = [
      ['DateTime', '2026-01-01T25:00:00Z'],
      ['DateTime', '2026-02-30T10:00:00Z'],
      ['DateTime', '2026-01-01T10:00:00'],
      ['DateTime', 1767261600000.5],
      ['DateTime', 'Thu, 40 Jan 2026 10:00:00 GMT'],
      ['Date', '01.02.2026'],
      ['Date', '2026-02-30'],
      ['Checkbox', 'yes'],
      ['Number', 'ten'],
      ['Number', true],
      ['Text', { a: 1 }],
      ['Text', ['a']],
      ['Time', '25:00:00Z'],
    ];
    for (const [type, value] of wrong) {
      assert.throws(() => fromJsonValue(field(type), value), { code: 'JSON_PARSER_ERROR', message: /F__c/ }, `${type} ${String(value)}`);
    }
  });

  test('read numbers and checkboxes also from text, and empty text as null', () => {
    assert.equal(fromJsonValue(field('Number'), '12.5'), 12.5);
    assert.equal(fromJsonValue(field('Checkbox'), 'TRUE'), true);
    assert.equal(fromJsonValue(field('Text'), ''), null);
    assert.equal(fromJsonValue(field('Phone'), 79990000000), '79990000000');
  });
});
