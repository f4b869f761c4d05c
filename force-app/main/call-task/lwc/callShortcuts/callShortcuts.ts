import LightningModal from 'lightning/modal';
import Ui_Close from '@salesforce/label/c.Ui_Close';
import Ui_KeyActions from '@salesforce/label/c.Ui_KeyActions';
import Ui_KeyAnswer from '@salesforce/label/c.Ui_KeyAnswer';
import Ui_KeyBack from '@salesforce/label/c.Ui_KeyBack';
import Ui_KeyDial from '@salesforce/label/c.Ui_KeyDial';
import Ui_KeyFinish from '@salesforce/label/c.Ui_KeyFinish';
import Ui_KeyHelp from '@salesforce/label/c.Ui_KeyHelp';
import Ui_KeyHold from '@salesforce/label/c.Ui_KeyHold';
import Ui_KeyNext from '@salesforce/label/c.Ui_KeyNext';
import Ui_KeyNoAnswer from '@salesforce/label/c.Ui_KeyNoAnswer';
import Ui_KeyObjection from '@salesforce/label/c.Ui_KeyObjection';
import Ui_Shortcuts from '@salesforce/label/c.Ui_Shortcuts';

/** The keys of the workspace, in a dialog. */
export default class CallShortcuts extends LightningModal {
  protected readonly labels = { title: Ui_Shortcuts, close: Ui_Close };
  protected readonly keys = [
    { key: 'D', text: Ui_KeyDial },
    { key: '1 … 9, 0', text: Ui_KeyAnswer },
    { key: '←', text: Ui_KeyBack },
    { key: 'O', text: Ui_KeyObjection },
    { key: 'P', text: Ui_KeyHold },
    { key: 'A', text: Ui_KeyActions },
    { key: 'N', text: Ui_KeyNoAnswer },
    { key: 'F', text: Ui_KeyFinish },
    { key: 'S', text: Ui_KeyNext },
    { key: '?', text: Ui_KeyHelp },
  ];

  protected dismiss(): void {
    this.close();
  }
}
