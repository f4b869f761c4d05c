trigger CallScriptStepTrigger on Call_Script_Step__c(before insert, before update, before delete) {
    new ScriptPartTriggerHandler().guardSteps(Trigger.isDelete ? Trigger.old : Trigger.new);
}
