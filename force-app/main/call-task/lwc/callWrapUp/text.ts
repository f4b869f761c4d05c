import comment from '@salesforce/label/c.Ui_Comment';
import commentMissing from '@salesforce/label/c.Ui_CommentMissing';
import evidence from '@salesforce/label/c.Ui_EvidenceNeeded';
import finish from '@salesforce/label/c.Ui_Finish';
import finishNext from '@salesforce/label/c.Ui_FinishNext';
import noAnswerHint from '@salesforce/label/c.Ui_NoAnswerHint';
import noAnswerLast from '@salesforce/label/c.Ui_NoAnswerLast';
import noAnswerRetry from '@salesforce/label/c.Ui_NoAnswerRetry';
import outcome from '@salesforce/label/c.Ui_Outcome';
import outcomeMissing from '@salesforce/label/c.Ui_OutcomeMissing';
import proposed from '@salesforce/label/c.Ui_Proposed';
import result from '@salesforce/label/c.Ui_Result';
import resultCallback from '@salesforce/label/c.Ui_ResultCallback';
import resultMissing from '@salesforce/label/c.Ui_ResultMissing';
import resultNoAnswer from '@salesforce/label/c.Ui_ResultNoAnswer';
import resultRefused from '@salesforce/label/c.Ui_ResultRefused';
import resultSuccess from '@salesforce/label/c.Ui_ResultSuccess';
import wrapUp from '@salesforce/label/c.Ui_WrapUp';
import type { DraftProblem } from 'c/wrapUpRules';

export const label = {
  comment,
  evidence,
  finish,
  finishNext,
  noAnswerHint,
  noAnswerLast,
  noAnswerRetry,
  outcome,
  proposed,
  result,
  wrapUp,
};

export const resultLabels = [
  { value: 'Success', label: resultSuccess },
  { value: 'Refused', label: resultRefused },
  { value: 'No Answer', label: resultNoAnswer },
  { value: 'Callback', label: resultCallback },
];

const PROBLEMS: Readonly<Record<DraftProblem, string>> = { resultMissing, outcomeMissing, commentMissing };

/** The text of one problem when it is among those found, else nothing. */
export function problemText(found: readonly DraftProblem[], problem: DraftProblem): string {
  return found.includes(problem) ? PROBLEMS[problem] : '';
}
