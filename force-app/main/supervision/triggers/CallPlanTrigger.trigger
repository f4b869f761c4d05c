trigger CallPlanTrigger on Call_Plan__c(before insert, before update, after insert, after update) {
    CallPlanTriggerHandler handler = new CallPlanTriggerHandler(Trigger.new);
    if (Trigger.isBefore) {
        handler.run();
    } else {
        handler.runAfter();
    }
}
