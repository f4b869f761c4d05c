import { goldens } from './harness.ts';

goldens('sforce_api_calls_soql_alias', [
  {
    says: 'the id of a record may be selected by the alias of its object',
    apex: `insert new Account(Name = 'Acme'); Account found = [SELECT a.Id, a.Name, a.Owner.Name FROM Account a];
      System.debug(found.Name); System.debug(found.Id == found.Id); System.debug(found.OwnerId == UserInfo.getUserId());`,
    prints: ['Acme', 'true', 'true'],
  },
  {
    says: 'also in queries that are built, and of a parent in FROM',
    apex: "System.debug(Database.query('SELECT c.Id, a.Id, a.Name FROM Contact c, c.Account a').size());",
    prints: ['0'],
  },
]);

goldens(
  'apex_System_HierarchyCustomSetting_instance_methods',
  [
    {
      says: 'a setting without data is an empty record',
      apex: 'System.debug(Switches__c.getOrgDefaults().Id); System.debug(Switches__c.getInstance() == null);',
      prints: ['null', 'false'],
    },
    {
      says: 'and null for API version 21',
      apex: 'System.debug(Former.defaults()); System.debug(Former.mine());',
      prints: ['null', 'null'],
    },
    {
      says: 'where there is data it is found there too',
      apex: 'insert new Switches__c(SetupOwnerId = UserInfo.getOrganizationId()); System.debug(Former.defaults().Is_On__c); System.debug(Former.mine().Is_On__c);',
      prints: ['true', 'true'],
    },
  ],
  {
    Former: {
      apiVersion: '21.0',
      body: `public class Former {
        public static Switches__c defaults() { return Switches__c.getOrgDefaults(); }
        public static Switches__c mine() { return Switches__c.getInstance(); }
      }`,
    },
  },
);

goldens('apex_class_System_eventbus', [
  {
    says: 'a published event has the id of its message, a refused one has none',
    apex: `Signal__e signal = (Signal__e) Signal__e.SObjectType.newSObject(null, true);
      System.debug(EventBus.getOperationId(EventBus.publish(signal)) == signal.EventUuid);
      System.debug(EventBus.getOperationId(EventBus.publish(new Signal__e())).length());
      System.debug(EventBus.getOperationId('no result'));`,
    prints: ['true', '36', 'null'],
  },
]);

goldens('apex_class_cache_Partition', [
  {
    says: 'several keys are asked for at once',
    apex: `Cache.OrgPartition p = Cache.Org.getPartition('local.parts'); p.put('a', 1);
      Map<String, Boolean> has = p.contains(new Set<String>{ 'a', 'b' }); System.debug(has.get('a')); System.debug(has.get('b'));
      System.debug(p.get(new Set<String>{ 'a' })); System.debug(Cache.Session.contains(new Set<String>{ 'a' }).get('a'));`,
    prints: ['true', 'false', '{a=1}', 'false'],
  },
]);

goldens('apex_methods_system_database_leadconvert', [
  {
    says: 'an org without person accounts converts to none',
    apex: `Lead l = new Lead(LastName = 'L', Company = 'C'); insert l; Database.LeadConvert c = new Database.LeadConvert();
      c.setLeadId(l.Id); c.setConvertedStatus('Closed - Converted'); System.debug(c.getRelatedPersonAccountId());
      System.debug(Database.convertLead(c).getRelatedPersonAccountId());`,
    prints: ['null', 'null'],
  },
  {
    says: 'and refuses one that is named',
    apex: `Lead l = new Lead(LastName = 'L', Company = 'C'); insert l; Account a = new Account(Name = 'A'); insert a;
      Database.LeadConvert c = new Database.LeadConvert(); c.setLeadId(l.Id); c.setRelatedPersonAccountId(a.Id); Database.convertLead(c);`,
    fails: 'Person accounts',
  },
]);

goldens('apex_class_System_Json', [
  {
    says: 'a record of a declared object stays one',
    apex: "Contact c = (Contact) JSON.deserialize(JSON.serialize(new Lead(LastName = 'L')), Contact.class); System.debug(c.LastName); System.debug(c.getSObjectType());",
    prints: ['L', 'Contact'],
  },
  {
    says: 'the text says what a generic one is',
    apex: "SObject s = (SObject) JSON.deserialize(JSON.serialize(new Lead(LastName = 'L')), SObject.class); System.debug(s.getSObjectType());",
    prints: ['Lead'],
  },
]);

goldens('apex_methods_system_database', [
  {
    says: 'a dynamic query needs a text',
    apex: 'String none; Database.query(none);',
    throws: 'System.NullPointerException: Argument 1 cannot be null',
  },
]);

goldens('apex_methods_system_sobject', [
  {
    says: 'a field without a name is a null pointer',
    apex: "String none; new Account(Name = 'A').get(none);",
    throws: 'System.NullPointerException: Argument cannot be null.',
  },
  { says: 'no quick action saves a record', apex: 'System.debug(new Contact().getQuickActionName());', prints: ['null'] },
]);

goldens('langCon_apex_collections_iterating', [
  {
    says: 'a loop may add to its list at a place and end',
    apex: "List<String> names = new List<String>{ 'a', 'c' }; for (String n : names) if (n == 'a') { names.add(1, 'b'); break; } System.debug(names);",
    prints: ['(a, b, c)'],
  },
]);

goldens('apex_classes_namespaces_platform', [
  {
    says: 'a class that shares its name with a namespace is known by name',
    apex: 'Approval.lock(UserInfo.getUserId());',
    fails: 'Approval.lock',
  },
]);

goldens('apex_system_pagereference', [
  { says: 'a page may be named with its namespace', apex: 'System.debug(System.Page.Start.getUrl());', prints: ['/apex/start'] },
]);
