import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

const CLASSES = {
  Point: `public class Point implements Comparable {
    public Integer x; public Integer y;
    public Point(Integer x, Integer y) { this.x = x; this.y = y; }
    public Boolean equals(Object other) { Point p = (Point) other; return x == p.x && y == p.y; }
    public Integer hashCode() { return 31 * x + y; }
    public Integer compareTo(Object other) { return x - ((Point) other).x; }
    public override String toString() { return x + '/' + y; }
  }`,
  ByY: `public class ByY implements Comparator<Point> {
    public Integer compare(Point a, Point b) { return a.y - b.y; }
  }`,
  ByShare: `public class ByShare implements Comparator<Double> {
    public Integer compare(Double a, Double b) { System.debug(a + ' ' + b); return a == b ? 0 : a > b ? 1 : -1; }
  }`,
  ByCount: `public class ByCount implements Comparator<Long> {
    public Integer compare(Long a, Long b) { return a == b ? 0 : a > b ? 1 : -1; }
  }`,
  Countdown: `public class Countdown implements Iterable<Integer>, Iterator<Integer> {
    private Integer left;
    public Countdown(Integer left) { this.left = left; }
    public Iterator<Integer> iterator() { return this; }
    public Boolean hasNext() { return left > 0; }
    public Integer next() { return left--; }
  }`,
};

goldens(
  'apex_methods_system_list',
  [
    {
      says: 'add at an index shifts the rest',
      apex: 'List<Integer> l = new List<Integer>{ 1, 3 }; l.add(1, 2); System.debug(l);',
      prints: ['(1, 2, 3)'],
    },
    {
      says: 'the text of a list shows ten elements, and the same collection once',
      apex: `List<Integer> l = new List<Integer>(); for (Integer i = 0; i < 12; i++) l.add(i); System.debug(l);
        List<Integer> one = new List<Integer>{ 1 }; System.debug(new List<List<Integer>>{ one, one });
        List<Object> itself = new List<Object>{ 'x' }; itself.add(itself); System.debug(itself);`,
      prints: ['(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)', '((1), (already output))', '(x, (already output))'],
    },
    {
      says: 'remove answers the element',
      apex: "List<String> l = new List<String>{ 'a', 'b' }; System.debug(l.remove(0)); System.debug(l);",
      prints: ['a', '(b)'],
    },
    {
      says: 'clone is shallow',
      apex: 'List<Integer> l = new List<Integer>{ 1 }; List<Integer> c = l.clone(); c.add(2); System.debug(l.size());',
      prints: ['1'],
    },
    {
      says: 'deepClone copies records without their ids',
      apex: `List<Account> l = new List<Account>{ new Account(Name = 'a') }; insert l; List<Account> c = l.deepClone();
        c[0].Name = 'b'; System.debug(l[0].Name + (c[0].Id == null)); System.debug(l.deepClone(true)[0].Id == l[0].Id);`,
      prints: ['atrue', 'true'],
    },
    shows(
      'contains and indexOf use equals',
      "new List<String>{ 'a' }.contains('A') + ' ' + new List<Point>{ new Point(1, 2) }.indexOf(new Point(1, 2))",
      'false 0',
    ),
    {
      says: 'sort puts null first',
      apex: 'List<Integer> l = new List<Integer>{ 3, null, 1 }; l.sort(); System.debug(l);',
      prints: ['(null, 1, 3)'],
    },
    {
      says: 'sort of texts is by code points',
      apex: "List<String> l = new List<String>{ 'b', 'a', 'B' }; l.sort(); System.debug(l);",
      prints: ['(B, a, b)'],
    },
    {
      says: 'sort uses compareTo',
      apex: 'List<Point> l = new List<Point>{ new Point(2, 0), new Point(1, 9) }; l.sort(); System.debug(l);',
      prints: ['(1/9, 2/0)'],
    },
    {
      says: 'compareTo is never asked about null, which comes first',
      apex: 'List<Point> l = new List<Point>{ new Point(2, 0), null, new Point(1, 9) }; l.sort(); System.debug(l);',
      prints: ['(null, 1/9, 2/0)'],
    },
    {
      says: 'sort takes a Comparator',
      apex: 'List<Point> l = new List<Point>{ new Point(1, 9), new Point(2, 0) }; l.sort(new ByY()); System.debug(l);',
      prints: ['(2/0, 1/9)'],
    },
    {
      says: 'records sort by name',
      apex: "List<Account> l = new List<Account>{ new Account(Name = 'b'), new Account(Name = 'a') }; l.sort(); System.debug(l[0].Name);",
      prints: ['a'],
    },
    {
      says: 'an index out of bounds is a ListException',
      apex: 'new List<Integer>{ 1 }.get(1);',
      throws: 'System.ListException: List index out of bounds: 1',
    },
    {
      says: 'adding in a loop over the list is refused',
      apex: 'List<Integer> l = new List<Integer>{ 1 }; for (Integer i : l) l.add(2);',
      throws: 'System.FinalException: Cannot modify a collection while it is being iterated.',
    },
    shows('getSObjectType', 'new List<Account>().getSObjectType()', 'Account'),
    {
      says: 'getSObjectType of what an aggregate query finds',
      apex: 'List<SObject> found = [SELECT COUNT(Id) FROM User]; System.debug(found.getSObjectType() == AggregateResult.SObjectType);',
      prints: ['true'],
    },
    shows('texts show ten elements', 'new List<Integer>{ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }', '(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...)'),
  ],
  CLASSES,
);

