trigger CallListTaskTrigger on Call_List_Task__c(before insert, before update, after update) {
    CallListTaskTriggerHandler handler = new CallListTaskTriggerHandler(Trigger.new, Trigger.oldMap);
    if (Trigger.isBefore) {
        handler.run();
    } else {
        handler.runAfter();
    }
}
