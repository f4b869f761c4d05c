import { goldens } from './harness.ts';

const classes = {
  Countdown: `public class Countdown implements Iterable<Integer>, Iterator<Integer> {
    private Integer at;
    public Countdown(Integer at) { this.at = at; }
    public Iterator<Integer> iterator() { return this; }
    public Boolean hasNext() { return at > 0; }
    public Integer next() { return at--; }
  }`,
  ByName: `public class ByName implements Comparator<Account> {
    public Integer compare(Account a, Account b) { return b.Name.compareTo(a.Name); }
  }`,
  Ranked: `public class Ranked implements Comparable {
    public Integer rank;
    public Ranked(Integer rank) { this.rank = rank; }
    public Integer compareTo(Object other) { return rank - ((Ranked) other).rank; }
    public override String toString() { return 'r' + rank; }
  }`,
  Fancy: `public virtual class Fancy {
    public virtual Integer size { get { return 1; } set; }
    public class ProblemException extends Exception {
      public Integer code = 7;
      public ProblemException(Integer code) { this('code ' + code); this.code = code; }
    }
    public static Integer order(List<String> log) {
      try { log.add('try'); return next(log); } finally { log.add('finally'); }
    }
    static Integer next(List<String> log) { log.add('value'); return 1; }
    public static Integer overriding() { try { return 1; } finally { return 2; } }
  }`,
  Fancier: `public class Fancier extends Fancy {
    public override Integer size { get { return super.size + 1; } set; }
    public Fancier self() { return this; }
    public Fancier none() { return null; }
    public List<Integer> numbers = new List<Integer>{ 1, 2 };
  }`,
};

