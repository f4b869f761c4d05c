trigger CallScriptAnswerTrigger on Call_Script_Answer__c(before insert, before update, before delete) {
    new ScriptPartTriggerHandler().guardAnswers(Trigger.isDelete ? Trigger.old : Trigger.new);
}
