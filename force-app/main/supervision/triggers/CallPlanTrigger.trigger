trigger CallPlanTrigger on Call_Plan__c(before insert, before update, after insert, after update) {
    new CallPlanTriggerHandler(Trigger.new).run(Trigger.operationType);
}
