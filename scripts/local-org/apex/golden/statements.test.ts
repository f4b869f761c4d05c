import { goldens } from './harness.ts';

goldens('langCon_apex_loops', [
  {
    says: 'for runs while its test holds',
    apex: 'for (Integer i = 0, j = 10; i < j; i += 3, j--) System.debug(i);',
    prints: ['0', '3', '6'],
  },
  {
    says: 'break and continue',
    apex: 'for (Integer i = 0; i < 9; i++) { if (i == 1) continue; if (i == 3) break; System.debug(i); }',
    prints: ['0', '2'],
  },
  { says: 'do runs at least once', apex: 'Integer i = 9; do { System.debug(i); } while (i < 5);', prints: ['9'] },
  { says: 'for over a set keeps its order', apex: "for (String s : new Set<String>{ 'b', 'a' }) System.debug(s);", prints: ['b', 'a'] },
  {
    says: 'A list must not change while a loop runs over it',
    apex: 'List<Integer> l = new List<Integer>{ 1 }; for (Integer i : l) l.add(2);',
    throws: 'System.FinalException: Cannot modify a collection while it is being iterated.',
  },
  {
    says: 'A query loop gives records one by one',
    apex: "insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') }; for (Account a : [SELECT Name FROM Account ORDER BY Name]) System.debug(a.Name);",
    prints: ['a', 'b'],
  },
  {
    says: 'A query loop over lists gives 200 at a time',
    apex: "List<Account> all = new List<Account>(); for (Integer i = 0; i < 201; i++) all.add(new Account(Name = 'n')); insert all; for (List<Account> part : [SELECT Id FROM Account]) System.debug(part.size());",
    prints: ['200', '1'],
  },
  { says: 'Statements after return are unreachable', apex: 'return; System.debug(1);', refuses: 'Unreachable statement' },
  { says: 'Names are unique in their block', apex: 'Integer i = 1; if (true) { Integer I = 2; }', refuses: 'Duplicate variable: I' },
  { says: 'Unknown variables are refused', apex: 'System.debug(missing);', refuses: 'Variable does not exist: missing' },
  {
    says: 'Unknown methods are refused',
    apex: 'String.nothing(1);',
    refuses: 'Method does not exist or incorrect signature: void nothing(Integer) from the type String',
  },
  { says: 'A condition is Boolean', apex: 'if (1) return;', refuses: 'Condition expression must be of type Boolean: Integer' },
]);

goldens('langCon_apex_switch', [
  {
    says: 'switch on an Integer with several values',
    apex: "switch on 3 { when 1, 2 { System.debug('low'); } when 3, 4 { System.debug('mid'); } when else { System.debug('x'); } }",
    prints: ['mid'],
  },
  {
    says: 'switch on Strings minds the case',
    apex: "switch on 'a' { when 'A' { System.debug('upper'); } when else { System.debug('none'); } }",
    prints: ['none'],
  },
  {
    says: 'null is a value',
    apex: "Integer n; switch on n { when null { System.debug('null'); } when else { System.debug('x'); } }",
    prints: ['null'],
  },
  {
    says: 'switch on the type of a record',
    apex: "SObject s = new Contact(LastName = 'C'); switch on s { when Account a { System.debug('a'); } when Contact c { System.debug(c.LastName); } }",
    prints: ['C'],
  },
  { says: 'No match and no else does nothing', apex: "switch on 1 { when 2 { System.debug('x'); } }", prints: [] },
]);

goldens('apex_exception_statements', [
  { says: 'finally runs after return of the block', apex: "try { System.debug('t'); } finally { System.debug('f'); }", prints: ['t', 'f'] },
  {
    says: 'The first matching catch handles',
    apex: "try { Integer z = 0; z = 1 / z; } catch (DmlException e) { System.debug('dml'); } catch (MathException e) { System.debug('math'); } catch (Exception e) { System.debug('any'); }",
    prints: ['math'],
  },
  {
    says: 'A cause is kept',
    apex: "try { try { String s; s.length(); } catch (Exception e) { throw new CalloutException('outer', e); } } catch (CalloutException e) { System.debug(e.getCause().getTypeName()); System.debug(e.getMessage()); }",
    prints: ['System.NullPointerException', 'outer'],
  },
  {
    says: 'An exception without text has a standard one',
    apex: 'try { throw new CalloutException(); } catch (Exception e) { System.debug(e.getMessage()); }',
    prints: ['Script-thrown exception'],
  },
  {
    says: 'Failed assertions cannot be caught',
    apex: "try { System.assert(false); } catch (Exception e) { System.debug('caught'); }",
    throws: 'System.AssertException: Assertion Failed',
  },
  {
    says: 'An index outside a list',
    apex: 'List<Integer> l = new List<Integer>(); System.debug(l[0]);',
    throws: 'System.ListException: List index out of bounds: 0',
  },
  {
    says: 'One record is expected and none is there',
    apex: 'Account a = [SELECT Id FROM Account];',
    throws: 'System.QueryException: List has no rows for assignment to SObject',
  },
  {
    says: 'A field that was not queried',
    apex: "insert new Account(Name = 'a'); Account a = [SELECT Id FROM Account]; System.debug(a.Name);",
    throws: 'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name',
  },
  {
    says: 'An invalid cast',
    apex: "Object o = 'a'; Integer i = (Integer) o;",
    throws: 'System.TypeException: Invalid conversion from runtime type String to Integer',
  },
  { says: 'Only exceptions can be thrown', apex: "throw 'a';", refuses: 'Throw expression must be of type exception: String' },
]);
