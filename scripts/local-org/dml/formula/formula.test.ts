import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FieldDef, FieldType, FieldValue, Schema, SObjectDef } from '../../metadata/index.ts';
import { compileFormula, FormulaError, IS_NEW, NOW, PRIOR, TIME_ZONE } from './index.ts';

const field = (apiName: string, type: FieldType, extra: Partial<FieldDef> = {}): FieldDef => ({
  apiName,
  label: apiName,
  type,
  custom: true,
  required: false,
  unique: false,
  externalId: false,
  caseSensitive: false,
  referenceTo: [],
  createable: true,
  updateable: true,
  nillable: true,
  system: false,
  nameField: false,
  ...extra,
});

function objectOf(apiName: string, fields: FieldDef[]): SObjectDef {
  return {
    apiName,
    label: apiName,
    labelPlural: apiName,
    kind: 'custom',
    keyPrefix: 'a00',
    sharingModel: 'ReadWrite',
    fields: new Map(fields.map((f) => [f.apiName.toLowerCase(), f])),
    childRelationships: [],
    recordTypes: [],
    validationRules: [],
    listViews: [],
    compactLayouts: [],
  };
}

const invoice = objectOf('Invoice__c', [
  field('Id', 'Id'),
  field('Name', 'Text'),
  field('Note__c', 'Text'),
  field('Amount__c', 'Number', { scale: 2 }),
  field('Discount__c', 'Percent', { scale: 2 }),
  field('Paid__c', 'Checkbox'),
  field('Status__c', 'Picklist'),
  field('Tags__c', 'MultiselectPicklist'),
  field('Due__c', 'Date'),
  field('Sent_At__c', 'DateTime'),
  field('OwnerId', 'Lookup', { referenceTo: ['User'], relationshipName: 'Owner' }),
]);
const user = objectOf('User', [field('Id', 'Id'), field('Name', 'Text'), field('IsActive', 'Checkbox')]);
const objects = new Map([
  ['invoice__c', invoice],
  ['user', user],
]);
const schema: Schema = {
  objects,
  object: (name) => objects.get(name.toLowerCase()),
  field: (object, name) => object.fields.get(name.toLowerCase()),
  parentRelationship: (object, name) => [...object.fields.values()].find((f) => f.relationshipName?.toLowerCase() === name.toLowerCase()),
  childRelationship: () => undefined,
  byKeyPrefix: () => undefined,
  allByKeyPrefix: () => [],
};

function evaluate(source: string, values: Record<string, FieldValue> = {}, blanks: 'zero' | 'blank' = 'blank'): FieldValue {
  return compileFormula(source, invoice, schema, { blanks }).evaluate((path) => values[path] ?? null);
}

const MOMENT = { [NOW]: Date.UTC(2026, 0, 31, 22, 30), [TIME_ZONE]: 'Asia/Kamchatka' };

