trigger CallListTrigger on Call_List__c(after update) {
    new CallListTriggerHandler(Trigger.new, Trigger.oldMap).run();
}
