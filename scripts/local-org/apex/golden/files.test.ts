import { goldens } from './harness.ts';

const VERSION = `ContentVersion v = new ContentVersion(Title = 'Plan', PathOnClient = 'plan.txt', VersionData = Blob.valueOf('abc')); `;
const NEXT = `v = [SELECT ContentDocumentId FROM ContentVersion WHERE Id = :v.Id];
  insert new ContentVersion(ContentDocumentId = v.ContentDocumentId, Title = 'Plan 2', PathOnClient = 'plan.pdf', VersionData = Blob.valueOf('abcd')); `;

goldens('sforce_api_objects_contentversion', [
  {
    says: 'nobody has rated a new version',
    apex: `${VERSION}insert v; System.debug([SELECT COUNT() FROM ContentVersion WHERE NegativeRatingCount >= 0 AND RatingCount = 0]);`,
    prints: ['1'],
  },
  {
    says: 'a first version makes a document',
    apex: `${VERSION}insert v; ContentDocument d = [SELECT Title, FileType, FileExtension, ContentSize, LatestPublishedVersionId FROM ContentDocument];
      System.debug(d.Title + ' ' + d.FileType + ' ' + d.FileExtension + ' ' + d.ContentSize + ' ' + (d.LatestPublishedVersionId == v.Id));`,
    prints: ['Plan TEXT txt 3 true'],
  },
  {
    says: 'the version knows its document and is the latest',
    apex: `${VERSION}insert v; v = [SELECT ContentDocumentId, IsLatest, VersionNumber FROM ContentVersion];
      System.debug((v.ContentDocumentId == [SELECT Id FROM ContentDocument].Id) + ' ' + v.IsLatest + ' ' + v.VersionNumber);`,
    prints: ['true true 1'],
  },
  {
    says: 'a second version takes its place',
    apex: `${VERSION}insert v; ${NEXT}List<String> seen = new List<String>();
      for (ContentVersion one : [SELECT VersionNumber, IsLatest FROM ContentVersion ORDER BY VersionNumber]) seen.add(one.VersionNumber + '=' + one.IsLatest);
      System.debug(seen + ' ' + [SELECT FileType FROM ContentDocument].FileType);`,
    prints: ['(1=false, 2=true) PDF'],
  },
]);

goldens('sforce_api_objects_contentdocumentlink', [
  {
    says: 'a file belongs to who made it',
    apex: `${VERSION}insert v; ContentDocumentLink l = [SELECT LinkedEntityId, ShareType FROM ContentDocumentLink];
      System.debug((l.LinkedEntityId == UserInfo.getUserId()) + ' ' + l.ShareType);`,
    prints: ['true I'],
  },
  {
    says: 'and to the record it is first published to',
    apex: `Account a = new Account(Name = 'x'); insert a; ${VERSION}v.FirstPublishLocationId = a.Id; insert v;
      System.debug([SELECT ShareType, ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = :a.Id].ContentDocument.Title);`,
    prints: ['Plan'],
  },
  {
    says: 'a record reaches its files',
    apex: `Account a = new Account(Name = 'x'); insert a; ${VERSION}v.FirstPublishLocationId = a.Id; insert v;
      System.debug([SELECT (SELECT ContentDocumentId FROM ContentDocumentLinks) FROM Account].ContentDocumentLinks.size());`,
    prints: ['1'],
  },
]);
