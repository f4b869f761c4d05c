import { goldens } from './harness.ts';

/** The type of a value as the message of a failed cast names it. */
const typeOf = (value: string): string =>
  `try { Object o = ${value}; Date d = (Date) o; } catch (TypeException e) { System.debug(e.getMessage()); }`;

goldens('apex_classes_keywords_instanceof', [
  {
    says: 'an Id held as an Object is still an Id',
    apex: `Id someId = '001000000000001'; ${typeOf('someId')}`,
    prints: ['Invalid conversion from runtime type Id to Date'],
  },
  {
    says: 'other texts are Strings',
    apex: typeOf("'00100000000000'"),
    prints: ['Invalid conversion from runtime type String to Date'],
  },
  {
    says: 'a String that could be an Id is an instance of it',
    apex: "Object o = '001000000000001'; System.debug(o instanceof Id); o = 'x'; System.debug(o instanceof Id);",
    prints: ['true', 'false'],
  },
  {
    says: 'an Id held as an Object fits a text field and an Id field',
    apex: `Account a = new Account(); Object o = Id.valueOf('001000000000001'); a.put('Name', o); a.put('ParentId', o); System.debug(a.Name == a.ParentId);`,
    prints: ['true'],
  },
]);

goldens('apex_classes_keywords_instanceof', [
  {
    says: 'a list of records is an instance of SObject, and no record all the same',
    apex: 'Object o = new List<Account>(); System.debug(o instanceof SObject); o = new List<String>(); System.debug(o instanceof SObject); o = new List<Account>(); SObject s = (SObject) o;',
    prints: ['true', 'false'],
    throws: 'System.TypeException: Invalid conversion from runtime type List<Account> to SObject',
  },
]);

goldens('apex_classes_casting', [
  {
    says: 'messages call the elements of collections of Object ANY, and types are found by that name',
    apex: `${typeOf('new Map<String, Object>()')} System.debug(Type.forName('List<ANY>') == List<Object>.class);`,
    prints: ['Invalid conversion from runtime type Map<String,ANY> to Date', 'true'],
  },
  {
    says: 'a list of Integers held as an Object can be cast to a list of Decimals',
    apex: 'Object o = new List<Integer>{ 1, null }; List<Decimal> d = (List<Decimal>) o; System.debug(d[0] / 4); System.debug(d[1]);',
    prints: ['0.25', 'null'],
  },
  {
    says: 'a list of Decimals held as an Object is one of Doubles as well',
    apex: 'Object o = new List<Decimal>{ 5.5 }; System.debug(o instanceof List<Double>); System.debug(((List<Double>) o)[0]);',
    prints: ['true', '5.5'],
  },
]);

goldens('apex_methods_system_object', [
  {
    says: 'equals of values held as Objects compares like the operator',
    apex: "Object a = 'ABC'; System.debug(a.equals('abc')); System.debug(a.equals('x')); System.debug('ABC'.equals('abc'));",
    prints: ['true', 'false', 'false'],
  },
]);

goldens('apex_methods_system_map', [
  {
    says: 'a map known as one of Objects keeps to the type it was made with',
    apex: `Map<String, Object> wide = new Map<String, Integer>(); wide.put('a', 1); System.debug(wide);
      try { wide.putAll(new Map<String, Object>{ 'b' => true }); } catch (TypeException e) { System.debug(e.getMessage()); }
      Map<Id, SObject> records = new Map<Id, Account>();
      try { records.put('001000000000001AAA', new Contact()); } catch (TypeException e) { System.debug(e.getMessage()); }`,
    prints: [
      '{a=1}',
      'Collection store exception putting Boolean into Map<String,Integer>',
      'Collection store exception putting Contact into Map<Id,Account>',
    ],
  },
]);

