import { goldens } from './harness.ts';

goldens('langCon_apex_variables', [
  { says: 'A name does not begin with an underscore', apex: 'Integer _a;', refuses: 'Invalid character in identifier: _a' },
  { says: 'A name does not end with an underscore', apex: 'Integer a_;', refuses: 'Invalid character in identifier: a_' },
  { says: 'A name has no two underscores in a row', apex: 'Integer a__b;', refuses: 'Invalid character in identifier: a__b' },
  { says: 'A name has no dollar sign', apex: 'Integer a$b;', refuses: 'Invalid character in identifier: a$b' },
  { says: 'A name may have single underscores and digits', apex: 'Integer a_1_b = 7; System.debug(A_1_B);', prints: ['7'] },
  {
    says: 'A name has at most 255 characters',
    apex: `Integer ${'a'.repeat(255)} = 1; Integer ${'b'.repeat(256)} = 2;`,
    refuses: `Identifier name is too long: ${'b'.repeat(256)}`,
  },
]);

goldens('langCon_apex_constants', [
  {
    says: 'A final variable of a block keeps its value',
    apex: 'final Integer a = 1; a = 2;',
    refuses: 'Final variable has already been initialized: a',
  },
]);

goldens('apex_anonymous_block', [
  {
    says: 'Methods of a block see the variables declared before them',
    apex: 'Integer count = 0; void first() { second(); } void second() { count++; } first(); first(); System.debug(count);',
    prints: ['2'],
  },
  {
    says: 'A variable of a method hides the one of the block',
    apex: 'Integer n = 1; Integer other() { Integer n = 5; return n; } System.debug(other() + n);',
    prints: ['6'],
  },
  {
    says: 'A method of a block is not static',
    apex: 'static void f() {} f();',
    refuses: 'static can only be used on methods of a top level type',
  },
]);

goldens('langCon_apex_expressions_operators_understanding', [
  {
    says: 'A String compared with an Id has to be an Id',
    apex: "Id a = '001000000000001AAA'; System.debug(a < 'abc');",
    throws: 'System.StringException: Invalid id: abc',
  },
  {
    says: 'A String of 15 characters compares with an Id as the Id it is',
    apex: "Id a = '001000000000001AAA'; System.debug(a <= '001000000000001' && a >= '001000000000001');",
    prints: ['true'],
  },
]);

goldens('langCon_apex_expressions_operators_understanding', [
  { says: '~ turns a Boolean around', apex: 'Boolean b = false; System.debug(~b); System.debug(~true);', prints: ['true', 'false'] },
]);

goldens('langCon_apex_dml_options', [
  {
    says: 'Options allow partial success unless they say otherwise',
    apex: `Database.DMLOptions options = new Database.DMLOptions();
      System.debug(options.optAllOrNone);
      for (Database.SaveResult result : Database.insert(new List<Account>{ new Account(), new Account(Name = 'a') }, options))
        System.debug(result.isSuccess());`,
    prints: ['null', 'false', 'true'],
  },
]);

goldens('langCon_apex_collections_lists', [
  {
    says: 'Select options sort by value, then by label',
    apex: `List<SelectOption> options = new List<SelectOption>{
        new SelectOption('A', 'United States'), new SelectOption('C', 'Canada'), new SelectOption('A', 'Mexico') };
      options.sort();
      for (SelectOption option : options) System.debug(option);`,
    prints: [
      'System.SelectOption[value="A", label="Mexico", disabled="false"]',
      'System.SelectOption[value="A", label="United States", disabled="false"]',
      'System.SelectOption[value="C", label="Canada", disabled="false"]',
    ],
  },
]);
