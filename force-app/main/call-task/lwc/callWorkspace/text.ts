import answersUnsaved from '@salesforce/label/c.Ui_AnswersUnsaved';
import client from '@salesforce/label/c.Ui_Client';
import closed from '@salesforce/label/c.Ui_Closed';
import guide from '@salesforce/label/c.Ui_Guide';
import loading from '@salesforce/label/c.Ui_Loading';
import next from '@salesforce/label/c.Ui_Next';
import nothingLeft from '@salesforce/label/c.Ui_NothingLeft';
import offline from '@salesforce/label/c.Ui_Offline';
import saved from '@salesforce/label/c.Ui_TaskSaved';
import shortcuts from '@salesforce/label/c.Ui_Shortcuts';
import toWrapUp from '@salesforce/label/c.Ui_ToWrapUp';
import unclaimed from '@salesforce/label/c.Ui_Unclaimed';
import welcome from '@salesforce/label/c.Ui_Welcome';
import wrapUp from '@salesforce/label/c.Ui_WrapUp';
import zones from '@salesforce/label/c.Ui_Zones';

export const label = {
  answersUnsaved,
  client,
  closed,
  guide,
  loading,
  next,
  nothingLeft,
  offline,
  saved,
  shortcuts,
  toWrapUp,
  unclaimed,
  welcome,
  wrapUp,
  zones,
};
