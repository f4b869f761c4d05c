import address from '@salesforce/label/c.Ui_ReplacementAddress';
import agree from '@salesforce/label/c.Ui_ReplacementAgree';
import car from '@salesforce/label/c.Ui_ReplacementCar';
import carTold from '@salesforce/label/c.Ui_ReplacementCarTold';
import done from '@salesforce/label/c.Ui_ReplacementDone';
import driver from '@salesforce/label/c.Ui_ReplacementDriver';
import loading from '@salesforce/label/c.Ui_Loading';
import none from '@salesforce/label/c.Ui_ReplacementNone';
import point from '@salesforce/label/c.Ui_ReplacementPoint';
import replace from '@salesforce/label/c.Ui_ReplacementReplace';
import slot from '@salesforce/label/c.Ui_ReplacementSlot';
import stepCar from '@salesforce/label/c.Ui_ReplacementStepCar';
import stepDelivery from '@salesforce/label/c.Ui_ReplacementStepDelivery';
import stepUnit from '@salesforce/label/c.Ui_ReplacementStepUnit';
import tell from '@salesforce/label/c.Ui_ReplacementTell';
import title from '@salesforce/label/c.Tab_Replacement';
import unit from '@salesforce/label/c.Ui_ReplacementUnit';

export const label = {
  address,
  agree,
  car,
  carTold,
  done,
  driver,
  loading,
  none,
  point,
  replace,
  slot,
  stepCar,
  stepDelivery,
  stepUnit,
  tell,
  title,
  unit,
};
