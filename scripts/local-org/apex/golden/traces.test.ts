import { goldens } from './harness.ts';

const CLASSES = {
  Outer: `public class Outer {
  public Integer broken {
    get {
      throw new CalloutException('read');
    }
    set;
  }
  public class Plain {
    Integer ratio = 1 / zero();
  }
  public class Inner {
    public Inner(Integer size) {
      this();
      throw new CalloutException('made');
    }
    public Inner() { }
    public void run() {
      String text;
      text.trim();
    }
  }
  public class OwnException extends Exception {
    public String seen = new DmlException().getStackTraceString();
  }
  static Integer zero() { return 0; }
  public static OwnException make() {
    return new OwnException('late');
  }
  public static void wrap() {
    try {
      new Inner().run();
    } catch (Exception e) {
      throw new OwnException('outer', e);
    }
  }
}`,
  Starts: `public class Starts {
  static Integer size;
  static {
    size = Integer.valueOf('many');
  }
  public static void go() { }
}`,
  Trace: `public class Trace {
  public static String of(Exception e) { return e.getTypeName() + ' ' + e.getLineNumber() + '\\n' + e.getStackTraceString(); }
}`,
};

const traced = (statement: string): string => `try {\n${statement}\n} catch (Exception e) { System.debug(Trace.of(e)); }`;

goldens(
  'apex_methods_system_exception',
  [
    {
      says: 'A trace names the methods from the innermost outwards',
      apex: traced('new Outer.Inner().run();'),
      prints: ['System.NullPointerException 19\nClass.Outer.Inner.run: line 19, column 1\nAnonymousBlock: line 2, column 1'],
    },
    {
      says: 'A constructor is <init> in a trace',
      apex: traced('new Outer.Inner(3);'),
      prints: ['System.CalloutException 14\nClass.Outer.Inner.<init>: line 14, column 1\nAnonymousBlock: line 2, column 1'],
    },
    {
      says: 'An initialiser of a field belongs to the constructor, once',
      apex: traced('new Outer.Plain();'),
      prints: ['System.MathException 9\nClass.Outer.Plain.<init>: line 9, column 1\nAnonymousBlock: line 2, column 1'],
    },
    {
      says: 'A static initialiser is <clinit> in a trace',
      apex: traced('Starts.go();'),
      prints: ['System.TypeException 4\nClass.Starts.<clinit>: line 4, column 1\nAnonymousBlock: line 2, column 1'],
    },
    {
      says: 'An accessor bears the name of its property',
      apex: traced('Object o = new Outer().broken;'),
      prints: ['System.CalloutException 4\nClass.Outer.broken: line 4, column 1\nAnonymousBlock: line 2, column 1'],
    },
    {
      says: 'An exception that is made but not thrown knows where',
      apex: 'System.debug(Outer.make().getStackTraceString());\nSystem.debug(Outer.make().seen);',
      prints: [
        'Class.Outer.make: line 27, column 1\nAnonymousBlock: line 1, column 1',
        'Class.Outer.OwnException.<init>: line 23, column 1\nClass.Outer.make: line 27, column 1\nAnonymousBlock: line 2, column 1',
      ],
    },
    {
      says: 'The trace of a cause follows',
      apex: traced('Outer.wrap();'),
      prints: [
        `Outer.OwnException 33
Class.Outer.wrap: line 33, column 1
AnonymousBlock: line 2, column 1
Caused by
Class.Outer.Inner.run: line 19, column 1
Class.Outer.wrap: line 31, column 1
AnonymousBlock: line 2, column 1`,
      ],
    },
    {
      says: 'Causes in a circle end the trace',
      apex: `Exception a = new DmlException('a');
Exception b = new DmlException('b', a);
a.initCause(b);
System.debug(a.getStackTraceString());`,
      prints: ['AnonymousBlock: line 1, column 1\nCaused by\nAnonymousBlock: line 2, column 1'],
    },
  ],
  CLASSES,
);
