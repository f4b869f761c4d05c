import anotherZone from '@salesforce/label/c.Ui_ZoneChange';
import callOver from '@salesforce/label/c.Ui_CallOver';
import claim from '@salesforce/label/c.Ui_Claim';
import clientClock from '@salesforce/label/c.Ui_ClientClock';
import dial from '@salesforce/label/c.Ui_Dial';
import expertClock from '@salesforce/label/c.Ui_ExpertClock';
import hangUp from '@salesforce/label/c.Ui_HangUp';
import heldBy from '@salesforce/label/c.Ui_HeldBy';
import mayCall from '@salesforce/label/c.Ui_MayCall';
import next from '@salesforce/label/c.Ui_Next';
import nextAllowed from '@salesforce/label/c.Ui_NextAllowed';
import notAnswering from '@salesforce/label/c.Ui_NotAnswering';
import outsideWindow from '@salesforce/label/c.Ui_OutsideWindow';
import ringing from '@salesforce/label/c.Ui_Ringing';
import talking from '@salesforce/label/c.Ui_Talking';
import openHours from '@salesforce/label/c.Ui_OpenHours';
import zoneAddress from '@salesforce/label/c.Ui_ZoneAddress';
import zoneClientSaid from '@salesforce/label/c.Ui_ZoneClientSaid';
import zonePhone from '@salesforce/label/c.Ui_ZonePhone';
import zoneUnknown from '@salesforce/label/c.Ui_ZoneUnknown';

export const label = {
  anotherZone,
  callOver,
  claim,
  clientClock,
  dial,
  expertClock,
  hangUp,
  heldBy,
  mayCall,
  next,
  nextAllowed,
  notAnswering,
  outsideWindow,
  ringing,
  talking,
  openHours,
  zoneUnknown,
};

const SOURCES: Readonly<Record<string, string>> = { 'Client Said': zoneClientSaid, Address: zoneAddress, Phone: zonePhone };

/** How sure the client's zone is, in words. */
export const zoneSourceLabel = (source: string | null | undefined): string => SOURCES[source ?? ''] ?? zoneUnknown;
