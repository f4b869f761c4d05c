import again from '@salesforce/label/c.Ui_ActionAgain';
import askAge from '@salesforce/label/c.Ui_DoAskAge';
import birthDate from '@salesforce/label/c.Ui_FieldBirthDate';
import bodySerial from '@salesforce/label/c.Ui_FieldBodySerial';
import brand from '@salesforce/label/c.Ui_Brand';
import chain from '@salesforce/label/c.Ui_FieldChain';
import channel from '@salesforce/label/c.Ui_FieldChannel';
import channelEmail from '@salesforce/label/c.Ui_ChannelEmail';
import channelPhone from '@salesforce/label/c.Ui_ChannelPhone';
import checkCode from '@salesforce/label/c.Ui_DoCheckCode';
import city from '@salesforce/label/c.Ui_City';
import code from '@salesforce/label/c.Ui_FieldCode';
import colour from '@salesforce/label/c.Ui_FieldColour';
import comment from '@salesforce/label/c.Ui_Comment';
import device from '@salesforce/label/c.Ui_FieldDevice';
import email from '@salesforce/label/c.Ui_Email';
import feminine from '@salesforce/label/c.Ui_GenderFeminine';
import gender from '@salesforce/label/c.Ui_FieldGender';
import getCoupon from '@salesforce/label/c.Ui_DoGetCoupon';
import handOver from '@salesforce/label/c.Ui_DoHandOver';
import holderSerial from '@salesforce/label/c.Ui_FieldHolderSerial';
import holdWords from '@salesforce/label/c.Ui_HoldWords';
import masculine from '@salesforce/label/c.Ui_GenderMasculine';
import model from '@salesforce/label/c.Ui_FieldModel';
import modelPrice from '@salesforce/label/c.Ui_ModelPrice';
import modelPriceOnly from '@salesforce/label/c.Ui_ModelPriceOnly';
import name from '@salesforce/label/c.Ui_FieldName';
import noCalls from '@salesforce/label/c.Ui_NoCalls';
import noEmail from '@salesforce/label/c.Ui_NoEmail';
import noSms from '@salesforce/label/c.Ui_NoSms';
import openCase from '@salesforce/label/c.Ui_DoOpenCase';
import openSite from '@salesforce/label/c.Ui_ActionOpenSite';
import orderNumber from '@salesforce/label/c.Ui_FieldOrderNumber';
import orderSteps from '@salesforce/label/c.Ui_OrderSteps';
import phone from '@salesforce/label/c.Ui_ChannelPhone';
import pickup from '@salesforce/label/c.Ui_FieldPickup';
import platform from '@salesforce/label/c.Ui_FieldPlatform';
import point from '@salesforce/label/c.Ui_FieldPoint';
import postalCode from '@salesforce/label/c.Ui_FieldPostalCode';
import preferred from '@salesforce/label/c.Ui_Channel';
import record from '@salesforce/label/c.Ui_DoRecord';
import region from '@salesforce/label/c.Ui_FieldRegion';
import reserve from '@salesforce/label/c.Ui_DoReserve';
import save from '@salesforce/label/c.Ui_DoSave';
import send from '@salesforce/label/c.Ui_DoSend';
import sendCode from '@salesforce/label/c.Ui_DoSendCode';
import sending from '@salesforce/label/c.Ui_ActionSending';
import stores from '@salesforce/label/c.Ui_Stores';
import storeMissing from '@salesforce/label/c.Ui_StoreMissing';
import street from '@salesforce/label/c.Ui_FieldStreet';
import symptom from '@salesforce/label/c.Ui_FieldSymptom';
import topic from '@salesforce/label/c.Ui_FieldTopic';
import topicAdverse from '@salesforce/label/c.Ui_TopicAdverse';
import topicDepersonalisation from '@salesforce/label/c.Ui_TopicDepersonalisation';
import topicOrderStatus from '@salesforce/label/c.Ui_TopicOrderStatus';
import topicOther from '@salesforce/label/c.Ui_TopicOther';
import visitDate from '@salesforce/label/c.Ui_FieldVisitDate';
import way from '@salesforce/label/c.Ui_FieldWay';
import wayFast from '@salesforce/label/c.Ui_WayFast';
import waySite from '@salesforce/label/c.Ui_WaySite';
import type { Option } from './plan';

export const label = {
  again,
  askAge,
  birthDate,
  bodySerial,
  brand,
  chain,
  channel,
  checkCode,
  city,
  code,
  colour,
  comment,
  device,
  email,
  gender,
  getCoupon,
  handOver,
  holderSerial,
  holdWords,
  model,
  modelPrice,
  modelPriceOnly,
  name,
  noCalls,
  noEmail,
  noSms,
  openCase,
  openSite,
  orderNumber,
  orderSteps,
  phone,
  pickup,
  platform,
  point,
  postalCode,
  preferred,
  record,
  region,
  reserve,
  save,
  send,
  sendCode,
  sending,
  stores,
  storeMissing,
  street,
  symptom,
  topic,
  visitDate,
  way,
  wayFast,
  waySite,
};

/** Channels by which a client may be reached. `SMS` and `Live Chat` are the same in every language. */
export const channels: readonly Option[] = [
  { value: 'Phone', label: channelPhone },
  { value: 'Email', label: channelEmail },
  { value: 'SMS', label: 'SMS' },
  { value: 'Live Chat', label: 'Live Chat' },
];
export const channelLabel = (value: string): string => channels.find((each) => each.value === value)?.label ?? value;

export const genders: readonly Option[] = [
  { value: 'Feminine', label: feminine },
  { value: 'Masculine', label: masculine },
];
export const topics: readonly Option[] = [
  { value: 'Depersonalisation', label: topicDepersonalisation },
  { value: 'Adverse Event', label: topicAdverse },
  { value: 'Order Status', label: topicOrderStatus },
  { value: 'Other', label: topicOther },
];