goldens(
  'apex_methods_system_set',
  [
    shows('text is case-sensitive', "new Set<String>{ 'a', 'A', 'a' }.size()", '2'),
    {
      says: 'add answers whether the element is new',
      apex: "Set<String> s = new Set<String>{ 'a' }; System.debug(s.add('a')); System.debug(s.add('b'));",
      prints: ['false', 'true'],
    },
    {
      says: 'retainAll keeps common elements',
      apex: 'Set<Integer> s = new Set<Integer>{ 1, 2, 3 }; s.retainAll(new List<Integer>{ 2, 3, 4 }); System.debug(s);',
      prints: ['{2, 3}'],
    },
    shows('containsAll', 'new Set<Integer>{ 1, 2 }.containsAll(new Set<Integer>{ 2 })', 'true'),
    shows('objects with equals and hashCode are one element', 'new Set<Point>{ new Point(1, 2), new Point(1, 2) }.size()', '1'),
    shows('sets are equal in any order', 'new Set<Integer>{ 1, 2 } == new Set<Integer>{ 2, 1 }', 'true'),
    {
      says: 'removing in a loop over the set is refused',
      apex: "Set<String> s = new Set<String>{ 'one', 'two' }; for (String t : s) s.remove(t);",
      throws: 'System.FinalException: Cannot modify a collection while it is being iterated.',
    },
    shows('dates are elements by value', 'new Set<Date>{ Date.newInstance(2024, 1, 1), Date.newInstance(2024, 1, 1) }.size()', '1'),
    { says: 'user-defined iterables', apex: 'for (Integer i : new Countdown(2)) System.debug(i);', prints: ['2', '1'] },
  ],
  CLASSES,
);

goldens(
  'apex_methods_system_map',
  [
    {
      says: 'put answers the former value',
      apex: "Map<String, Integer> m = new Map<String, Integer>(); System.debug(m.put('a', 1)); System.debug(m.put('a', 2));",
      prints: ['null', '1'],
    },
    shows('keys are case-sensitive', "new Map<String, Integer>{ 'a' => 1 }.containsKey('A')", 'false'),
    {
      says: 'a map of records is keyed by id',
      apex: "Account a = new Account(Name = 'x'); insert a; Map<Id, Account> m = new Map<Id, Account>(new List<Account>{ a }); System.debug(m.get(a.Id).Name);",
      prints: ['x'],
    },
    {
      says: 'a record without id cannot be a map entry',
      apex: "new Map<Id, Account>(new List<Account>{ new Account(Name = 'x') });",
      throws: 'System.ListException: Row with null Id at index: 0',
    },
    {
      says: 'keySet only removes',
      apex: "new Map<String, Integer>{ 'a' => 1 }.keySet().add('b');",
      throws: 'System.FinalException: Collection is read-only',
    },
    {
      says: 'removing from keySet removes from the map',
      apex: "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; m.keySet().remove('a'); System.debug(m.size());",
      prints: ['0'],
    },
    shows('keys keep the order in which they were put', "new Map<String, Integer>{ 'b' => 1, 'a' => 2 }.keySet()", '{b, a}'),
    shows('objects as keys', "new Map<Point, String>{ new Point(1, 2) => 'x' }.get(new Point(1, 2))", 'x'),
    {
      says: 'doubles in a map stay doubles',
      apex: "Map<String, Double> m = new Map<String, Double>{ 'a' => 2 }; System.debug(m.get('a') + 1);",
      prints: ['3.0'],
    },
    {
      says: 'null keys',
      apex: 'Map<String, Integer> m = new Map<String, Integer>{ null => 1 }; System.debug(m.get(null));',
      prints: ['1'],
    },
  ],
  CLASSES,
);

goldens('apex_testing_stub_api', [
  {
    says: 'a platform method that is given null where it takes none throws',
    apex: "String none = null; try { Test.createStub(null, null); } catch (NullPointerException e) { System.debug('null'); }",
    prints: ['null'],
  },
]);

goldens(
  'apex_interface_System_Comparator',
  [
    {
      says: 'a comparator of Doubles is given Doubles, wherever they come from',
      apex: `List<Double> l = new List<Double>{ 0.5, 0.25 }; l.sort(new ByShare()); System.debug(l);
        Object share = Decimal.valueOf('0.5'); Object same = 0.5d;
        System.debug(((Comparator<Object>) (Object) new ByShare()).compare(share, same));`,
      prints: ['0.25 0.5', '(0.25, 0.5)', '0.5 0.5', '0'],
    },
    {
      says: 'a comparator of Longs takes Integers',
      apex: 'Object count = 1; Object more = 1L; System.debug(((Comparator<Object>) (Object) new ByCount()).compare(count, more));',
      prints: ['0'],
    },
  ],
  CLASSES,
);
