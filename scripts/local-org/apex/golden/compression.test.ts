import { goldens } from './harness.ts';

goldens('apex_namespace_compression', [
  {
    says: 'what was packed is unpacked, stored or deflated',
    apex: `Compression.ZipWriter writer = new Compression.ZipWriter();
      writer.addEntry('a.txt', Blob.valueOf('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')).setComment('é');
      writer.setMethod(Compression.Method.STORED).addEntry('dir/b.txt', Blob.valueOf('b'));
      writer.addEntry('c.txt', Blob.valueOf('c'));
      writer.removeEntry('c.txt');
      Compression.ZipReader reader = new Compression.ZipReader(writer.getArchive());
      System.debug(reader.getEntryNames());
      System.debug(reader.extract('a.txt').toString().length() + reader.extract(reader.getEntry('dir/b.txt')).toString());
      Compression.ZipEntry entry = reader.getEntriesMap().get('a.txt');
      System.debug(entry.getComment() + entry.getUncompressedSize() + (entry.getCompressedSize() < 20) + entry.getMethod());
      System.debug(reader.getEntry('dir/b.txt').getMethod() + ' ' + reader.getEntry('none'));`,
    prints: ['(a.txt, dir/b.txt)', '40b', 'é40trueDEFLATED', 'STORED null'],
  },
  {
    says: 'entries know when they were changed',
    apex: `Compression.ZipWriter writer = new Compression.ZipWriter();
      writer.addEntry('a', Blob.valueOf('x')).setLastModifiedTime(Datetime.newInstanceGmt(2025, 2, 3, 4, 5, 6));
      System.debug(new Compression.ZipReader(writer.getArchive()).getEntry('a').getLastModifiedTime().formatGmt('yyyy-MM-dd HH:mm:ss'));`,
    prints: ['2025-02-03 04:05:06'],
  },
  {
    says: 'bytes that are no archive are an error',
    apex: `try { new Compression.ZipReader(Blob.valueOf('no')); } catch (Compression.ZipException e) { System.debug(e.getTypeName()); }`,
    prints: ['Compression.ZipException'],
  },
  {
    says: 'an entry that is not there cannot be extracted',
    apex: `Compression.ZipReader reader = new Compression.ZipReader(new Compression.ZipWriter().getArchive());
      try { reader.extract('x'); } catch (Compression.ZipException e) { System.debug(reader.getEntries().size()); }`,
    prints: ['0'],
  },
]);
