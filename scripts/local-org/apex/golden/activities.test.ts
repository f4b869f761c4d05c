import { goldens } from './harness.ts';

const WORLD = `Account a = new Account(Name = 'A'); Account b = new Account(Name = 'B'); insert new List<Account>{ a, b };
  Contact c = new Contact(LastName = 'C', AccountId = b.Id); Lead l = new Lead(LastName = 'L', Company = 'L');
  Opportunity o = new Opportunity(Name = 'O', AccountId = a.Id, StageName = 'Prospecting', CloseDate = Date.today());
  Case k = new Case(Subject = 'K', AccountId = a.Id); insert new List<SObject>{ c, l, o, k }; `;
const show = (about: string): string =>
  `Task t = new Task(Subject = 's', ${about}); insert t; System.debug([SELECT Account.Name FROM Task WHERE Id = :t.Id].Account?.Name);`;

goldens('sforce_api_objects_task (AccountId)', [
  { says: 'a task belongs to the account that it is about', apex: WORLD + show('WhatId = a.Id, WhoId = c.Id'), prints: ['A'] },
  { says: 'to the account of its opportunity', apex: WORLD + show('WhatId = o.Id, WhoId = c.Id'), prints: ['A'] },
  { says: 'about anything else, to the account of its contact', apex: WORLD + show('WhatId = k.Id, WhoId = c.Id'), prints: ['B'] },
  { says: 'so without anything that it is about', apex: WORLD + show('WhoId = c.Id'), prints: ['B'] },
  { says: 'and with a lead to none', apex: WORLD + show('WhoId = l.Id'), prints: ['null'] },
  {
    says: 'a task that is about something else belongs to another account',
    apex: `${WORLD}Task t = new Task(Subject = 's', WhatId = a.Id); insert t; t.WhatId = b.Id; update t;
      System.debug([SELECT Account.Name FROM Task].Account.Name); t.WhatId = null; update t; System.debug([SELECT AccountId FROM Task].AccountId);`,
    prints: ['B', 'null'],
  },
  {
    says: 'so do events',
    apex: `${WORLD}insert new Event(Subject = 'e', WhatId = o.Id, StartDateTime = System.now(), DurationInMinutes = 5);
      System.debug([SELECT Account.Name FROM Event].Account.Name);`,
    prints: ['A'],
  },
]);
