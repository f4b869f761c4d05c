import backOnShift from '@salesforce/label/c.Ui_DayBackOnShift';
import calls from '@salesforce/label/c.Ui_DayCalls';
import clientTime from '@salesforce/label/c.Ui_DayClientTime';
import current from '@salesforce/label/c.Ui_DayCurrent';
import due from '@salesforce/label/c.Ui_DayDue';
import empty from '@salesforce/label/c.Ui_DayEmpty';
import endShift from '@salesforce/label/c.Ui_DayEndShift';
import finished from '@salesforce/label/c.Ui_DayFinished';
import from from '@salesforce/label/c.Ui_DayFrom';
import goOn from '@salesforce/label/c.Ui_DayGoOn';
import loading from '@salesforce/label/c.Ui_Loading';
import mineGroup from '@salesforce/label/c.Ui_DayMineGroup';
import more from '@salesforce/label/c.Ui_DayMore';
import newGroup from '@salesforce/label/c.Ui_DayNewGroup';
import next from '@salesforce/label/c.Ui_Next';
import notNow from '@salesforce/label/c.Nothing_To_Call';
import offShift from '@salesforce/label/c.Ui_DayOffShift';
import passed from '@salesforce/label/c.Ui_DayPassed';
import queue from '@salesforce/label/c.Ui_DayQueue';
import refresh from '@salesforce/label/c.Ui_DayRefresh';
import releasedGroup from '@salesforce/label/c.Ui_DayReleasedGroup';
import talks from '@salesforce/label/c.Ui_DayTalks';
import title from '@salesforce/label/c.Ui_DayTitle';

export const label = {
  backOnShift,
  calls,
  clientTime,
  current,
  due,
  empty,
  endShift,
  finished,
  from,
  goOn,
  loading,
  mineGroup,
  more,
  newGroup,
  next,
  notNow,
  offShift,
  passed,
  queue,
  refresh,
  releasedGroup,
  talks,
  title,
};
