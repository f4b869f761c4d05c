import { goldens } from './harness.ts';

const RECORDS = `
  Contact who = new Contact(FirstName = 'Ann', LastName = 'Lee', Email = 'ann@example.com');
  insert who;
  Opportunity what = new Opportunity(Name = 'Roof', StageName = 'Prospecting', CloseDate = Date.newInstance(2026, 3, 1));
  insert what; `;
const TEMPLATE = `
  EmailTemplate template = new EmailTemplate(Name = 'Offer', DeveloperName = 'Offer', TemplateType = 'html', IsActive = true, FolderId = UserInfo.getUserId(),
    Subject = 'About {!Opportunity.Name}', Body = 'Dear {!Contact.FirstName},', HtmlValue = '<p>{!Contact.LastName}: {!Opportunity.StageName}</p>');
  insert template; `;

goldens('apex_classes_email_outbound_messaging', [
  {
    says: 'a stored template is rendered with the fields of who it is for and what it is about',
    apex: `${RECORDS}${TEMPLATE}Messaging.SingleEmailMessage mail = Messaging.renderStoredEmailTemplate(template.Id, who.Id, what.Id);
      System.debug(mail.getSubject() + '|' + mail.getPlainTextBody() + '|' + mail.getHtmlBody());
      System.debug((mail.getTargetObjectId() == who.Id) + ' ' + (mail.getWhatId() == what.Id) + ' ' + mail.getTemplateName());`,
    prints: ['About Roof|Dear Ann,|<p>Lee: Prospecting</p>', 'true true Offer'],
  },
  {
    says: 'the files of a template come with it, with their content unless only their names are asked for',
    apex: `${RECORDS}${TEMPLATE}insert new Attachment(ParentId = template.Id, Name = 'plan.txt', ContentType = 'text/plain', Body = Blob.valueOf('abc'));
      for (Messaging.AttachmentRetrievalOption option : Messaging.AttachmentRetrievalOption.values()) {
        List<Messaging.EmailFileAttachment> files = Messaging.renderStoredEmailTemplate(template.Id, who.Id, null, option).getFileAttachments();
        System.debug(option + ' ' + (files == null ? 'none' : files[0].getFileName() + ' ' + files[0].getBody()?.toString()));
      }`,
    prints: ['METADATA_ONLY plan.txt null', 'METADATA_WITH_BODY plan.txt abc', 'NONE none'],
  },
  {
    says: 'bodies are rendered each on its own: one with an unknown field fails alone',
    apex: `${RECORDS}List<Messaging.RenderEmailTemplateBodyResult> results = Messaging.renderEmailTemplate(who.Id, what.Id,
        new List<String>{ 'Hi {!Contact.FirstName}, {!Opportunity.Name}', 'Hi {!Contact.SNARF}' });
      System.debug(results[0].getSuccess() + ' ' + results[0].getMergedBody());
      System.debug(results[1].getSuccess() + ' ' + results[1].getErrors()[0].getFieldName() + ' ' + results[1].getErrors()[0].getOffset());`,
    prints: ['true Hi Ann, Roof', 'false Contact.SNARF 3'],
  },
  {
    says: 'room for mass mail is reserved up to the limit of the day',
    apex: `Messaging.reserveMassEmailCapacity(OrgLimits.getMap().get('MassEmail').getLimit()); Messaging.reserveMassEmailCapacity(1);`,
    throws: 'System.HandledException: The daily limit for the org would be exceeded by this request',
  },
]);

goldens('apex_classes_email_outbound_single', [
  {
    says: 'a message of a template carries the merged texts once it is sent',
    apex: `${RECORDS}${TEMPLATE}Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
      mail.setTemplateId(template.Id); mail.setTargetObjectId(who.Id); mail.setWhatId(what.Id);
      System.debug(Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail })[0].isSuccess() + ' ' + mail.getSubject());`,
    prints: ['true About Roof'],
  },
  {
    says: 'a template needs somebody it is for',
    apex: `${TEMPLATE}Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
      mail.setTemplateId(template.Id); mail.setToAddresses(new List<String>{ 'a@example.com' });
      Messaging.SendEmailError error = Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail }, false)[0].getErrors()[0];
      System.debug(error.getStatusCode() + ' ' + error.getFields());`,
    prints: ['REQUIRED_FIELD_MISSING (targetObjectId)'],
  },
  {
    says: 'the bodies of a message are templates when it says so',
    apex: `${RECORDS}Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
      mail.setTreatBodiesAsTemplate(true); mail.setTargetObjectId(who.Id); mail.setSubject('x'); mail.setPlainTextBody('Dear {!Contact.FirstName}');
      Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail });
      System.debug(mail.getPlainTextBody() + ' ' + mail.isTreatBodiesAsTemplate());`,
    prints: ['Dear Ann true'],
  },
  {
    says: 'files are attached to messages',
    apex: `Messaging.EmailFileAttachment part = new Messaging.EmailFileAttachment();
      part.setFileName('a.txt'); part.setBody(Blob.valueOf('abc')); part.setContentType('text/plain'); part.setInline(false);
      Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
      mail.setToAddresses(new List<String>{ 'a@example.com' }); mail.setSubject('s'); mail.setPlainTextBody('b');
      mail.setFileAttachments(new List<Messaging.EmailFileAttachment>{ part });
      System.debug(Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail })[0].isSuccess() + ' ' + mail.getFileAttachments()[0].getBody().size());`,
    prints: ['true 3'],
  },
]);

goldens('apex_classes_email_outbound_mass', [
  {
    says: 'a mass message goes to each of the people it names and counts as one call',
    apex: `${RECORDS}${TEMPLATE}Messaging.MassEmailMessage mail = new Messaging.MassEmailMessage();
      mail.setTemplateId(template.Id); mail.setTargetObjectIds(new List<Id>{ who.Id });
      System.debug(Messaging.sendEmail(new List<Messaging.MassEmailMessage>{ mail })[0].isSuccess() + ' ' + Limits.getEmailInvocations());`,
    prints: ['true 1'],
  },
]);

goldens('not documented; seen in the tests of PMM', [
  {
    says: 'messages that are refused count as no invocation',
    apex: `Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
      mail.setToAddresses(new List<String>{ null }); mail.setSubject('s'); mail.setPlainTextBody('b');
      try { Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ mail }); System.debug('sent'); } catch (EmailException e) { System.debug('refused'); }
      System.debug(Limits.getEmailInvocations());`,
    prints: ['refused', '0'],
  },
]);
