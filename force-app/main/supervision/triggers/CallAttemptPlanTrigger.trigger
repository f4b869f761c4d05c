trigger CallAttemptPlanTrigger on Call_Attempt__c(before insert) {
    CallPlanLinks.link(Trigger.new);
}
