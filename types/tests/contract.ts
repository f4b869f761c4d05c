/*
 * Type tests: what the compiler must refuse. They run no code; `tsc -p force-app/tsconfig.test.json` fails when one of the
 * expected errors does not come.
 */
import finish from '@salesforce/apex/CallTaskController.finish';
import loadWorkspace from '@salesforce/apex/CallTaskController.loadWorkspace';
import saveAnswers from '@salesforce/apex/CallTaskController.saveAnswers';
import OUTCOME from '@salesforce/schema/Call_List_Task__c.Outcome__c';
import next from '@salesforce/label/c.Ui_Next';
import type { CallbackInput, Picklists, TaskView, Verdict } from '@callguide/contract';

// An Apex method takes its parameters by name, all of them, and nothing else.
void loadWorkspace({ taskId: 'a00000000000001AAA' }).then((workspace) => workspace.task?.taskNumber);
// @ts-expect-error the parameter is called taskId
void loadWorkspace({ id: 'a00000000000001AAA' });
// @ts-expect-error the parameter is missing
void loadWorkspace();
// @ts-expect-error a list of answers, not one
void saveAnswers({ taskId: 'a00000000000001AAA', answers: { sequence: 1 } });

// Values of picklists and documented words are unions, not any text.
void finish({ taskId: 'a00000000000001AAA', input: { result: 'Refused' }, takeNext: true });
// @ts-expect-error a callback is no way to finish
void finish({ taskId: 'a00000000000001AAA', input: { result: 'Callback' }, takeNext: true });
// @ts-expect-error no such outcome
void finish({ taskId: 'a00000000000001AAA', input: { result: 'Success', outcome: 'Sold' }, takeNext: true });
// @ts-expect-error the strategy's own reason is not an agreed callback
export const callback: CallbackInput = { callbackAt: '2026-11-25T03:00:00.000Z', reason: 'No Answer' };
// @ts-expect-error a light has three colours
export const verdict: Verdict = { level: 'blue' };
// @ts-expect-error a status of no task
export const status: Picklists['Call_List_Task__c.Status__c'] = 'Open';
// @ts-expect-error no such field
export const field = (task: TaskView): unknown => task.attempts;
// @ts-expect-error what Apex hands over may be empty
export const attempts = (task: TaskView): number => task.attemptCount;

// Schema and labels are known by name.
export const outcomeField: 'Outcome__c' = OUTCOME.fieldApiName;
// @ts-expect-error the constant names its own object
export const outcomeObject: 'Contact' = OUTCOME.objectApiName;
export const label: string = next;
// @ts-expect-error no such label
import missingLabel from '@salesforce/label/c.Ui_DoesNotExist';
// @ts-expect-error no such Apex method
import missingMethod from '@salesforce/apex/CallTaskController.steal';
// @ts-expect-error no such field of the object
import MISSING_FIELD from '@salesforce/schema/Call_List_Task__c.Nothing__c';
export const missing: unknown[] = [missingLabel, missingMethod, MISSING_FIELD];
