trigger CallScriptTrigger on Call_Script__c(before insert, before update) {
    new ScriptTriggerHandler().save(Trigger.new, Trigger.oldMap);
}
