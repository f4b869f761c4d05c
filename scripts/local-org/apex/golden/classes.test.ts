import { goldens } from './harness.ts';

const classes = {
  Shape: `public virtual class Shape {
    public static Integer made = 0;
    protected String name = 'shape';
    public Shape() { made++; describe(); }
    public virtual void describe() { System.debug('shape ' + name); }
    public virtual Integer area() { return 0; }
    public override String toString() { return 'Shape ' + name; }
  }`,
  Square: `public class Square extends Shape {
    private Integer side = 2;
    { System.debug('block ' + side); }
    public Square() { this(3); System.debug('default'); }
    public Square(Integer side) { super(); this.side = side; }
    public override void describe() { System.debug('square ' + side); }
    public override Integer area() { return side * side + super.area(); }
  }`,
  Lazy: `public class Lazy {
    public static Integer reads = 0;
    public static String text { get { if (text == null) { text = 'read'; reads++; } return text; } private set; }
    public Integer doubled { get; set { doubled = value * 2; } }
    public String plain { get; private set; }
  }`,
  Order: `public class Order {
    static { System.debug('static 1'); }
    public static String value = say('field');
    static { System.debug('static 2'); }
    public static String say(String s) { System.debug(s); return s; }
    public static void touch() { System.debug('touch'); }
  }`,
  Overloads: `public class Overloads {
    public static String pick(Integer i) { return 'Integer'; }
    public static String pick(Long l) { return 'Long'; }
    public static String pick(Decimal d) { return 'Decimal'; }
    public static String pick(Object o) { return 'Object'; }
    public static String pick(SObject s) { return 'SObject'; }
    public static String pick(Account a) { return 'Account'; }
  }`,
  Key: `public class Key {
    public String id;
    public Key(String id) { this.id = id; }
    public Boolean equals(Object other) { return other instanceof Key && ((Key) other).id == id; }
    public Integer hashCode() { return id.toLowerCase().hashCode(); }
  }`,
  Hidden: `public class Hidden {
    private static Integer secret = 1;
    private Integer own = 2;
    public enum Color { RED, GREEN }
    public interface Speaker { String speak(); }
    public abstract class Base implements Speaker { public abstract Integer size(); public String speak() { return 'size ' + size(); } }
    public class Real extends Base { public override Integer size() { return 4; } }
    public class OwnException extends Exception {}
    public Integer sum(Hidden other) { return own + other.own + secret; }
  }`,
};

goldens(
  'apex_classes_understanding',
  [
    {
      says: "Virtual methods are the object's own, also in the parent's constructor",
      apex: 'System.debug(new Square(5).area());',
      prints: ['block 2', 'square 2', '25'],
    },
    {
      says: 'this(…) chains constructors and initialises once',
      apex: 'System.debug(new Square().area());',
      prints: ['block 2', 'square 2', 'default', '9'],
    },
    {
      says: 'Statics live for one transaction',
      apex: 'new Square(1); new Square(2); System.debug(Shape.made);',
      prints: ['block 2', 'square 2', 'block 2', 'square 2', '2'],
    },
    { says: 'toString is what text concatenation prints', apex: "System.debug('' + new Shape());", prints: ['shape shape', 'Shape shape'] },
    {
      says: "An accessor's own name means the stored value",
      apex: 'System.debug(Lazy.text + Lazy.text + Lazy.reads);',
      prints: ['readread1'],
    },
    { says: "A setter's parameter is value", apex: 'Lazy l = new Lazy(); l.doubled = 4; System.debug(l.doubled);', prints: ['8'] },
    { says: 'A private setter is not visible outside', apex: "new Lazy().plain = 'x';", refuses: 'Variable is not visible: Lazy.plain' },
    {
      says: 'Statics are initialised in the order of the source, before first use',
      apex: "System.debug('start'); Order.touch();",
      prints: ['start', 'static 1', 'field', 'static 2', 'touch'],
    },
    {
      says: 'The most specific overload is called',
      apex: "System.debug(Overloads.pick(1) + Overloads.pick(1L) + Overloads.pick(1.5) + Overloads.pick('s') + Overloads.pick(new Account()) + Overloads.pick(new Contact()));",
      prints: ['IntegerLongDecimalObjectAccountSObject'],
    },
    {
      says: 'equals and hashCode decide membership',
      apex: "System.debug(new Set<Key>{ new Key('a'), new Key('A'), new Key('b') }.size()); System.debug(new Key('x') == new Key('X'));",
      prints: ['2', 'true'],
    },
    {
      says: 'Private members are not visible outside',
      apex: 'System.debug(Hidden.secret);',
      refuses: 'Variable is not visible: Hidden.secret',
    },
    { says: "Objects of one class see each other's private members", apex: 'System.debug(new Hidden().sum(new Hidden()));', prints: ['5'] },
    {
      says: 'Abstract methods are called on the implementing object',
      apex: 'Hidden.Speaker s = new Hidden.Real(); System.debug(s.speak()); System.debug(s instanceof Hidden.Base);',
      prints: ['size 4', 'true'],
    },
    {
      says: 'Abstract classes cannot be constructed',
      apex: 'new Shape(); Hidden.Base b = new Hidden.Base();',
      refuses: 'Abstract classes cannot be constructed: Hidden.Base',
    },
    {
      says: 'Enums know their values',
      apex: "System.debug(Hidden.Color.values()); System.debug(Hidden.Color.valueOf('GREEN').ordinal()); System.debug(Hidden.Color.RED == Hidden.Color.RED);",
      prints: ['(RED, GREEN)', '1', 'true'],
    },
    {
      says: 'Own exceptions have the standard constructors',
      apex: "try { throw new Hidden.OwnException('text'); } catch (Hidden.OwnException e) { System.debug(e.getMessage() + ' ' + e.getTypeName()); }",
      prints: ['text Hidden.OwnException'],
    },
    { says: 'Names ignore case', apex: 'SYSTEM.DEBUG(new SQUARE(2).AREA());', prints: ['block 2', 'square 2', '4'] },
    { says: 'Constructors are checked', apex: "new Square('x');", refuses: 'Constructor not defined: [Square].<Constructor>(String)' },
  ],
  classes,
);
