import anyChain from '@salesforce/label/c.Ui_AnyChain';
import chain from '@salesforce/label/c.Ui_FieldChain';
import chosen from '@salesforce/label/c.Ui_StoreChosen';
import city from '@salesforce/label/c.Ui_City';
import inStock from '@salesforce/label/c.Ui_FilterInStock';
import km from '@salesforce/label/c.Ui_StoreKm';
import loading from '@salesforce/label/c.Ui_Loading';
import missing from '@salesforce/label/c.Ui_StoreMissing';
import none from '@salesforce/label/c.Ui_StoresNone';
import offer from '@salesforce/label/c.Ui_FilterOffer';
import reservation from '@salesforce/label/c.Ui_FilterReservation';
import selfRegistration from '@salesforce/label/c.Ui_FilterSelfRegistration';
import stores from '@salesforce/label/c.Ui_Stores';

export const label = {
  anyChain,
  chain,
  chosen,
  city,
  inStock,
  km,
  loading,
  missing,
  none,
  offer,
  reservation,
  selfRegistration,
  stores,
};