// https://help.salesforce.com/s/articleView?id=platform.customize_functions_all.htm
const CASES: [string, Record<string, FieldValue>, FieldValue][] = [
  ['1 + 2 * 3 - 4', {}, 3],
  ['2 ^ 3 / 4', {}, 2],
  ['0.1 + 0.2', {}, 0.3],
  ['-Amount__c + 3', { Amount__c: 1 }, 2],
  ['!Paid__c && Amount__c > 1', { Paid__c: false, Amount__c: 2 }, true],
  ['!Paid__c && FALSE', { Paid__c: true }, false],
  ['/* why */ Amount__c <> 1 /* that */', { Amount__c: 1 }, false],
  ['"a\\"b" & \'\\\'\'', {}, 'a"b\''],
  ['IF(ISBLANK(Note__c), "none", Note__c)', {}, 'none'],
  ['LEN(Note__c)', {}, 0],
  ['CONTAINS(Note__c, "x")', {}, false],
  ['BEGINS(Note__c, "ab")', { Note__c: 'abc' }, true],
  ['ISPICKVAL(Status__c, "Open")', { Status__c: 'Open' }, true],
  ['ISPICKVAL(Status__c, "")', {}, true],
  ['CASE(Status__c, "Open", 1, "Closed", 2, 0)', { Status__c: 'Closed' }, 2],
  ['TEXT(Status__c) = "Open"', { Status__c: 'Open' }, true],
  ['INCLUDES(Tags__c, "a")', { Tags__c: 'ab;a' }, true],
  ['INCLUDES(Tags__c, "b")', { Tags__c: 'ab;a' }, false],
  ['Amount__c > 5', {}, false],
  ['NOT(Amount__c > 5)', {}, true],
  ['REGEX(Note__c, "\\\\d{3}")', { Note__c: '123' }, true],
  ['REGEX(Note__c, "\\\\d{3}")', { Note__c: '1234' }, false],
  ['REGEX(Note__c, "а|б")', { Note__c: 'б' }, true],
  ['Due__c + 1', { Due__c: '2026-02-28' }, '2026-03-01'],
  ['Due__c - DATE(2026, 1, 1)', { Due__c: '2026-01-31' }, 30],
  ['Sent_At__c + 0.5', { Sent_At__c: 0 }, 43_200_000],
  ['TODAY()', MOMENT, '2026-02-01'],
  ['DATEVALUE(Sent_At__c)', { ...MOMENT, Sent_At__c: Date.UTC(2026, 0, 1, 11, 0) }, '2026-01-01'],
  ['DATEVALUE(Sent_At__c)', { ...MOMENT, Sent_At__c: Date.UTC(2026, 0, 1, 12, 0) }, '2026-01-02'],
  ['HOUR(TIMEVALUE(Sent_At__c))', { Sent_At__c: Date.UTC(2026, 0, 1, 23, 15) }, 23],
  ['TEXT(Sent_At__c)', { Sent_At__c: Date.UTC(2026, 0, 1, 23, 15) }, '2026-01-01 23:15:00Z'],
  ['ADDMONTHS(Due__c, 1)', { Due__c: '2026-02-28' }, '2026-03-31'],
  ['ADDMONTHS(Due__c, 1)', { Due__c: '2026-01-30' }, '2026-02-28'],
  ['DATE(2026, 2, 30)', {}, null],
  ['WEEKDAY(Due__c)', { Due__c: '2026-11-22' }, 1],
  ['VALUE("12.5") + 1', {}, 13.5],
  ['VALUE("twelve")', {}, null],
  ['Amount__c / 0', { Amount__c: 1 }, null],
  ['$User.Id = OwnerId', { '$User.Id': '005000000000001AAA', OwnerId: '005000000000001' }, true],
  ['"id " & Id', { Id: 'a00000000000001AAA' }, 'id a00000000000001'],
  ['Owner.Name & "!"', { 'Owner.Name': 'Anna' }, 'Anna!'],
  ['owner.isactive', { 'Owner.IsActive': true }, true],
  ['$Permission.May_Skip', { '$Permission.May_Skip': true }, true],
  ['ISCHANGED(Status__c)', { Status__c: 'Open', [`${PRIOR}Status__c`]: 'New' }, true],
  ['PRIORVALUE(Amount__c) + 1', { [`${PRIOR}Amount__c`]: 2 }, 3],
  ['ISNEW()', { [IS_NEW]: true }, true],
  ['LPAD(Note__c, 5, "0")', { Note__c: '12' }, '00012'],
  ['ROUND(2.5, 0) + ROUND(-1.5, 0)', {}, 1],
  ['Note__c & BR() & "b"', { Note__c: 'a' }, 'a<br>b'],
];

test('the text of a formula field has no blanks at its end', () => {
  const field = { type: 'Text', formula: 'Note__c & " "' } as FieldDef;
  const formula = compileFormula(field.formula ?? '', invoice, schema);
  assert.equal(
    formula.evaluate(() => ' a', field),
    ' a',
  );
  assert.equal(
    formula.evaluate(() => null, field),
    null,
  );
});

// https://help.salesforce.com/s/articleView?id=platform.tips_for_using_number_formula_fields.htm
test('a percentage is a fraction inside formulas, before the save too, and whole again in the field it is for', () => {
  assert.equal(evaluate('Discount__c', { Discount__c: 100 }), 1);
  assert.equal(evaluate('Amount__c * Discount__c', { Amount__c: 60, Discount__c: 7.1 }), 4.26);
  assert.equal(evaluate('Discount__c + 1', {}, 'zero'), 1);
  assert.equal(evaluate('PRIORVALUE(Discount__c)', { [`${PRIOR}Discount__c`]: 20 }), 0.2);
  assert.equal(evaluate('ISCHANGED(Discount__c)', { Discount__c: 20, [`${PRIOR}Discount__c`]: 20 }), false);
  const share = field('Share__c', 'Percent', { scale: 1, formula: 'Amount__c / 8 - Discount__c' });
  const formula = compileFormula(share.formula ?? '', invoice, schema);
  assert.equal(
    formula.evaluate((path) => (path === 'Amount__c' ? 1 : 0.1), share),
    12.4,
  );
  assert.equal(
    formula.evaluate(() => null, share),
    null,
  );
});

