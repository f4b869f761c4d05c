import { goldens, type Golden } from './harness.ts';

const shows = (says: string, expression: string, ...prints: string[]): Golden => ({ says, apex: `System.debug(${expression});`, prints });

goldens('apex_class_System_Assert', [
  { says: 'areEqual compares numbers of any type', apex: 'Assert.areEqual(1, 1.0); Assert.areEqual(2, 2L);', prints: [] },
  {
    says: 'areEqual is case-sensitive',
    apex: "Assert.areEqual('a', 'A');",
    throws: 'System.AssertException: Assertion Failed: Expected: a, Actual: A',
  },
  {
    says: 'the message of the test comes first',
    apex: "Assert.areEqual(1, 2, 'Sum');",
    throws: 'System.AssertException: Assertion Failed: Sum: Expected: 1, Actual: 2',
  },
  {
    says: 'assertEquals of System',
    apex: 'System.assertEquals(1, 2);',
    throws: 'System.AssertException: Assertion Failed: Expected: 1, Actual: 2',
  },
  { says: 'assertNotEquals', apex: 'System.assertNotEquals(1, 1);', throws: 'System.AssertException: Assertion Failed: Same value: 1' },
  { says: 'fail', apex: "Assert.fail('Not reached');", throws: 'System.AssertException: Assertion Failed: Not reached' },
  {
    says: 'isInstanceOfType',
    apex: 'Assert.isInstanceOfType(new Account(), Account.class); Assert.isInstanceOfType(new Account(), SObject.class);',
    prints: [],
  },
  {
    says: 'failed assertions cannot be caught',
    apex: 'try { Assert.isTrue(false); } catch (Exception e) { System.debug(1); }',
    throws: 'System.AssertException: Assertion Failed',
  },
]);

goldens('apex_classes_exception_methods', [
  {
    says: 'message and type',
    apex: "try { Integer i = Integer.valueOf('x'); } catch (TypeException e) { System.debug(e.getTypeName() + '|' + e.getMessage()); }",
    prints: ['System.TypeException|Invalid integer: x'],
  },
  {
    says: 'the cause',
    apex: "try { throw new IllegalArgumentException('a', new NullPointerException()); } catch (Exception e) { System.debug(e.getCause().getTypeName()); }",
    prints: ['System.NullPointerException'],
  },
  {
    says: 'setMessage',
    apex: "Exception e = new IllegalArgumentException('a'); e.setMessage('b'); System.debug(e.getMessage());",
    prints: ['b'],
  },
  {
    says: 'an exception without message',
    apex: 'System.debug(new IllegalArgumentException().getMessage());',
    prints: ['Script-thrown exception'],
  },
]);

