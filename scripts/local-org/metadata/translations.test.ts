import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectFiles, sourceFolder, xml } from '../testing/source-folder.ts';
import { loadSource } from './index.ts';

const folder = sourceFolder({
  ...objectFiles('a', 'Book__c', '<label>Book</label><pluralLabel>Books</pluralLabel>', {
    Genre__c: '<type>Picklist</type><valueSet><valueSetName>Genre</valueSetName></valueSet><inlineHelpText>Pick one</inlineHelpText>',
    State__c:
      '<type>Picklist</type><valueSet><valueSetDefinition><value><fullName>New</fullName><label>Fresh</label></value></valueSetDefinition></valueSet>',
  }),
  'a/globalValueSets/Genre.globalValueSet-meta.xml': xml(
    'GlobalValueSet',
    '<customValue><fullName>Novel</fullName><label>Novel</label></customValue>',
  ),
  'a/globalValueSetTranslations/Genre-ru.globalValueSetTranslation-meta.xml': xml(
    'GlobalValueSetTranslation',
    '<valueTranslation><masterLabel>Novel</masterLabel><translation>Роман</translation></valueTranslation>',
  ),
  'a/objectTranslations/Book__c-ru/Book__c-ru.objectTranslation-meta.xml': xml(
    'CustomObjectTranslation',
    '<caseValues><plural>false</plural><value>Книга</value></caseValues><caseValues><plural>true</plural><value>Книги</value></caseValues>' +
      '<validationRules><name>Rule</name><errorMessage>Нельзя</errorMessage></validationRules>',
  ),
  'a/objectTranslations/Book__c-ru/State__c.fieldTranslation-meta.xml': xml(
    'CustomFieldTranslation',
    '<label>Состояние</label><name>State__c</name><help>Подсказка</help><picklistValues><masterLabel>Fresh</masterLabel><translation>Новая</translation></picklistValues>',
  ),
  'a/objects/Book__c/validationRules/Rule.validationRule-meta.xml': xml(
    'ValidationRule',
    '<fullName>Rule</fullName><active>true</active><errorConditionFormula>true</errorConditionFormula><errorMessage>No</errorMessage>',
  ),
  'a/labels/CustomLabels.labels-meta.xml': xml(
    'CustomLabels',
    '<labels><fullName>Hello</fullName><value>Hello</value></labels><labels><fullName>Bye</fullName><value>Bye</value></labels>',
  ),
  'a/translations/ru.translation-meta.xml': xml(
    'Translations',
    '<customLabels><label>Привет</label><name>Hello</name></customLabels><customApplications><label>Читальня</label><name>Reading</name></customApplications>',
  ),
  'a/applications/Reading.app-meta.xml': xml('CustomApplication', '<label>Reading</label>'),
  'a/tabs/Book__c.tab-meta.xml': xml('CustomTab', '<customObject>true</customObject>'),
});
const { translations } = loadSource([folder.dir]);
folder.remove();

test('labels are translated, and fall back to the source text', () => {
  assert.equal(translations.label('hello', 'ru'), 'Привет');
  assert.equal(translations.label('Hello', 'ru_RU'), 'Привет');
  assert.equal(translations.label('Hello', 'en_US'), 'Hello');
  assert.equal(translations.label('Bye', 'ru'), 'Bye');
  assert.equal(translations.label('Unknown', 'ru'), undefined);
  assert.deepEqual(translations.languages, ['ru']);
});

test('objects, fields, help, values and messages are translated', () => {
  assert.equal(translations.objectLabel('Book__c', 'ru'), 'Книга');
  assert.equal(translations.objectLabel('Book__c', 'ru', true), 'Книги');
  assert.equal(translations.fieldLabel('Book__c', 'State__c', 'ru'), 'Состояние');
  assert.equal(translations.fieldHelp('Book__c', 'State__c', 'ru'), 'Подсказка');
  assert.equal(translations.fieldHelp('Book__c', 'Genre__c', 'ru'), 'Pick one');
  assert.equal(translations.picklistLabel('Book__c', 'State__c', 'New', 'ru'), 'Новая');
  assert.equal(translations.picklistLabel('Book__c', 'State__c', 'New', 'en'), 'Fresh');
  assert.equal(translations.picklistLabel('Book__c', 'Genre__c', 'Novel', 'ru'), 'Роман');
  assert.equal(translations.validationMessage('Book__c', 'Rule', 'ru'), 'Нельзя');
  assert.equal(translations.validationMessage('Book__c', 'Rule', 'en'), 'No');
});

test('apps have labels, and the tab of an object shows its plural', () => {
  assert.equal(translations.componentLabel('CustomApplication', 'Reading', 'ru'), 'Читальня');
  assert.equal(translations.componentLabel('CustomApplication', 'Reading', 'en'), 'Reading');
  assert.equal(translations.componentLabel('CustomTab', 'Book__c', 'ru'), 'Книги');
});

test('standard objects bring Russian labels of their own', () => {
  assert.equal(translations.objectLabel('Case', 'ru', true), 'Обращения');
  assert.equal(translations.fieldLabel('Book__c', 'OwnerId', 'ru'), 'Ответственный');
  assert.equal(translations.fieldLabel('Contact', 'LastName', 'ru'), 'Фамилия');
  assert.equal(translations.picklistLabel('Case', 'Priority', 'High', 'ru'), 'Высокий');
  assert.equal(translations.fieldLabel('Contact', 'LastName', 'en'), 'Last Name');
});
