import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

const CLASSES = {
  Order: `public class Order {
    public enum Size { SMALL, LARGE }
    public String name;
    public Integer count;
    public Double weight;
    public Size kind;
    public List<Line> lines;
    public Map<String, Decimal> prices;
    public transient String secret;
    public Date day { get; set; }
    public static String shared = 'x';
    private Boolean hidden = true;
    public class Line {
      public String item;
      public Line(String item) { this.item = item; }
    }
  }`,
};

goldens(
  'apex_class_System_Json',
  [
    {
      says: 'objects are written member by member from Z to A, without transient and static ones',
      apex: `Order o = new Order(); o.name = 'a"b'; o.count = 2; o.weight = 1; o.kind = Order.Size.LARGE;
        o.lines = new List<Order.Line>{ new Order.Line('x') }; o.prices = new Map<String, Decimal>{ 'p' => 1.10 };
        o.secret = 's'; o.day = Date.newInstance(2024, 1, 31); System.debug(JSON.serialize(o));`,
      prints: [
        '{"weight":1.0,"prices":{"p":1.10},"name":"a\\"b","lines":[{"item":"x"}],"kind":"LARGE","hidden":true,"day":"2024-01-31","count":2}',
      ],
    },
    {
      says: 'suppressApexObjectNulls leaves null members out',
      apex: "Order o = new Order(); o.name = 'a'; System.debug(JSON.serialize(o, true));",
      prints: ['{"name":"a","hidden":true}'],
    },
    {
      says: 'options of DML are written with all their properties',
      apex: 'Database.DMLOptions o = new Database.DMLOptions(); o.optAllOrNone = false; System.debug(JSON.serialize(o).startsWith(\'{"optAllOrNone":false,\'));',
      prints: ['true'],
    },
    {
      says: 'a date is read from a date alone',
      apex: `System.debug(JSON.deserialize('"2018-8-28"', Date.class)); JSON.deserialize('"2018-08-28T14:24:22Z"', Date.class);`,
      throws: 'System.JSONException: Illegal value for primitive Date: 2018-08-28T14:24:22Z',
    },
    shows('plain values', "JSON.serialize(new List<Object>{ 1, 2L, 1.50, true, null, 'é' })", '[1,2,1.50,true,null,"é"]'),
    shows('datetimes are in GMT', 'JSON.serialize(Datetime.newInstanceGmt(2024, 1, 31, 10, 5, 9))', '"2024-01-31T10:05:09.000Z"'),
    shows('records have attributes', "JSON.serialize(new Account(Name = 'A'))", '{"attributes":{"type":"Account"},"Name":"A"}'),
    shows(
      'serializePretty indents by two',
      "JSON.serializePretty(new Map<String, Object>{ 'a' => new List<Integer>{ 1, 2 } })",
      '{\n  "a" : [ 1, 2 ]\n}',
    ),
    {
      says: 'deserialize fills members by name and ignores unknown ones',
      apex: `Order o = (Order) JSON.deserialize('{"name":"n","count":3,"weight":2,"kind":"SMALL","lines":[{"item":"i"}],"prices":{"p":1.10},"day":"2024-01-31","other":1}', Order.class);
        System.debug(o.name + o.count + o.weight + o.kind + o.lines[0].item + o.prices.get('p') + o.day);`,
      prints: ['n32.0SMALLi1.102024-01-31 00:00:00'],
    },
    shows(
      'deserialize of generic types',
      "((Map<String, List<Integer>>) JSON.deserialize('{\"a\":[1,2]}', Map<String, List<Integer>>.class)).get('a')[1] + 1",
      '3',
    ),
    shows('deserialize of a record', '((Account) JSON.deserialize(\'{"Name":"A"}\', Account.class)).Name', 'A'),
    shows(
      'deserialize of a datetime with an offset',
      'JSON.deserialize(\'"2024-01-31T10:00:00.000+0300"\', Datetime.class)',
      '2024-01-31 07:00:00',
    ),
    {
      says: 'deserializeUntyped makes maps, lists, Integers and Decimals',
      apex: `Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped('{"a":1,"b":[1.5,"x",null],"c":{"d":true}}');
        System.debug(m.get('a') instanceof Integer); System.debug(((List<Object>) m.get('b'))[0] instanceof Decimal); System.debug(m);`,
      prints: ['true', 'true', '{a=1, b=(1.5, x, null), c={d=true}}'],
    },
    shows('what an sObject does not have is ignored', '((Account) JSON.deserialize(\'{"Name":"A","Nope":1}\', Account.class)).Name', 'A'),
    shows(
      'what an sObject does not have is ignored by a strict read',
      '((Account) JSON.deserializeStrict(\'{"Name":"A","Nope":1}\', Account.class)).Name',
      'A',
    ),
    {
      says: 'deserializeStrict refuses unknown members',
      apex: "try { JSON.deserializeStrict('{\"other\":1}', Order.class); } catch (JSONException e) { System.debug('refused'); }",
      prints: ['refused'],
    },
    {
      says: 'malformed text is a JSONException',
      apex: 'try { JSON.deserializeUntyped(\'{"a":}\'); } catch (JSONException e) { System.debug(e.getTypeName()); }',
      prints: ['System.JSONException'],
    },
    {
      says: 'a value that does not fit is a JSONException',
      apex: "try { JSON.deserialize('\"x\"', Integer.class); } catch (JSONException e) { System.debug('refused'); }",
      prints: ['refused'],
    },
  ],
  CLASSES,
);

