import { goldens } from './harness.ts';

const classes = {
  Binding: `public class Binding {
    public enum Kind { Apex, Flow }
    public Kind Kind { get; private set; }
    public static Kind first() { return Kind.Apex; }
    public static final Map<Kind, String> NAMES = new Map<Kind, String>{ Kind.Flow => 'flow' };
    public Binding(Kind kind) { this.Kind = kind; }
    public String kindName() { return Kind.name(); }
  }`,
  Domain_: `public virtual class Domain_ {
    public static Helper Test { get; private set; }
    static { Test = new Helper(); }
    public class Helper { public String own() { return 'own'; } }
  }`,
  Accounts: `public class Accounts extends Domain_ {
    public static String both() { return Test.own() + ' ' + Test.isRunningTest(); }
  }`,
  Page_: 'public class Page_ { public Object[] records; }',
  Verifier: 'public interface Verifier { String toString(); Boolean verify(Object value); }',
  Any: 'public class Any implements Verifier { public Boolean verify(Object value) { return true; } }',
  Loader: 'public interface Loader { void load(List<SObject> records, Map<String, Verifier> by); }',
  AccountLoader: `public class AccountLoader implements Loader {
    public void load(List<Account> records, Map<String, Object> by) { System.debug(records[0].Name); }
  }`,
};

goldens(
  'apex_classes_namespace_precedence',
  [
    {
      says: 'where there is no instance, the name of an instance variable means the type of that name',
      apex: 'System.debug(Binding.first()); System.debug(Binding.NAMES.get(Binding.Kind.Flow));',
      prints: ['Apex', 'flow'],
    },
    {
      says: 'with an instance, the variable comes before the type of its name',
      apex: 'System.debug(new Binding(Binding.Kind.Flow).kindName()); System.debug(new Binding(Binding.Kind.Apex).Kind);',
      prints: ['Flow', 'Apex'],
    },
    {
      says: 'a name is the class when the variable of that name has no such method',
      apex: 'System.debug(Accounts.both());',
      prints: ['own false'],
    },
    {
      says: 'a local variable leaves its name to a class when it has no such member',
      apex: "String Math = 'abc'; System.debug(Math.length()); System.debug(Math.max(1, 2));",
      prints: ['3', '2'],
    },
    {
      says: 'without a class of that name the missing method is reported on the variable',
      apex: "String text = 'abc'; text.max(1, 2);",
      refuses: 'Method does not exist or incorrect signature: void max(Integer, Integer) from the type String',
    },
  ],
  classes,
);

goldens(
  'apex_classes_interfaces',
  [
    {
      says: 'an interface may ask for toString, which every object has',
      apex: "Verifier v = new Any(); System.debug(v.verify(1)); System.debug(v.toString().startsWith('Any'));",
      prints: ['true', 'true'],
    },
    {
      says: 'a method that takes a list of one object implements one that takes a list of records',
      apex: "Loader l = new AccountLoader(); l.load(new List<Account>{ new Account(Name = 'Acme') }, null);",
      prints: ['Acme'],
    },
  ],
  classes,
);

goldens(
  'langCon_apex_collections_lists',
  [
    {
      says: 'the rows of a query fit a list of Object',
      apex: 'Page_ p = new Page_(); p.records = [SELECT Id FROM Account]; System.debug(p.records.size());',
      prints: ['0'],
    },
    {
      says: 'an object shares its name with a class of static methods only',
      apex: `List<Network> all = [SELECT Id, Name FROM Network]; Site one = new Site(Subdomain = 's'); System.debug(all.size());
        System.debug(one.Subdomain); System.debug(Network.SObjectType); System.debug(Network.getNetworkId()); System.debug(Site.getSiteId());`,
      prints: ['0', 's', 'Network', 'null', 'null'],
    },
    {
      says: 'the parent of a lookup to several objects is cast to one of them',
      apex: `Case c = new Case(Owner = new User(LastName = 'Doe')); System.debug(((User) c.Owner).LastName);`,
      prints: ['Doe'],
    },
  ],
  classes,
);

goldens(
  'apex_dedupe_queueable',
  [
    {
      says: 'a second job of the same signature is refused while the first one waits',
      apex: `AsyncOptions options = new AsyncOptions();
        options.DuplicateSignature = new QueueableDuplicateSignature.Builder().addString('Work').addInteger(1).build();
        System.enqueueJob(new Work(), options);
        try { System.enqueueJob(new Work(), options); } catch (DuplicateMessageException e) { System.debug(e.getMessage()); }
        options.DuplicateSignature = QueueableDuplicateSignature.Builder().addString('Work').addInteger(2).build();
        System.debug(System.enqueueJob(new Work(), options) != null);`,
      prints: ['Attempt to enqueue job with duplicate queueable signature', 'true'],
    },
    {
      says: 'a job may keep the options of the next one',
      apex: `Work job = new Work(); job.options = new AsyncOptions(); job.options.MinimumQueueableDelayInMinutes = 2;
        job.options.DuplicateSignature = QueueableDuplicateSignature.Builder().addString('Next').build();
        System.debug(System.enqueueJob(job, job.options) != null);`,
      prints: ['true'],
    },
  ],
  {
    Work: `public class Work implements Queueable {
      public AsyncOptions options;
      public void execute(QueueableContext context) { }
    }`,
  },
);

goldens('apex_methods_system_fields_describe', [
  {
    says: 'a part of an address, of a name or of a geolocation knows the whole',
    apex: `System.debug(Account.BillingCity.getDescribe().getCompoundFieldName()); System.debug(Contact.LastName.getDescribe().getCompoundFieldName());
      System.debug(Account.Name.getDescribe().getCompoundFieldName()); System.debug(Contact.MailingStreet.getDescribe().compoundFieldName);`,
    prints: ['BillingAddress', 'Name', 'null', 'MailingAddress'],
  },
]);

goldens('apex_methods_system_datetime', [
  {
    says: 'valueOfGmt reads hours, minutes and seconds of one digit',
    apex: `System.debug(Datetime.valueOfGmt('2010-01-02 1:2:3') == Datetime.newInstanceGmt(2010, 1, 2, 1, 2, 3));`,
    prints: ['true'],
  },
]);

goldens('apex_dml_foreign_keys', [
  {
    says: 'a new user names the profile by its name',
    apex: `User u = new User(Profile = new Profile(Name = 'Standard User'), LastName = 'Doe', Username = 'doe@example.com', Alias = 'doe', Email = 'doe@example.com',
        EmailEncodingKey = 'UTF-8', TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US');
      insert u; System.debug([SELECT Profile.Name FROM User WHERE Id = :u.Id].Profile.Name);`,
    prints: ['Standard User'],
  },
]);
