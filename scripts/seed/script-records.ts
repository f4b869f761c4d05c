import type { Batch, SeedRecord } from './batch.ts';
import type { Script } from './script-load.ts';

/** External key of a script version, of its steps and of their answers. */
export function scriptKey(script: Script): string {
  return `${script.key}/${script.version}`;
}

/** The records of one script version: the script as a draft first, published after its steps and answers are there. */
export function scriptBatches(scripts: readonly Script[]): Batch[] {
  const steps: SeedRecord[] = [];
  const answers: SeedRecord[] = [];
  for (const script of scripts) {
    script.steps.forEach((step, stepIndex) => {
      const stepKey = `${scriptKey(script)}/${step.key}`;
      steps.push({
        External_Key__c: stepKey,
        Script__r: { External_Key__c: scriptKey(script) },
        Key__c: step.key,
        Sequence__c: stepIndex + 1,
        Kind__c: step.kind,
        Stage__c: step.stage,
        Title__c: step.title.ru,
        Title_En__c: step.title.en,
        Text__c: step.text.ru,
        Text_En__c: step.text.en,
        Hint__c: step.hint?.ru ?? null,
        Hint_En__c: step.hint?.en ?? null,
        Objection__c: step.card,
        Action__c: step.action ?? null,
        Show_When__c: step.showWhen ?? null,
        Next_Step__c: step.next ?? null,
        Result__c: step.result ?? null,
        Outcome__c: step.outcome ?? null,
      });
      step.answers.forEach((answer, answerIndex) => {
        answers.push({
          External_Key__c: `${stepKey}/${answer.key}`,
          Step__r: { External_Key__c: stepKey },
          Key__c: answer.key,
          Sequence__c: answerIndex + 1,
          Label__c: answer.label.ru,
          Label_En__c: answer.label.en,
          Next_Step__c: answer.next,
          Detour__c: answer.detour,
          Note_Required__c: answer.noteRequired,
          Show_When__c: answer.showWhen ?? null,
          Callback_Reason__c: script.steps.find((target) => target.key === answer.next)?.callbackReason ?? null,
        });
      });
    });
  }
  const head = (script: Script, status: string): SeedRecord => ({
    External_Key__c: scriptKey(script),
    Key__c: script.key,
    Version__c: script.version,
    Name: script.title.en,
    Title__c: script.title.ru,
    Title_En__c: script.title.en,
    Status__c: status,
  });
  return [
    // a published version is locked: what exists is left as it is, a changed script gets a new version
    { object: 'Call_Script__c', externalId: 'External_Key__c', mode: 'create', records: scripts.map((script) => head(script, 'Draft')) },
    { object: 'Call_Script_Step__c', externalId: 'External_Key__c', mode: 'create', records: steps },
    { object: 'Call_Script_Answer__c', externalId: 'External_Key__c', mode: 'create', records: answers },
    {
      object: 'Call_Script__c',
      externalId: 'External_Key__c',
      mode: 'publish',
      records: scripts.map((script) => head(script, 'Published')),
    },
  ];
}
