import { goldens } from './harness.ts';

const CLASSES = {
  Greeter: `public class Greeter implements Cache.CacheBuilder {
    public static Integer loads = 0;
    public Object doLoad(String key) { loads++; return key == 'nobody' ? null : 'Hello ' + key; }
  }`,
  Leaver: "public class Leaver implements Cache.CacheBuilder { public Object doLoad(String key) { return 'Goodbye ' + key; } }",
};

goldens(
  'apex_interface_cache_CacheBuilder',
  [
    {
      says: 'a value is known by the class that built it and its key',
      apex: "System.debug(Cache.Org.get(Greeter.class, 'you')); System.debug(Cache.Org.get(Leaver.class, 'you')); System.debug(Cache.Org.contains('you'));",
      prints: ['Hello you', 'Goodbye you', 'false'],
    },
    {
      says: 'it is built once until it is removed, and null is not kept',
      apex: `Cache.Org.get(Greeter.class, 'a'); Cache.Org.get(Greeter.class, 'a'); Cache.Org.get(Greeter.class, 'nobody'); Cache.Org.get(Greeter.class, 'nobody');
        System.debug(Greeter.loads); System.debug(Cache.Org.remove(Greeter.class, 'a')); Cache.Org.get(Greeter.class, 'a'); System.debug(Greeter.loads);`,
      prints: ['3', 'true', '4'],
    },
  ],
  CLASSES,
);

goldens('apex_cache_exceptions', [
  {
    says: 'a class that builds nothing is no builder',
    apex: "try { Cache.Org.get(Account.class, 'a'); } catch (Cache.InvalidCacheBuilderException e) { System.debug('refused'); }",
    prints: ['refused'],
  },
  {
    says: 'ten keys can be asked for at once',
    apex: `Cache.Org.put('key1', 1); System.debug(Cache.Org.contains(new Set<String>{ 'key1', 'key2' })); System.debug(Cache.Org.get(new Set<String>{ 'key1', 'key2' }));
      Set<String> keys = new Set<String>(); for (Integer i = 0; i < 11; i++) keys.add('key' + i);
      try { Cache.Org.get(keys); } catch (Cache.BulkApiKeysLimitExceededException e) { System.debug('refused'); }`,
    prints: ['{key1=true, key2=false}', '{key1=1, key2=null}', 'refused'],
  },
]);

goldens('apex_methods_system_restresponse', [
  {
    says: 'headers that belong to the platform are refused',
    apex: `for (String name : new List<String>{ 'X-Mine', 'Cookie', 'content-length', 'two words' }) {
        try { new RestResponse().addHeader(name, '1'); System.debug(name); } catch (InvalidHeaderException e) { System.debug('refused'); }
      }
      try { new RestRequest().addHeader('Authorization', '1'); } catch (InvalidHeaderException e) { System.debug('refused'); }`,
    prints: ['X-Mine', 'refused', 'refused', 'refused', 'refused'],
  },
]);

goldens('apex_classes_xml_dom_document', [
  {
    says: 'a document gets one root',
    apex: `Dom.Document doc = new Dom.Document(); System.debug(doc.getRootElement()); doc.createRootElement('a', null, null);
      try { doc.createRootElement('b', null, null); } catch (XmlException e) { System.debug('refused'); }`,
    prints: ['null', 'refused'],
  },
]);
