trigger CallListTaskTrigger on Call_List_Task__c(before insert, before update, after update) {
    new CallListTaskTriggerHandler(Trigger.new, Trigger.oldMap).run(Trigger.operationType);
}