goldens('apex_classes_restful_crypto', [
  {
    says: 'GCM makes its own initialization vector, and its length stands first',
    apex: `Blob key = Crypto.generateAesKey(256); Blob data = Blob.valueOf('Data to be encrypted'); Blob tag = Blob.valueOf('Additional tag');
      Blob secret = Crypto.encryptWithManagedIV('AES256-GCM', key, data, tag);
      System.debug(Crypto.decryptWithManagedIV('AES256-GCM', key, secret, tag).toString() + ' ' + EncodingUtil.convertToHex(secret).left(2));
      System.debug(Crypto.decrypt('AES256-GCM', key, null, Crypto.encrypt('AES256-GCM', key, null, data)).toString());
      try { Crypto.decryptWithManagedIV('AES256-GCM', key, secret, data); } catch (SecurityException e) { System.debug('refused'); }`,
    prints: ['Data to be encrypted 0c', 'Data to be encrypted', 'refused'],
  },
  {
    says: 'CBC may be named',
    apex: `Blob key = Crypto.generateAesKey(192); Blob iv = Blob.valueOf('Example of IV123');
      System.debug(Crypto.decrypt('AES192', key, iv, Crypto.encrypt('AES192-CBC', key, iv, Blob.valueOf('x'))).toString());`,
    prints: ['x'],
  },
  {
    says: 'additional data needs GCM',
    apex: "Crypto.encryptWithManagedIV('AES128', Crypto.generateAesKey(128), Blob.valueOf('x'), Blob.valueOf('y'));",
    throws: 'System.InvalidParameterValueException: AAD can only be used with AESGCM algorithms.',
  },
  {
    says: 'encrypted data begins with its initialization vector',
    apex: "Crypto.decryptWithManagedIV('AES128', Crypto.generateAesKey(128), Blob.valueOf('short'));",
    throws: 'System.InvalidParameterValueException: Unable to parse the initialization vector from encrypted data.',
  },
  shows(
    'SHA-256 in hexadecimal',
    "EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('abc')))",
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ),
  shows(
    'HMAC',
    "EncodingUtil.convertToHex(Crypto.generateMac('HmacSHA256', Blob.valueOf('The quick brown fox jumps over the lazy dog'), Blob.valueOf('key')))",
    'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  ),
  {
    says: 'what is encrypted can be decrypted',
    apex: "Blob k = Crypto.generateAesKey(256); Blob s = Crypto.encryptWithManagedIV('AES256', k, Blob.valueOf('тайна')); System.debug(Crypto.decryptWithManagedIV('AES256', k, s).toString());",
    prints: ['тайна'],
  },
  shows('base64', "EncodingUtil.base64Encode(Blob.valueOf('é')) + EncodingUtil.base64Decode('YQ==').toString()", 'w6k=a'),
  shows('urlEncode as forms do', "EncodingUtil.urlEncode('a b&é~*', 'UTF-8')", 'a+b%26%C3%A9%7E*'),
  shows('urlDecode', "EncodingUtil.urlDecode('a+b%26', 'UTF-8')", 'a b&'),
  shows('a Blob in text hides its bytes', "Blob.valueOf('abc') + '' + Blob.valueOf('abc').size()", 'Blob[3]3'),
]);

goldens('apex_methods_system_type', [
  shows('names of types', "String.class.getName() + ' ' + List<Account>.class.getName()", 'String List<Account>'),
  shows('forName and newInstance', "((Account) Type.forName('Account').newInstance()).Id", 'null'),
  shows('an exception of the platform', 'NullPointerException.class.newInstance() instanceof NullPointerException', 'true'),
  shows('an unknown type is null', "Type.forName('Nothing')", 'null'),
  shows('types of the same name are equal', "Type.forName('account') == Account.class", 'true'),
  shows('a class is no namespace', "Type.forName('NoSpace', 'Account') + ' ' + Type.forName('Schema', 'Account')", 'null Account'),
  shows('the hash code is that of the name', "Type.forName('account').hashCode() == 'Account'.hashCode()", 'true'),
  shows('isAssignableFrom', 'SObject.class.isAssignableFrom(Account.class)', 'true'),
  shows(
    'an interface with elements is named without them',
    "Type.forName('Iterable').isAssignableFrom(Type.forName('List<String>')) + ' ' + Type.forName('Database.Batchable').isAssignableFrom(Account.class)",
    'true false',
  ),
]);

goldens('apex_methods_system_url', [
  shows(
    'parts of a URL',
    "new Url('https://a.example.com:8080/p/q?x=1#top').getHost() + ' ' + new Url('https://a.example.com:8080/p/q?x=1#top').getPort() + ' ' + new Url('https://a.example.com/p?x=1').getFile()",
    'a.example.com 8080 /p?x=1',
  ),
  { says: 'text without a protocol', apex: "new Url('nothing');", throws: 'System.StringException: no protocol: nothing' },
  shows(
    'UUIDs are equal by value',
    "UUID.fromString('123E4567-e89b-12d3-a456-426614174000') == UUID.fromString('123e4567-e89b-12d3-a456-426614174000')",
    'true',
  ),
  shows('random UUIDs have version 4', 'UUID.randomUUID().toString().substring(14, 15)', '4'),
]);

goldens('apex_methods_system_version', [
  {
    says: 'a version without a patch equals every patch of it',
    apex: `System.debug(new Version(1, 2).compareTo(new Version(1, 2, 7)) + ' ' + new Version(1, 2, 3).compareTo(new Version(1, 2, 1)));
      System.debug(new Version(1, 0) == new Version(1, 0)); System.debug(new Version(2, 0).patch());`,
    prints: ['0 1', 'true', 'null'],
  },
]);

goldens('apex_class_system_Address', [
  {
    says: 'an address is a place with a distance to others',
    apex: `insert new Account(Name = 'A', BillingCity = 'Austin', BillingLatitude = 30, BillingLongitude = -97);
      Address here = [SELECT BillingAddress FROM Account LIMIT 1].BillingAddress; Location there = Location.newInstance(30.1944, -97.6682);
      System.debug(here.latitude + ' ' + here.getLongitude() + ' ' + here.city);
      System.debug(here.getDistance(there, 'mi').intValue() + ' ' + (there.getDistance(here, 'mi') == Location.getDistance(here, there, 'mi')));`,
    prints: ['30.0 -97.0 Austin', '42 true'],
  },
]);

goldens('apex_methods_system_limits', [
  {
    says: 'savepoints and rollbacks count as DML statements, similar records as searches',
    apex: `Savepoint start = Database.setSavepoint(); Database.rollback(start);
      System.debug(Limits.getDmlStatements() + ' ' + Limits.getSavepoints() + ' ' + Limits.getSavepointRollbacks() + ' ' + Limits.getLimitRunAs());
      List<List<SObject>> found = [FIND 'acme' RETURNING Account(Id)]; System.debug(Limits.getFindSimilarCalls() + ' ' + Limits.getLimitFindSimilarCalls());`,
    prints: ['2 2 2 150', '1 20'],
  },
  // Of releasing no page says so; tests of public code count it.
  {
    says: 'so does releasing a savepoint',
    apex: `Savepoint start = Database.setSavepoint(); Database.releaseSavepoint(start); System.debug(Limits.getDmlStatements());`,
    prints: ['2'],
  },
  {
    says: 'queries are counted',
    apex: 'Integer n = Limits.getQueries(); List<Account> l = [SELECT Id FROM Account]; System.debug(Limits.getQueries() - n);',
    prints: ['1'],
  },
  shows('the limit of queries', 'Limits.getLimitQueries()', '100'),
]);

goldens('apex_enums', [
  shows(
    'name and ordinal of a platform enum',
    'TriggerOperation.BEFORE_INSERT.name() + TriggerOperation.AFTER_UNDELETE.ordinal()',
    'BEFORE_INSERT6',
  ),
  shows('valueOf of a platform enum', "System.RoundingMode.valueOf('HALF_UP')", 'HALF_UP'),
  {
    says: 'valueOf of a platform enum knows no null',
    apex: 'System.LoggingLevel.valueOf(null);',
    throws: 'System.NoSuchElementException: No enum constant LoggingLevel.null',
  },
  shows('values', 'AccessType.values().size()', '4'),
]);
