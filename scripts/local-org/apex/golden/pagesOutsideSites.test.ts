import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

goldens('apex_classes_sites', [
  shows('outside of a site nobody signs in', "Site.login('a@example.com', 'secret', null) + ' ' + Site.isLoginEnabled()", 'null false'),
  shows('nor is sent a password', "Site.forgotPassword('a@example.com')", 'false'),
  shows('nor becomes a user', "Site.createExternalUser(new User(LastName = 'x'), null, 'secret')", 'null'),
  { says: 'what only a site has is refused by name', apex: 'System.debug(Site.getMasterLabel());', fails: 'Site.getMasterLabel' },
]);

goldens('apex_methods_system_network', [
  shows('there is no page to sign in to', "Network.forwardToAuthPage('/home')", 'null'),
  { says: 'a site that is not there has no address', apex: `System.debug(Network.getLoginUrl(null));`, fails: 'Network.getLoginUrl' },
]);

goldens('apex_ApexPages_StandardController', [
  {
    says: 'no fields can be added to a controller that Apex has made',
    apex: `new ApexPages.StandardController(new Account(Name = 'a')).addFields(new List<String>{ 'Phone' });`,
    throws: 'System.SObjectException: You cannot call addFields when the data is being passed into the controller by the caller.',
  },
]);

goldens('apex_class_datacloud_FindDuplicates', [
  {
    says: 'without an active rule no duplicates can be looked for',
    apex: `Datacloud.FindDuplicates.findDuplicates(new List<Account>{ new Account(Name = 'a') });`,
    throws: 'System.HandledException: No active duplicate rules are defined for the Account object type.',
  },
  {
    says: 'records are looked up in batches of 50',
    apex: `List<Account> many = new List<Account>(); for (Integer i = 0; i < 51; i++) many.add(new Account(Name = 'a')); Datacloud.FindDuplicates.findDuplicates(many);`,
    throws: 'System.HandledException: Configuration error: The number of records to check is greater than the permitted batch size.',
  },
]);

goldens('apex_methods_system_schema', [
  {
    says: 'an object that is not there cannot be described',
    apex: `Schema.describeSObjects(new List<String>{ 'Nowhere' });`,
    throws:
      'System.InvalidParameterValueException: Invalid sobject provided. The Schema.describeSObject() methods does not support the Nowhere sobject as a parameter. The sobject provided does not exist.',
  },
]);

goldens('apex_class_cache_Partition', [
  shows(
    'values are kept for two days in the org and for eight hours in a session',
    "Cache.Org.MAX_TTL_SECS + ' ' + Cache.Session.MAX_TTL_SECS",
    '172800 28800',
  ),
  {
    says: 'a key of the default partition may name another',
    apex: `Cache.Partition.validateKey(true, 'local.P.key'); Cache.OrgPartition.validateKey(false, 'local.P.key');`,
    throws: 'Cache.InvalidParamException: Invalid key: local.P.key',
  },
  {
    says: 'a value is needed',
    apex: `Cache.Partition.validateKeyValue(false, 'key', null);`,
    throws: 'Cache.InvalidParamException: The value must not be null',
  },
  {
    says: 'all keys are checked',
    apex: `Cache.Partition.validateKeys(false, new Set<String>{ 'a', 'b c' });`,
    throws: 'Cache.InvalidParamException: Invalid key: b c',
  },
  {
    says: 'a partition has a name of letters and digits',
    apex: `Cache.Partition.validatePartitionName('local.P'); Cache.Partition.validatePartitionName('P!');`,
    throws: 'Cache.InvalidParamException: Invalid partition name: P!',
  },
  {
    says: 'the exceptions of both caches can be caught by their names',
    apex: `try { throw new Cache.Org.OrgCacheException('x'); } catch (Cache.Org.OrgCacheException e) { System.debug(e.getTypeName()); }`,
    prints: ['Cache.Org.OrgCacheException'],
  },
]);
