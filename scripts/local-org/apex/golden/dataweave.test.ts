import { goldens, type Golden } from './harness.ts';

const CLASSES = {
  Order: `public class Order {
    public class Line {
      public String item;
      public Integer amount = 1;
      public Decimal price { get; set; }
      public Double weight;
      public Date day;
      public Datetime moment;
      public Set<String> tags;
      public Map<String, Object> extra;
      public List<Contact> people;
    }
  }`,
};

/** Runs a script with one input and prints the text it gives. */
const shows = (says: string, script: string, payload: string, ...prints: string[]): Golden => ({
  says,
  apex: `System.debug(DataWeave.Script.createScript('${script}').execute(new Map<String, Object>{ 'payload' => ${payload} }).getValueAsString());`,
  prints,
});

goldens(
  'DataWeaveInApex_UseCase',
  [
    {
      says: 'a script makes records of a class it names; the list is a list of that object',
      apex: `DataWeave.Result result = new DataWeaveScriptResource.accountsFromCsv().execute(
        new Map<String, Object>{ 'records' => 'name,revenue,people\\n"A, B",10.50,7\\nC,0,1' });
      List<Account> accounts = (List<Account>) result.getValue();
      System.debug(accounts.size() + accounts[0].Name + accounts[0].AnnualRevenue + accounts[0].NumberOfEmployees);`,
      prints: ['2A, B10.507'],
    },
    {
      says: 'objects of a class have their members filled by name and type',
      apex: `Order.Line line = (Order.Line) DataWeave.Script.createScript('ordersFromJson').execute(new Map<String, Object>{
        'payload' => '{"item":"x","price":1.10,"weight":2,"day":"2026-01-31","moment":"2026-01-31T10:00:00Z","tags":["a","a"],"extra":{"n":1,"l":[true]}}'
      }).getValue();
      System.debug(line.item + line.amount + line.price + line.weight + line.day + line.moment + line.tags + line.extra);`,
      prints: ['x11.102.02026-01-31 00:00:002026-01-31 10:00:00{a}{n=1, l=(true)}'],
    },
    {
      says: 'a member the class does not have is an error',
      apex: `DataWeave.Script.createScript('ordersFromJson').execute(new Map<String, Object>{ 'payload' => '{"other":1}' }).getValue();`,
      throws: 'System.DataWeaveScriptException: Invalid field other for Order.Line',
    },
    {
      says: 'objects without a class are maps, whole numbers Integers, others Decimals',
      apex: `Object value = DataWeave.Script.createScript('passThrough').execute(new Map<String, Object>{
        'payload' => new Map<String, Object>{ 'a' => 1, 'b' => 2.50, 'c' => new List<Object>{ 'x', null, true }, 'd' => Date.newInstance(2026, 1, 31) } }).getValue();
      Map<String, Object> data = (Map<String, Object>) value;
      System.debug((Integer) data.get('a') + 1);
      System.debug((Decimal) data.get('b'));
      System.debug(((List<Object>) data.get('c')).size());
      System.debug(((Date) data.get('d')).addDays(1).month());`,
      prints: ['2', '2.50', '3', '2'],
    },
    {
      says: 'records and objects that pass through a script keep their class',
      apex: `Object value = DataWeave.Script.createScript('passThrough').execute(new Map<String, Object>{
        'payload' => new List<SObject>{ new Contact(LastName = 'L', Account = new Account(Name = 'P')) } }).getValue();
      System.debug(((List<Contact>) value)[0].Account.Name);`,
      prints: ['P'],
    },
  ],
  CLASSES,
);

goldens(
  'DataWeaveInApex_impl',
  [
    shows(
      'Apex values are seen as their DataWeave types',
      'showInput',
      "new List<Object>{ 1, 2L, 1.50, 'é', true, null, Date.newInstance(2026, 1, 31), Datetime.newInstanceGmt(2026, 1, 31, 10, 5, 9), Time.newInstance(1, 2, 3, 4), new Set<Integer>{ 7 } }",
      '[1,2,1.50,"é",true,null,"2026-01-31","2026-01-31T10:05:09Z","01:02:03.004Z",[7]]',
    ),
    shows(
      'records are objects of the fields they have',
      'showInput',
      "new List<Contact>{ new Contact(LastName = 'L', Account = new Account(Name = 'P')) }",
      '[{"LastName":"L","Account":{"Name":"P"}}]',
    ),
    shows('maps are objects', 'showInput', "new Map<String, Integer>{ 'a' => 1 }", '{"a":1}'),
    {
      says: 'the class of a script is a DataWeave.Script; its name ignores case',
      apex: `DataWeave.Script script = new DataWeaveScriptResource.SHOUT();
      System.debug((Object) script instanceof DataWeave.Script);
      System.debug(script.execute(new Map<String, Object>{ 'word' => 'hi' }).getValueAsString());
      System.debug(DataWeave.Script.createScript('', 'shout').execute(new Map<String, Object>{ 'word' => 'b' }).getValue());`,
      prints: ['true', 'said - "hi"', '"HI"', 'said - "b"', '"B"'],
    },
    {
      says: 'a class of a script that is not there is a compile error',
      apex: 'DataWeave.Script script = new DataWeaveScriptResource.nowhere();',
      refuses: 'Invalid type: DataWeaveScriptResource.nowhere',
    },
    {
      says: 'a script that is not there is an exception',
      apex: "DataWeave.Script.createScript('nowhere');",
      throws: 'System.DataWeaveScriptException: DataWeave script not found: nowhere',
    },
    {
      says: 'an error of a script is an exception with the place in the script',
      apex: `try { DataWeave.Script.createScript('divide').execute(new Map<String, Object>{ 'payload' => 1 }); }
      catch (DataWeaveScriptException e) { System.debug(e.getMessage().startsWith('Division by zero') + e.getMessage().substringAfter('Trace:').trim()); }`,
      prints: ['trueat main (line: 4, column: 9)'],
    },
    {
      says: 'a script that cannot be parsed fails when it is created',
      apex: `try { DataWeave.Script.createScript('broken'); } catch (DataWeaveScriptException e) { System.debug(e.getMessage().substringBefore('\\n')); }`,
      prints: ["Invalid input '}'"],
    },
  ],
  CLASSES,
);

goldens('DataWeaveInApex_limitations', [shows('bytes become text with an encoding', 'bytes', "Blob.valueOf('é')", '"é"')]);
