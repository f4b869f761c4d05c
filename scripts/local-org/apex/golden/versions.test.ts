import { goldens } from './harness.ts';

const REMOVES = `public class NAME {
  public static Integer run() {
    Set<Integer> numbers = new Set<Integer>{ 1, 2, 3 };
    Integer turns = 0;
    for (Integer n : numbers) { numbers.remove(n); turns++; }
    return turns * 10 + numbers.size();
  }
}`;

const SPEAKS = `public class NAME {
  public virtual class Base {
    public String call() { return say(); }
    private virtual String say() { return 'base'; }
  }
  public class Derived extends Base {
    private override String say() { return 'derived'; }
  }
  public static String run() { return new Derived().call(); }
}`;

goldens(
  'langCon_apex_collections_iterating',
  [
    {
      says: 'a class of API version 61 may change a set in a loop over it',
      apex: 'System.debug(OldRemoves.run());',
      prints: ['30'],
    },
    {
      says: 'a class of API version 62 may not',
      apex: 'NewRemoves.run();',
      throws: 'System.FinalException: Cannot modify a collection while it is being iterated.',
    },
    {
      says: 'the map may change in a loop over its keys',
      apex: "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2 }; for (String k : m.keySet()) m.remove(k); System.debug(m);",
      prints: ['{}'],
    },
  ],
  {
    OldRemoves: { apiVersion: '61.0', body: REMOVES.replace('NAME', 'OldRemoves') },
    NewRemoves: { apiVersion: '62.0', body: REMOVES.replace('NAME', 'NewRemoves') },
  },
);

goldens(
  'apex_classes_private_methods_not_overridden',
  [
    {
      says: 'up to API version 60 an inner class overrides a private method of its neighbour',
      apex: 'System.debug(OldSpeaks.run());',
      prints: ['derived'],
    },
  ],
  { OldSpeaks: { apiVersion: '60.0', body: SPEAKS.replace('NAME', 'OldSpeaks') } },
);

goldens(
  'apex_classes_private_methods',
  [
    {
      says: 'a private method of a subclass does not override one of the same name of its parent in another file',
      apex: 'System.debug(new Child().parentSays()); System.debug(new Child().childSays());',
      prints: ['parent', 'child'],
    },
    {
      says: 'nor does a private property',
      apex: 'System.debug(new Child().parentName()); System.debug(new Child().childName());',
      prints: ['a parent', 'a child'],
    },
    { says: 'a private method of the parent stays apart from a public one', apex: 'System.debug(new Child().twice());', prints: ['2'] },
  ],
  {
    Parent: `public virtual class Parent {
      private String say() { return 'parent'; }
      private String name { get { return 'a parent'; } }
      private Integer count() { return 1; }
      public String parentSays() { return say(); }
      public String parentName() { return name; }
      public Integer twice() { return count() * 2; }
    }`,
    Child: `public class Child extends Parent {
      private String say() { return 'child'; }
      private String name { get { return 'a child'; } }
      public Integer count() { return 5; }
      public String childSays() { return say(); }
      public String childName() { return name; }
    }`,
  },
);

goldens(
  'apex_classes_static',
  [
    { says: 'a constant has its value before fields above it are initialised', apex: 'System.debug(Constants.LENGTH);', prints: ['3'] },
    {
      says: 'a private method does what a private abstract one is waiting for',
      apex: 'System.debug(new Does().run());',
      prints: ['done'],
    },
  ],
  {
    Constants:
      "public class Constants { public static final Integer LENGTH = DIGITS.length(); private static final String DIGITS = '012'; }",
    Waits: { apiVersion: '60.0', body: 'public abstract class Waits { abstract String work(); public String run() { return work(); } }' },
    Does: { apiVersion: '60.0', body: "public class Does extends Waits { private String work() { return 'done'; } }" },
  },
);

const FORMATS = "public class NAME { public static String run() { return String.format('It\\'s {0}', new List<Object>{ 5 }); } }";

goldens(
  'apex_methods_system_string#apex_System_String_format',
  [
    {
      says: 'up to API version 50 a single quote in a format starts text without placeholders',
      apex: 'System.debug(OldFormats.run()); System.debug(NewFormats.run());',
      prints: ['Its {0}', "It's 5"],
    },
    {
      says: 'later it does so before a brace only',
      apex: "System.debug(String.format('It\\'s \\'{0}\\' or {0}', new List<Object>{ 5 }));",
      prints: ["It's {0} or 5"],
    },
  ],
  {
    OldFormats: { apiVersion: '50.0', body: FORMATS.replace('NAME', 'OldFormats') },
    NewFormats: { apiVersion: '51.0', body: FORMATS.replace('NAME', 'NewFormats') },
  },
);

const FAILS = `public class NAME {
  public static Boolean run(Id someId) {
    return Database.update(new Account(Id = someId), false).getId() == someId;
  }
}`;

goldens(
  'apex_methods_system_database_saveresult',
  [
    {
      says: 'from API version 53 on the result of a failed update has the id of the record',
      apex: "Id someId = '001000000000001'; System.debug(OldFails.run(someId)); System.debug(NewFails.run(someId));",
      prints: ['false', 'true'],
    },
  ],
  {
    OldFails: { apiVersion: '52.0', body: FAILS.replace('NAME', 'OldFails') },
    NewFails: { apiVersion: '53.0', body: FAILS.replace('NAME', 'NewFails') },
  },
);

const TESTS_NULL = 'public class NAME { public static Boolean run(Object o) { return o instanceof String; } }';

goldens(
  'apex_classes_keywords_instanceof',
  [
    {
      says: 'up to API version 31 null is an instance of everything',
      apex: "System.debug(OldTests.run(null) + ' ' + OldTests.run(1) + ' ' + NewTests.run(null));",
      prints: ['true false false'],
    },
  ],
  {
    OldTests: { apiVersion: '31.0', body: TESTS_NULL.replace('NAME', 'OldTests') },
    NewTests: { apiVersion: '32.0', body: TESTS_NULL.replace('NAME', 'NewTests') },
  },
);