goldens(
  'apex_methods_system_list',
  [
    {
      says: 'a list known as one of Objects keeps to the type it was made with',
      apex:
        'List<Object> wide = new List<Long>(); wide.add(1); wide.add(null); System.debug(wide == new List<Long>{ 1L, null });' +
        " List<Object> any = new List<Object>{ 1 }; any.add('x'); System.debug(any);" +
        " wide = (List<Object>) Type.forName('List<Account>').newInstance(); wide.add(new Account()); wide.add(new Contact());",
      prints: ['true', '(1, x)'],
      throws: 'System.TypeException: Collection store exception adding Contact to List<Account>',
    },
    {
      says: 'so it does when elements are set, inserted and added together',
      apex: `List<Object> wide = new List<Integer>{ 1 }; wide.set(0, 2); wide.add(0, 3); wide[1] = 4; System.debug(wide);
      for (Integer way = 0; way < 4; way++) try {
        if (way == 0) wide.set(0, 'x'); else if (way == 1) wide.add(0, 'x'); else if (way == 2) wide[0] = 'x'; else wide.addAll(new List<Object>{ 5, 'x' });
      } catch (TypeException e) { System.debug(e.getMessage()); }
      System.debug(wide);`,
      prints: ['(3, 4)', ...Array.from({ length: 4 }, () => 'Collection store exception adding String to List<Integer>'), '(3, 4)'],
    },
    {
      says: 'a list known as one of a parent class or of SObject keeps to its own type',
      apex: `List<Shape> shapes = new List<Square>(); shapes.add(new Square()); System.debug(shapes.size());
      try { shapes.add(new Shape()); } catch (TypeException e) { System.debug(e.getMessage()); }
      List<SObject> records = new List<Account>();
      try { records.addAll(new List<Contact>{ new Contact() }); } catch (TypeException e) { System.debug(e.getMessage()); }`,
      prints: [
        '1',
        'Collection store exception adding Shape to List<Square>',
        'Collection store exception adding Contact to List<Account>',
      ],
    },
    {
      says: 'lists of Integers and of Longs are equal when their numbers are',
      apex: 'List<Long> wide = new List<Integer>{ 1, 2 }; System.debug(wide.equals(new List<Integer>{ 1, 2 })); System.debug(wide == new List<Long>{ 1, 3 });',
      prints: ['true', 'false'],
    },
    {
      says: 'a new list of a list that is null is empty',
      apex: 'List<Object> none; System.debug(new List<Object>(none).size());',
      prints: ['0'],
    },
  ],
  {
    Shape: 'public virtual class Shape { }',
    Square: 'public class Square extends Shape { }',
  },
);

goldens('apex_methods_system_map', [
  {
    says: 'nothing can be added to the keys of a map, but nothing may be added',
    apex: `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; m.keySet().addAll(new List<String>()); System.debug(m.size()); m.keySet().addAll(new List<String>{ 'b' });`,
    throws: 'System.FinalException: Collection is read-only',
  },
]);

goldens('apex_methods_system_long', [
  {
    says: 'fractions in text are dropped, except by Integer.valueOf of a String',
    apex: "System.debug(Long.valueOf('123.90')); System.debug(Integer.valueOf((Object) '123.90'));",
    prints: ['123', '123'],
  },
]);

goldens('apex_methods_system_boolean', [
  {
    says: 'only Booleans and texts can be read',
    apex: 'Boolean.valueOf(Date.newInstance(2024, 1, 31));',
    throws: 'System.TypeException: Invalid boolean: 2024-01-31 00:00:00',
  },
]);

goldens(
  'apex_classes_exception_methods',
  [
    {
      says: 'the text of an exception that Apex code made starts like the text of any object',
      apex: "System.debug(new Order.LateException('too late')); System.debug(String.valueOf(new IllegalArgumentException('no')));",
      prints: ['LateException:[days=null]: too late', 'IllegalArgumentException:[]: no'],
    },
    {
      says: 'the platform names its own exceptions in full',
      apex: 'try { Integer i = 1 / 0; } catch (Exception e) { System.debug(e); }',
      prints: ['System.MathException: Divide by 0'],
    },
    {
      says: 'toString may answer null',
      apex: "System.debug('' + new Order());",
      prints: ['null'],
    },
  ],
  {
    Order: `public class Order {
      public class LateException extends Exception { public Integer days; }
      public override String toString() { return null; }
    }`,
  },
);

goldens(
  'apex_classes_interfaces',
  [
    {
      says: 'of two methods of an interface each has its own implementation',
      apex: 'Factory f = new Shop(); System.debug(f.make(null, Account.SObjectType)); System.debug(f.make(null, (Object) 1));',
      prints: ['records', 'objects'],
    },
  ],
  {
    Factory:
      'public interface Factory { String make(List<Object> items, Object kind); String make(List<SObject> items, SObjectType kind); }',
    Shop: `public class Shop implements Factory {
      public String make(List<Object> items, Object kind) { return 'objects'; }
      public String make(List<SObject> items, SObjectType kind) { return 'records'; }
    }`,
  },
);
