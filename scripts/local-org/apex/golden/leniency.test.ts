import { goldens } from './harness.ts';

/** What the compiler takes although a stricter one would not. */

goldens(
  'apex_testing_unit_tests',
  [{ says: 'a class of API version 27 may have its test methods inside', apex: 'System.debug(Older.sum(1, 2));', prints: ['3'] }],
  {
    Older: {
      apiVersion: '27.0',
      body: `public class Older {
        public static Integer sum(Integer a, Integer b) { return a + b; }
        static testMethod void sums() { System.assertEquals(3, sum(1, 2)); }
      }`,
    },
  },
);

goldens(
  'langCon_apex_loops',
  [{ says: 'a class of API version 30 may go on after a return', apex: 'System.debug(Talks.say());', prints: ['first'] }],
  { Talks: { apiVersion: '30.0', body: "public class Talks { public static String say() { return 'first'; return 'second'; } }" } },
);

goldens(
  'apex_classes_interfaces',
  [
    {
      says: 'a method with a wider parameter stands for that of an interface',
      apex: 'Shapes.Named n = new Shapes.Any(); System.debug(n.name(3)); System.debug(n.of(new Shapes.Square()));',
      prints: ['any 3', 'a shape'],
    },
    {
      says: 'an equals with another result is a method of the interface',
      apex: "Shapes.Filter f = new Shapes.Any(); System.debug(f.equals('x').name(1));",
      prints: ['any 1'],
    },
  ],
  {
    Shapes: `public class Shapes {
      public virtual class Shape { }
      public class Square extends Shape { }
      public interface Named { String name(Integer i); String of(Square s); }
      public interface Filter { Named equals(Object value); }
      public class Any implements Named, Filter {
        public String name(Object o) { return 'any ' + o; }
        public String of(Shape s) { return 'a shape'; }
        public Named equals(Object value) { return this; }
      }
    }`,
  },
);

goldens(
  'apex_classes_keywords_this',
  [
    {
      says: 'a constructor chooses another one in a branch',
      apex: "System.debug(new Chooses(null).text); System.debug(new Chooses('x').text);",
      prints: ['none', 'one x'],
    },
  ],
  {
    Chooses: `public class Chooses {
      public String text;
      public Chooses(String s) { if (s == null) { this('none', 0); } else this('one ' + s, 1); }
      private Chooses(String s, Integer n) { text = s; }
    }`,
  },
);

goldens(
  'apex_classes_namespace_precedence',
  [
    {
      says: 'an inner class has the names around its parent',
      apex: 'System.debug(new Uses.Request().describe());',
      prints: ['POST:made:kind'],
    },
    { says: 'the namespaces of the platform come before them', apex: 'System.debug(new Uses.Request().isCached());', prints: ['false'] },
  ],
  {
    Client: `public class Client {
      public static final String METHOD = 'POST';
      public class Kind { public String name() { return 'kind'; } }
      public class Cache { }
      public static String make() { return 'made'; }
      public virtual class Base { }
    }`,
    Uses: `public class Uses {
      public class Request extends Client.Base {
        public String describe() { Kind k = new Kind(); return METHOD + ':' + make() + ':' + k.name(); }
        public Boolean isCached() { return Cache.Org.contains('key'); }
      }
    }`,
  },
);

goldens('langCon_apex_collections_lists', [
  {
    says: 'numbers of a list convert as single ones do',
    apex: `List<Long> longs = new List<Integer>{ 1, null };
      List<Double> doubles = new List<Decimal>{ 1.5 };
      doubles.add(2.5);
      System.debug(longs[0] + 4294967296L); System.debug(doubles); System.debug(longs);`,
    prints: ['4294967297', '(1.5, 2.5)', '(1, null)'],
  },
  {
    says: 'to no smaller type',
    apex: 'List<Integer> i = new List<Long>();',
    refuses: 'Illegal assignment from List<Long> to List<Integer>',
  },
]);

goldens('apex_classes_keywords_instanceof', [
  {
    says: 'a list may be asked whether it is what it is',
    apex: 'List<Account> found = new List<Account>(); System.debug(found instanceof List<Account>);',
    prints: ['true'],
  },
]);

goldens('apex_classes_exception_statements', [
  {
    says: 'null thrown is a null pointer',
    apex: 'throw null;',
    throws: 'System.NullPointerException: Attempt to de-reference a null object',
  },
]);

goldens('apex_methods_system_schema', [
  {
    says: 'the field called SobjectType comes before the token of the object',
    apex: 'Schema.SObjectField f = RecordType.SObjectType; System.debug(f); System.debug(Account.SObjectType);',
    prints: ['SobjectType', 'Account'],
  },
]);

goldens('apex_class_System_Label', [
  {
    says: 'labels are asked for by name',
    apex: "System.debug(System.Label.get('', 'Greeting')); System.debug(Label.c.Greeting);",
    prints: ['Hello', 'Hello'],
  },
  { says: 'those of sites are not known', apex: 'System.debug(Label.site.email_not_valid);', fails: 'Label.site.email_not_valid' },
]);

goldens(
  'apex_classes_clone',
  [
    {
      says: 'a copy of nothing is nothing',
      apex: 'Copied c; System.debug(c?.clone()); c = new Copied(); System.debug(c?.clone().n);',
      prints: ['null', '7'],
    },
  ],
  { Copied: 'public class Copied { public Integer n = 7; }' },
);

goldens(
  'apex_classes_interfaces',
  [
    {
      says: 'a method with the parameters of the interface comes before one with wider parameters',
      apex: "Makes made = new Maker(); System.debug(made.make(new List<SObject>(), null) + ' ' + made.make(new List<Object>(), 'x'));",
      prints: ['narrow wide'],
    },
  ],
  {
    Makes: 'public interface Makes { String make(List<Object> all, Object kind); String make(List<SObject> all, SObjectType kind); }',
    Maker: `public class Maker implements Makes {
      public String make(List<Object> all, Object kind) { return 'wide'; }
      public String make(List<SObject> all, SObjectType kind) { return 'narrow'; }
    }`,
  },
);
