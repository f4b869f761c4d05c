import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { ApexSObject } from '../../runtime/sobject/index.ts';
import type { CallSite, NativeTypeSpec } from '../../types.ts';
import { modeOf, type AccessLevel } from '../platform/access.ts';
import { DataObject } from '../dataClass.ts';
import { bindValues } from './dynamicSoql.ts';

function query(sosl: string | null, level: AccessLevel | null, site: CallSite): ApexList {
  if (sosl === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  return current().search(sosl, bindValues(sosl, site.variable), modeOf(site, level));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_search.htm */
export const searchType: NativeTypeSpec = {
  name: 'System.Search',
  statics: {
    'query(String sosl): List<List<SObject>>': (sosl: string | null, site: CallSite) => query(sosl, null, site),
    'query(String sosl, System.AccessLevel level): List<List<SObject>>': (sosl: string | null, level: AccessLevel, site: CallSite) =>
      query(sosl, level, site),
    'find(String sosl): Search.SearchResults': (sosl: string | null, site: CallSite) => find(query(sosl, null, site)),
    'find(String sosl, System.AccessLevel level): Search.SearchResults': (sosl: string | null, level: AccessLevel, site: CallSite) =>
      find(query(sosl, level, site)),
    'suggest(String text, String object, Object options): Search.SuggestionResults': (
      text: string | null,
      object: string | null,
      options: unknown,
      site: CallSite,
    ) => suggest(text, object, options, null, site),
    'suggest(String text, String object, Object options, System.AccessLevel level): Search.SuggestionResults': suggest,
  },
  needsCallSite: ['query', 'find', 'suggest'],
};

const RESULTS = 'Search.SearchResults';
const RESULT = 'Search.SearchResult';
const SUGGESTIONS = 'Search.SuggestionResults';
const SUGGESTION = 'Search.SuggestionResult';
const OPTION = 'Search.SuggestionOption';

function wrapped(type: string, property: string, value: unknown): DataObject {
  const object = new DataObject(type);
  object.values.set(property, value);
  return object;
}

function wrapAll(type: string, records: ApexList): ApexList {
  return new ApexList(
    type,
    records.items.map((record) => wrapped(type, 'SObject', record)),
  );
}

function find(lists: ApexList): DataObject {
  return wrapped(
    RESULTS,
    'lists',
    (lists.items as ApexList[]).map((records) => wrapAll(RESULT, records)),
  );
}

/** The results of one object; null when the search does not return it. */
function resultsOf(self: DataObject, object: string): ApexList | null {
  const lists = self.values.get('lists') as ApexList[];
  const ofObject = ({ items }: ApexList): boolean => {
    const record = (items[0] as DataObject | undefined)?.values.get('SObject') as ApexSObject | undefined;
    return record?.def.apiName.toLowerCase() === object.toLowerCase();
  };
  return lists.find(ofObject) ?? new ApexList(RESULT, []);
}

/** Without a limit five records are suggested. */
const SUGGESTED = 5;

/**
 * Records whose names begin with the text.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_search.htm
 */
function suggest(text: string | null, object: string | null, options: unknown, level: AccessLevel | null, site: CallSite): DataObject {
  if (text === null || object === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  if (!/^\w+$/.test(object)) throwApex('System.SearchException', `sObject type '${object}' is not supported.`);
  const limit = options instanceof DataObject ? Number(options.values.get('Limit') ?? SUGGESTED) : SUGGESTED;
  const sosl = `FIND :words IN NAME FIELDS RETURNING ${object}(Id LIMIT ${limit + 1})`;
  const mode = modeOf({ userMode: false, sharing: site.sharing }, level);
  const [records] = current().search(sosl, new Map([['words', `${text}*`]]), mode).items as ApexList[];
  const found = records?.items ?? [];
  const results = wrapped(SUGGESTIONS, 'SuggestionResults', wrapAll(SUGGESTION, new ApexList('SObject', found.slice(0, limit))));
  results.values.set('more', found.length > limit);
  return results;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_Search.htm */
export const searchTypes: readonly NativeTypeSpec[] = [
  { name: RESULTS, methods: { 'get(String object): List<Search.SearchResult>': resultsOf } },
  {
    name: RESULT,
    methods: { 'getSObject(): SObject': (self: DataObject) => self.values.get('SObject') },
    unsupported: ['getSnippet'],
  },
  {
    name: SUGGESTIONS,
    methods: {
      'getSuggestionResults(): List<Search.SuggestionResult>': (self: DataObject) => self.values.get('SuggestionResults'),
      'hasMoreResults(): Boolean': (self: DataObject) => self.values.get('more'),
    },
  },
  { name: SUGGESTION, methods: { 'getSObject(): SObject': (self: DataObject) => self.values.get('SObject') } },
  {
    name: OPTION,
    constructors: { '()': () => new DataObject(OPTION) },
    methods: { 'setLimit(Integer value): void': (self: DataObject, value: number) => void self.values.set('Limit', value) },
    unsupported: ['setFilter'],
  },
];
