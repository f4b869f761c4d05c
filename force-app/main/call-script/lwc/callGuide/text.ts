import answers from '@salesforce/label/c.Ui_Answers';
import back from '@salesforce/label/c.Ui_Back';
import backToTalk from '@salesforce/label/c.Ui_BackToTalk';
import cancel from '@salesforce/label/c.Ui_Cancel';
import chooseObjection from '@salesforce/label/c.Ui_ChooseObjection';
import done from '@salesforce/label/c.Ui_Done';
import goOn from '@salesforce/label/c.Ui_GoOn';
import guide from '@salesforce/label/c.Ui_Guide';
import kindAct from '@salesforce/label/c.Ui_KindAct';
import kindAsk from '@salesforce/label/c.Ui_KindAsk';
import kindEnd from '@salesforce/label/c.Ui_KindEnd';
import kindNote from '@salesforce/label/c.Ui_KindNote';
import kindSay from '@salesforce/label/c.Ui_KindSay';
import kindStop from '@salesforce/label/c.Ui_KindStop';
import noAnswer from '@salesforce/label/c.Ui_NoAnswer';
import noScript from '@salesforce/label/c.Ui_NoScript';
import noteLabel from '@salesforce/label/c.Ui_NoteLabel';
import noteRequired from '@salesforce/label/c.Ui_NoteRequired';
import objection from '@salesforce/label/c.Ui_Objection';
import progress from '@salesforce/label/c.Ui_Progress';
import retry from '@salesforce/label/c.Ui_Retry';
import saved from '@salesforce/label/c.Ui_Saved';
import saving from '@salesforce/label/c.Ui_Saving';
import stageCare from '@salesforce/label/c.Ui_StageCare';
import stageClosing from '@salesforce/label/c.Ui_StageClosing';
import stageGreeting from '@salesforce/label/c.Ui_StageGreeting';
import stageNeed from '@salesforce/label/c.Ui_StageNeed';
import stageRecording from '@salesforce/label/c.Ui_StageRecording';
import stageServices from '@salesforce/label/c.Ui_StageServices';
import stageSolve from '@salesforce/label/c.Ui_StageSolve';
import stageUsage from '@salesforce/label/c.Ui_StageUsage';
import toWrapUp from '@salesforce/label/c.Ui_ToWrapUp';
import unsaved from '@salesforce/label/c.Ui_Unsaved';

export const label = {
  answers,
  back,
  backToTalk,
  cancel,
  chooseObjection,
  done,
  goOn,
  guide,
  noAnswer,
  noScript,
  noteLabel,
  noteRequired,
  objection,
  progress,
  retry,
  toWrapUp,
};

const KINDS: Readonly<Record<string, string>> = { Say: kindSay, Ask: kindAsk, Act: kindAct, Note: kindNote, Stop: kindStop, End: kindEnd };
/** The stages of the conversation structure; a script may name others, which are shown as they are. */
const STAGES: Readonly<Record<string, string>> = {
  Care: stageCare,
  Closing: stageClosing,
  Greeting: stageGreeting,
  Need: stageNeed,
  Recording: stageRecording,
  Services: stageServices,
  Solve: stageSolve,
  Usage: stageUsage,
};
const SAVES: Readonly<Record<string, string>> = { saved, saving, unsaved };

/** What the expert does at a step of this kind, e.g. «Скажите». */
export const kindLabel = (kind: string | null | undefined): string => KINDS[kind ?? ''] ?? '';

export const stageLabel = (stage: string): string => STAGES[stage] ?? stage;

export const saveLabel = (state: string): string => SAVES[state] ?? '';
