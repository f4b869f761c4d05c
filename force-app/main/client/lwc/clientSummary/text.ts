import ageUnverified from '@salesforce/label/c.Ui_AgeUnverified';
import ageVerified from '@salesforce/label/c.Ui_AgeVerified';
import channelEmail from '@salesforce/label/c.Ui_ChannelEmail';
import channelPhone from '@salesforce/label/c.Ui_ChannelPhone';
import brand from '@salesforce/label/c.Ui_Brand';
import caseCount from '@salesforce/label/c.Ui_CaseCount';
import caseNone from '@salesforce/label/c.Ui_CaseNone';
import cases from '@salesforce/label/c.Ui_Cases';
import channel from '@salesforce/label/c.Ui_Channel';
import city from '@salesforce/label/c.Ui_City';
import contacts from '@salesforce/label/c.Ui_Contacts';
import deviceCount from '@salesforce/label/c.Ui_DeviceCount';
import deviceNone from '@salesforce/label/c.Ui_DeviceNone';
import devices from '@salesforce/label/c.Ui_Devices';
import email from '@salesforce/label/c.Ui_Email';
import emailMissing from '@salesforce/label/c.Ui_EmailMissing';
import emailUnverified from '@salesforce/label/c.Ui_EmailUnverified';
import emailVerified from '@salesforce/label/c.Ui_EmailVerified';
import money from '@salesforce/label/c.Ui_Money';
import noCalls from '@salesforce/label/c.Ui_NoCalls';
import noEmail from '@salesforce/label/c.Ui_NoEmail';
import nonNicotine from '@salesforce/label/c.Ui_NonNicotine';
import noSms from '@salesforce/label/c.Ui_NoSms';
import prepare from '@salesforce/label/c.Ui_Prepare';
import store from '@salesforce/label/c.Ui_Store';
import voucherCount from '@salesforce/label/c.Ui_VoucherCount';
import voucherDelivery from '@salesforce/label/c.Ui_VoucherDelivery';
import voucherNone from '@salesforce/label/c.Ui_VoucherNone';
import voucherPlain from '@salesforce/label/c.Ui_VoucherPlain';
import voucherReferral from '@salesforce/label/c.Ui_VoucherReferral';
import vouchers from '@salesforce/label/c.Ui_Vouchers';
import type { Picklists } from '@callguide/contract';

export const label = {
  ageUnverified,
  ageVerified,
  brand,
  caseCount,
  caseNone,
  cases,
  channel,
  city,
  contacts,
  deviceCount,
  deviceNone,
  devices,
  email,
  emailMissing,
  emailUnverified,
  emailVerified,
  money,
  noCalls,
  noEmail,
  nonNicotine,
  noSms,
  prepare,
  store,
  voucherCount,
  voucherNone,
  vouchers,
};

/** Names of the values that the server hands over as they are stored. */
export const voucherTypes: Readonly<Record<Picklists['Voucher__c.Type__c'], string>> = {
  Referral: voucherReferral,
  Voucher: voucherPlain,
  'Free Delivery': voucherDelivery,
};
export const channels: Readonly<Record<Picklists['Contact.Preferred_Channel__c'], string>> = {
  Phone: channelPhone,
  Email: channelEmail,
  SMS: 'SMS',
  'Live Chat': 'Live Chat',
};
