import anyone from '@salesforce/label/c.Ui_CallbackAnyone';
import audience from '@salesforce/label/c.Ui_CallbackAudience';
import bothClocks from '@salesforce/label/c.Ui_CallbackBothClocks';
import date from '@salesforce/label/c.Ui_CallbackDate';
import mine from '@salesforce/label/c.Ui_CallbackMine';
import missing from '@salesforce/label/c.Ui_CallbackMissing';
import outside from '@salesforce/label/c.Ui_CallbackOutside';
import past from '@salesforce/label/c.Ui_CallbackPast';
import quick from '@salesforce/label/c.Ui_CallbackQuick';
import time from '@salesforce/label/c.Ui_CallbackTime';
import tooFar from '@salesforce/label/c.Ui_CallbackTooFar';

export const label = { anyone, audience, bothClocks, date, mine, missing, outside, past, quick, time, tooFar };