// https://developer.salesforce.com/docs/atlas.en-us.pages.meta/pages/pages_variables_global_useruitheme.htm
test('the look a user sees is a global variable though the user has no such field', () => {
  assert.equal(evaluate('$User.UIThemeDisplayed = "Theme4d"', { '$User.UIThemeDisplayed': 'Theme4d' }), true);
  assert.equal(evaluate('$User.UITheme', { '$User.UITheme': 'Theme3' }), 'Theme3');
  assert.throws(() => evaluate('$User.UIColour'), /does not exist/);
});

test('formulas give what the documentation says', () => {
  for (const [source, values, expected] of CASES) assert.deepEqual(evaluate(source, values), expected, source);
});

test('a blank number or date is not different from a value; the word NULL asks whether it is blank', () => {
  assert.equal(evaluate('Amount__c <> 42', {}, 'blank'), false);
  assert.equal(evaluate('Amount__c <> 42', { Amount__c: 41 }, 'blank'), true);
  assert.equal(evaluate('Amount__c <> 42', {}, 'zero'), true);
  assert.equal(evaluate('Amount__c <> NULL', {}, 'blank'), false);
  assert.equal(evaluate('Amount__c <> NULL', { Amount__c: 1 }, 'blank'), true);
});

test('formula fields treat blank numbers as zero when told so', () => {
  assert.equal(evaluate('Amount__c + 1', {}, 'zero'), 1);
  assert.equal(evaluate('Amount__c + 1', {}, 'blank'), null);
  assert.equal(evaluate('MAX(0, Amount__c)', {}, 'blank'), null);
  assert.equal(evaluate('MAX(-1, Amount__c)', {}, 'zero'), 0);
});

test('a formula tells what it reads', () => {
  const { needs } = compileFormula('AND(ISCHANGED(status__c), owner.name = "x", TODAY() > Due__c)', invoice, schema);
  assert.deepEqual(new Set(needs), new Set(['Status__c', `${PRIOR}Status__c`, 'Owner.Name', 'Due__c', NOW, TIME_ZONE]));
});

const REFUSED: [string, RegExp][] = [
  ['Nothing__c = 1', /Field Nothing__c does not exist. Check spelling./],
  ['FOO(1)', /Unknown function FOO. Check spelling./],
  ['AND(TRUE', /Missing '\)'/],
  ['Amount__c = "1"', /Expected Number, received Text/],
  ['ISPICKVAL(Note__c, "x")', /Incorrect parameter type for function 'ISPICKVAL\(\)'/],
  ['IF(TRUE, 1)', /Incorrect number of parameters for function 'IF\(\)'/],
  ['CASE(Status__c, "a", 1)', /Incorrect number of parameters/],
  ['"open', /closing quote/],
];

test('what the platform refuses at deployment is refused in its words', () => {
  for (const [source, message] of REFUSED) assert.throws(() => evaluate(source), { name: 'FormulaError', message }, source);
});

test('a function the local org lacks is named', () => {
  assert.throws(() => evaluate('VLOOKUP(Name, Name, "x")'), { code: 'UNSUPPORTED_FEATURE', message: /VLOOKUP/ });
  assert.throws(() => evaluate('$Api.Session_ID = $ObjectType.A.B'), { code: 'UNSUPPORTED_FEATURE' });
});

test('parsing time does not explode with the depth of parentheses', () => {
  let source = 'Amount__c';
  for (let depth = 0; depth < 60; depth++) source = `IF(Amount__c = ${depth}, 1, (${source}))`;
  assert.equal(evaluate(source, { Amount__c: 59 }), 1);
});

test('arithmetic agrees with the formula library', () => {
  const formulon = createRequire(import.meta.url)('formulon') as { parse(f: string): { value: number | null } };
  const number = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 99 }), fc.constantFrom('+', '-', '*'), (a, b, c, op) => {
      const source = `(${a} ${op} ${b}) * ${c} - ${b} / ${c}`;
      const expected = formulon.parse(source).value ?? Number.NaN;
      assert.ok(Math.abs(Number(evaluate(source)) - expected) < 1e-6, source);
    }),
    { numRuns: 50 },
  );
});

test('any text as a formula either compiles or is refused with a FormulaError', () => {
  fc.assert(
    fc.property(fc.string(), (source) => {
      try {
        compileFormula(source, invoice, schema);
      } catch (error) {
        if (error instanceof FormulaError) return;
        assert.equal((error as { code?: string }).code, 'UNSUPPORTED_FEATURE');
      }
    }),
  );
});
