import { goldens } from './harness.ts';

const classes = {
  Order: `public class Order { public Integer count; public List<Order> parts; }`,
  Assert: `public class Assert { public static String areEqual(Integer a, Integer b) { return 'mine'; } }`,
  Holder: `public class Holder {
    public class Account { public Integer size; }
    public class Order { public String inner = 'inner'; }
    public static String name() { return new Order().inner; }
    public static Account account() { Account a = new Account(); a.size = 3; return a; }
    public static String platform() { Schema.Account a = new Schema.Account(Name = 'p'); return a.Name; }
  }`,
};

goldens(
  'apex_classes_namespaces_type_resolution',
  [
    {
      says: 'a class hides the object of its name',
      apex: `Order o = new Order(); o.count = 2; System.debug(o.count); System.debug(Order.class.getName());
        System.debug(Type.forName('Order') == Order.class); System.debug(((Order) Type.forName('order').newInstance()).count);`,
      prints: ['2', 'Order', 'true', 'null'],
    },
    {
      says: 'the hidden object goes by its namespace',
      apex: `Schema.Order o = new Schema.Order(Status = 'Draft'); Object any = o; Order other = new Order(); Object another = other;
        System.debug(o.Status); System.debug(any instanceof Schema.Order); System.debug(any instanceof Order);
        System.debug(another instanceof Order); System.debug(another instanceof Schema.Order);
        System.debug(((Schema.Order) any).Status); System.debug(Schema.Order.SObjectType == o.getSObjectType());`,
      prints: ['Draft', 'true', 'false', 'true', 'false', 'Draft', 'true'],
    },
    {
      says: 'lists of the class and of the object it hides are different types',
      apex: `List<Order> mine = new List<Order>{ new Order() }; List<Schema.Order> theirs = new List<Schema.Order>{ new Schema.Order() };
        mine[0].count = 1; theirs[0].Status = 'Draft'; Object any = mine;
        System.debug(any instanceof List<Order>); System.debug(any instanceof List<Schema.Order>);
        System.debug(theirs.getSObjectType()); System.debug(mine[0].count);`,
      prints: ['true', 'false', 'Order', '1'],
    },
    {
      says: 'a list of the class is no list of the object',
      apex: 'List<Schema.Order> l = new List<Order>();',
      refuses: 'Illegal assignment from List<Order> to List<Schema.Order>',
    },
    {
      says: 'JSON reads into the class, also inside collections',
      apex: `Order o = (Order) JSON.deserialize('{"count":1,"parts":[{"count":2}]}', Order.class);
        System.debug(o.parts[0].count);
        Map<String, Order> m = (Map<String, Order>) JSON.deserialize('{"a":{"count":3}}', Map<String, Order>.class);
        System.debug(m.get('a').count);`,
      prints: ['2', '3'],
    },
    {
      says: 'a class hides the platform class of its name, which goes by System',
      apex: `System.debug(Assert.areEqual(1, 2)); System.Assert.areEqual(1, 1);`,
      prints: ['mine'],
    },
    {
      says: 'an inner class comes before a top-level class, and both before the object',
      apex: `System.debug(Holder.name()); System.debug(Holder.account().size); System.debug(Holder.platform());
        System.debug(Type.forName('Holder.Order').getName()); Account a = new Account(Name = 'x'); System.debug(a.Name);`,
      prints: ['inner', '3', 'p', 'Holder.Order', 'x'],
    },
    {
      says: 'a class of an anonymous block hides the object of its name',
      apex: `class Account { Integer count; List<Account> children; }
        Account a = (Account) JSON.deserialize('{"count":4,"children":[{"count":5}]}', Account.class);
        System.debug(a.count); System.debug(a.children[0].count); Object any = a; System.debug(any instanceof Account);
        System.debug(any instanceof Schema.Account);`,
      prints: ['4', '5', 'true', 'false'],
    },
    {
      says: 'the next anonymous block may have another class of the same name',
      apex: `class Account { String text; }
        List<Account> all = (List<Account>) JSON.deserialize('[{"text":"t"}]', List<Account>.class);
        System.debug(all[0].text);`,
      prints: ['t'],
    },
  ],
  classes,
);
