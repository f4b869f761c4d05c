trigger ClientActionTrigger on Client_Action__c(before insert) {
    new ClientActionTriggerHandler(Trigger.new).run();
}