goldens(
  'apex_dev_guide',
  [
    { says: 'A class may be looped over', apex: 'for (Integer i : new Countdown(3)) System.debug(i);', prints: ['3', '2', '1'] },
    {
      says: 'A platform interface calls the class',
      apex: 'Iterator<Integer> i = new Countdown(1); System.debug(i.next()); System.debug(i.hasNext());',
      prints: ['1', 'false'],
    },
    {
      says: 'Iterators of lists',
      apex: 'Iterator<Integer> i = new List<Integer>{ 4 }.iterator(); System.debug(i.next()); System.debug(i.hasNext());',
      prints: ['4', 'false'],
    },
    {
      says: 'Lists sort by a comparator',
      apex: "List<Account> l = new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') }; l.sort(new ByName()); System.debug(l[0].Name);",
      prints: ['b'],
    },
    {
      says: 'Lists sort comparable objects',
      apex: 'List<Ranked> l = new List<Ranked>{ new Ranked(2), new Ranked(1) }; l.sort(); System.debug(l);',
      prints: ['(r1, r2)'],
    },
    { says: 'Properties are overridden', apex: 'Fancy f = new Fancier(); System.debug(f.size);', prints: ['2'] },
    {
      says: 'Exceptions have members and constructors of their own',
      apex: 'try { throw new Fancy.ProblemException(9); } catch (Fancy.ProblemException p) { System.debug(p.code + p.getMessage()); }',
      prints: ['9code 9'],
    },
    {
      says: 'Standard constructors of own exceptions initialise members',
      apex: "System.debug(new Fancy.ProblemException('x').code);",
      prints: ['7'],
    },
    {
      says: 'finally runs between the value and the return',
      apex: 'List<String> log = new List<String>(); Fancy.order(log); System.debug(log);',
      prints: ['(try, value, finally)'],
    },
    { says: 'A return in finally wins', apex: 'System.debug(Fancy.overriding());', prints: ['2'] },
    {
      says: 'Safe navigation chains',
      apex: 'Fancier f = new Fancier(); System.debug(f?.self()?.none()?.self()); System.debug(f.self()?.numbers?.size());',
      prints: ['null', '2'],
    },
    {
      says: 'Safe navigation on a map value',
      apex: "Map<String, List<Integer>> m = new Map<String, List<Integer>>(); System.debug(m.get('x')?.size());",
      prints: ['null'],
    },
    { says: 'Assignments are expressions', apex: 'Integer a; Integer b; a = b = 5; System.debug(a + b);', prints: ['10'] },
    {
      says: 'Compound assignment to a property of a call',
      apex: 'Fancier f = new Fancier(); f.self().numbers[1] += 5; System.debug(f.numbers);',
      prints: ['(1, 7)'],
    },
    {
      says: 'Arrays are lists',
      apex: "String[] a = new String[2]; a[0] = 'x'; System.debug(a); System.debug(a.size()); Integer[][] g = new List<Integer[]>{ new Integer[]{ 1 } }; System.debug(g[0][0]);",
      prints: ['(x, null)', '2', '1'],
    },
    {
      says: 'Object equals by value',
      apex: "Object o = 1; System.debug(o == 1); Object s = 'a'; System.debug(s == 'a');",
      prints: ['true', 'true'],
    },
    {
      says: 'Doubles survive collections and Objects',
      apex: 'Double d = 0.1; Object o = d; List<Double> l = new List<Double>{ d, 1 }; System.debug((Double) o + l[0]); l[1] += 1; System.debug(l);',
      prints: ['0.2', '(0.1, 2.0)'],
    },
    {
      says: 'Generic records: get, put and tokens',
      apex: "SObject s = new Account(); s.put('Name', 'n'); s.put(Account.Phone, '1'); System.debug((String) s.get('name') + ((Account) s).Phone); ((Account) s).Name = 'm'; System.debug(s.get(Account.Name));",
      prints: ['n1', 'm'],
    },
    {
      says: 'Lists of records convert both ways',
      apex: "List<SObject> l = new List<Account>{ new Account(Name = 'x') }; List<Account> a = l; for (SObject s : a) System.debug(s.get('Name')); for (Account b : (List<Account>) l) System.debug(b.Name);",
      prints: ['x', 'x'],
    },
    {
      says: 'Tokens are map keys',
      apex: 'Map<Schema.SObjectType, Integer> m = new Map<Schema.SObjectType, Integer>{ Account.SObjectType => 1 }; System.debug(m.get(new Account().getSObjectType())); System.debug(Account.SObjectType.getDescribe().getName());',
      prints: ['1', 'Account'],
    },
    {
      says: 'Describes by name',
      apex: 'System.debug(Schema.SObjectType.Account.fields.Name.getName()); System.debug(SObjectType.Contact.getKeyPrefix());',
      prints: ['Name', '003'],
    },
    {
      says: 'Types by name',
      apex: "Type t = Type.forName('Ranked'); System.debug(t == Ranked.class); System.debug(Countdown.class.getName()); System.debug(Type.forName('NoSuch') == null);",
      prints: ['true', 'Countdown', 'true'],
    },
    {
      says: 'instanceof looks through inheritance and collections',
      apex: 'Object o = new Fancier(); System.debug(o instanceof Fancy); System.debug(o instanceof Ranked); Object l = new List<Integer>(); System.debug(l instanceof List<Integer>); System.debug(l instanceof List<String>);',
      prints: ['true', 'false', 'true', 'false'],
    },
    { says: 'Text of an object without toString', apex: 'System.debug(String.valueOf(new Countdown(1)));', prints: ['Countdown:[at=1]'] },
    { says: 'Strings escape', apex: String.raw`System.debug('a\'b\\c\u0041');`, prints: ["a'b\\cA"] },
    {
      says: 'Statements on unknown platform features fail when they run, not before',
      apex: "System.debug('before'); if (false) { RestContext.request = null; }",
      prints: ['before'],
    },
    { says: 'Methods of scripts', apex: 'Integer twice(Integer i) { return i * 2; } System.debug(twice(4));', prints: ['8'] },
    { says: 'Ternaries nest', apex: "Integer i = 2; System.debug(i == 1 ? 'a' : i == 2 ? 'b' : 'c');", prints: ['b'] },
    { says: 'A ternary of Integer and Decimal is Decimal', apex: 'Boolean b = true; System.debug((b ? 1 : 2.5) / 2);', prints: ['0.5'] },
    { says: 'Long literals and hex-free integers', apex: 'Long l = 5L; Integer i = 010; System.debug(l + i);', prints: ['15'] },
  ],
  classes,
);