goldens('apex_class_System_JsonGenerator', [
  {
    says: 'the generator writes what it is told',
    apex: `JSONGenerator g = JSON.createGenerator(false); g.writeStartObject(); g.writeStringField('s', 'x'); g.writeNumberField('n', 1.5);
      g.writeFieldName('a'); g.writeStartArray(); g.writeNumber(1); g.writeNull(); g.writeEndArray(); g.writeEndObject(); System.debug(g.getAsString());`,
    prints: ['{"s":"x","n":1.5,"a":[1,null]}'],
  },
  {
    says: 'the parser walks over tokens',
    apex: `JSONParser p = JSON.createParser('{"a":[1,2.5],"b":"x"}'); List<String> seen = new List<String>();
      while (p.nextToken() != null) seen.add(p.getCurrentToken().name()); System.debug(String.join(seen, ' '));`,
    prints: ['START_OBJECT FIELD_NAME START_ARRAY VALUE_NUMBER_INT VALUE_NUMBER_FLOAT END_ARRAY FIELD_NAME VALUE_STRING END_OBJECT'],
  },
  {
    says: 'the parser reads values of their types',
    apex: `JSONParser p = JSON.createParser('{"total":15.5}'); Decimal sum = 0;
      while (p.nextToken() != null) if (p.getCurrentToken() == JSONToken.FIELD_NAME && p.getText() == 'total') { p.nextToken(); sum += p.getDecimalValue(); }
      System.debug(sum);`,
    prints: ['15.5'],
  },
]);

goldens('apex_class_System_Json', [
  {
    says: 'an Id of a record takes a text that is none',
    apex: `System.debug(((Account) JSON.deserialize('{"Id":"a-1","ParentId":"001000000000001"}', Account.class)));`,
    prints: ['Account:{Id=a-1, ParentId=001000000000001AAA}'],
  },
  {
    says: 'enums of the platform are read by their names',
    apex: `List<TriggerOperation> found = (List<TriggerOperation>) JSON.deserialize('["BEFORE_INSERT","after_update"]', List<TriggerOperation>.class);
      System.debug(found[0] == TriggerOperation.BEFORE_INSERT); System.debug(found[1].name());`,
    prints: ['true', 'AFTER_UPDATE'],
  },
]);

goldens('compound_fields_address', [
  {
    says: 'the address of a record is read as the APIs write it',
    apex: `Account a = (Account) JSON.deserialize('{"Name":"A","BillingCity":"Omsk","BillingAddress":{"city":"Omsk","latitude":55.5,"street":null}}', Account.class);
      System.debug(a.BillingAddress.getCity() + ' ' + a.BillingAddress.getLatitude() + ' ' + a.BillingCity + ' ' + a.BillingAddress.getStreet());`,
    prints: ['Omsk 55.5 Omsk null'],
  },
  {
    says: 'an object where another field stands is refused',
    apex: `try { JSON.deserialize('{"Name":{"city":"Omsk"}}', Account.class); } catch (JSONException e) { System.debug('refused'); }`,
    prints: ['refused'],
  },
]);
