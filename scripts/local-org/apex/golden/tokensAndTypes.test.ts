import { goldens } from './harness.ts';

const OWNER = `public class Owner {
  private class Hidden {}
  class AlsoHidden {}
  public class Shown {}
  public static Type find(String name) { return Type.forName(name); }
}`;
const JOB = `public class Job implements Queueable {
  Object held;
  public Job(Object held) { this.held = held; }
  public void execute(QueueableContext c) {}
}`;
const BOX = `public class Box { public Object content; public String name; public Map<String, Object> more; }`;

goldens('apex_methods_system_sobject', [
  {
    says: 'a field token of another object reads nothing',
    apex: 'new Contact().get(Account.Name);',
    throws: 'System.SObjectException: Account.Name does not belong to SObject type Contact',
  },
  {
    says: 'nor does it set anything',
    apex: "SObject s = new Contact(); s.put(Account.Name, 'x');",
    throws: 'System.SObjectException: Account.Name does not belong to SObject type Contact',
  },
  {
    says: 'what a lookup to several types leads to is read by the fields of each of them',
    apex: `insert new Account(Name = 'x');
      System.debug([SELECT Owner.Name FROM Account].Owner.get(User.Name) != null);`,
    prints: ['true'],
  },
  {
    says: 'put takes any text into a lookup; as an Id it is refused later',
    apex: `SObject s = new Account(); s.put('ParentId', 'no id'); System.debug(s.get('ParentId')); Id parent = (Id) s.get('ParentId');`,
    throws: 'System.StringException: Invalid id: no id',
  },
  {
    says: 'and saving it is refused',
    apex: `SObject s = new Account(Name = 'x'); s.put('ParentId', 'no id'); insert s;`,
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: MALFORMED_ID, Parent Account ID: id value of incorrect type: no id: [ParentId]',
  },
]);

goldens('langCon_apex_dml_upsert', [
  {
    says: 'only external ids and idLookup fields tell records',
    apex: "Database.upsert(new Account(Name = 'x'), Account.Name);",
    throws: 'System.SObjectException: Invalid field for upsert, must be an External Id custom or standard indexed field: Name',
  },
  {
    says: 'the compiler knows that too',
    apex: "upsert new Account(Name = 'x') Name;",
    refuses: 'Invalid field for upsert, must be an External Id custom or standard indexed field: Name',
  },
  {
    says: 'the e-mail address of a contact does, the name of an account does not',
    apex: `System.debug(Contact.Email.getDescribe().isIdLookup() + ' ' + Account.Name.getDescribe().isIdLookup() + ' ' + Secret__c.Name.getDescribe().isIdLookup());
      upsert new Contact(LastName = 'x', Email = 'x@example.com') Email;`,
    prints: ['true false true'],
  },
]);

goldens(
  'apex_methods_system_type',
  [
    {
      says: 'Type.forName finds public classes, and private ones only for the class they are part of',
      apex: `for (String name : new List<String>{ 'Owner.Shown', 'Owner.Hidden', 'Owner.AlsoHidden' })
        System.debug(Type.forName(name) + ' ' + Type.forName('', name) + ' ' + Owner.find(name));`,
      prints: ['Owner.Shown Owner.Shown Owner.Shown', 'null null Owner.Hidden', 'null null Owner.AlsoHidden'],
    },
    {
      says: 'an enum of the platform is called by its namespace where it does not fit',
      apex: 'Object level = LoggingLevel.DEBUG; Owner.Shown s = (Owner.Shown) level;',
      throws: 'System.TypeException: Invalid conversion from runtime type System.LoggingLevel to Owner.Shown',
    },
  ],
  { Owner: OWNER },
);

goldens(
  'apex_class_System_Json',
  [
    {
      says: 'members of type Object are not read from JSON',
      apex: `JSON.deserialize('{"content":1}', Box.class);`,
      throws: 'System.JSONException: Apex Type unsupported in JSON: Object',
    },
    {
      says: 'nor are maps of them',
      apex: `JSON.deserialize('{"more":{"a":1}}', Box.class);`,
      throws: 'System.JSONException: Apex Type unsupported in JSON: Object',
    },
    {
      says: 'as long as they are empty nothing is wrong',
      apex: `Box b = (Box) JSON.deserialize('{"name":"x","content":null,"more":{}}', Box.class); System.debug(b.name + ' ' + b.content);`,
      prints: ['x null'],
    },
    {
      says: 'a member is there once',
      apex: `JSON.deserialize('{"name":"x","name":"y"}', Box.class);`,
      throws: 'System.JSONException: Duplicate field: Box.name',
    },
  ],
  { Box: BOX },
);

goldens(
  'apex_queueing_jobs',
  [
    {
      says: 'a job holds no child relationships',
      apex: 'System.enqueueJob(new Job(Account.SObjectType.getDescribe().getChildRelationships()[0]));',
      throws: 'System.SerializationException: Not Serializable: Schema.ChildRelationship',
    },
    {
      says: 'nor conversions of leads',
      apex: 'System.enqueueJob(new Job(new Database.LeadConvert()));',
      throws: 'System.SerializationException: Not Serializable: Database.LeadConvert',
    },
  ],
  { Job: JOB },
);

goldens('langCon_apex_dml_non_dml_objects', [
  { says: 'Apex saves no profiles', apex: "insert new Profile(Name = 'x');", refuses: 'DML operation Insert not allowed on Profile' },
  {
    says: 'among records of any type they are refused one by one',
    apex: `List<SObject> all = new List<SObject>{ (SObject) Type.forName('Profile').newInstance(), new Account(Name = 'x') };
      for (Database.SaveResult r : Database.insert(all, false)) System.debug(r.isSuccess() ? 'saved' : r.getErrors()[0].getStatusCode() + ' ' + r.getErrors()[0].getMessage());`,
    prints: ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY entity type cannot be inserted: Profile', 'saved'],
  },
]);

goldens('sforce_api_objects_asset', [
  {
    says: 'An asset has an account or a contact',
    apex: "insert new Asset(Name = 'x');",
    throws:
      'System.DmlException: Insert failed. First exception on row 0; first error: FIELD_INTEGRITY_EXCEPTION, Every asset needs an account, a contact, or both.: [AccountId, ContactId]',
  },
]);

goldens('apex_methods_system_id', [
  {
    says: 'the id of a comment does not say of which object it is',
    apex: "Id i = CaseComment.SObjectType.getDescribe().getKeyPrefix() + '000000000001'; i.getSObjectType();",
    throws: 'System.SObjectException: Cannot locate Apex Type for ID: 00a000000000001AAA',
  },
]);

goldens('apex_enum_Auth_VerificationMethod', [
  {
    says: 'the ways of verifying who somebody is are values',
    apex: 'Auth.VerificationMethod m = Auth.VerificationMethod.EMAIL; System.debug(m); System.debug(Auth.VerificationMethod.values().size());',
    prints: ['EMAIL', '8'],
  },
]);

goldens('apex_System_PageReference', [
  {
    says: 'A page reference is one of ApexPages too',
    apex: "ApexPages.PageReference p = new PageReference('/x'); System.debug(p.getUrl()); PageReference same = p; System.debug(same == p);",
    prints: ['/x', 'true'],
  },
]);
