trigger TicketTrigger on Ticket__c(before insert, before update) {
    TicketRules.apply(Trigger.new);
}
