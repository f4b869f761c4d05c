import answersUnsaved from '@salesforce/label/c.Ui_AnswersUnsaved';
import closed from '@salesforce/label/c.Ui_Closed';
import loading from '@salesforce/label/c.Ui_Loading';
import lostWords from '@salesforce/label/c.Ui_LostWords';
import next from '@salesforce/label/c.Ui_Next';
import nothingLeft from '@salesforce/label/c.Ui_NothingLeft';
import offline from '@salesforce/label/c.Ui_Offline';
import overtaken from '@salesforce/label/c.Ui_Overtaken';
import saved from '@salesforce/label/c.Ui_TaskSaved';
import stopped from '@salesforce/label/c.Ui_KindStop';
import shortcuts from '@salesforce/label/c.Ui_Shortcuts';
import toWrapUp from '@salesforce/label/c.Ui_ToWrapUp';
import unclaimed from '@salesforce/label/c.Ui_Unclaimed';
import welcome from '@salesforce/label/c.Ui_Welcome';

export const label = {
  answersUnsaved,
  closed,
  loading,
  lostWords,
  next,
  nothingLeft,
  offline,
  overtaken,
  saved,
  shortcuts,
  stopped,
  toWrapUp,
  unclaimed,
  welcome,
};
