trigger CallAttemptTrigger on Call_Attempt__c(after insert) {
    new CallAttemptTriggerHandler(Trigger.new).run();
}
