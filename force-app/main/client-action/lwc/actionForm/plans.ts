import type { ActionState } from '@callguide/contract';
import { ageVerification, deviceLink, liveChat, qure } from './casePlans';
import { contactData, optOuts } from './clientPlans';
import { emailVerified, phoneVerified, vouchers, wallet } from './messagePlans';
import type { Plan } from './plan';
import { coupon, order, reservation, store } from './salesPlans';

/** How each action is done. */
const PLANS: Readonly<Record<NonNullable<ActionState['type']>, Plan>> = {
  Vouchers: vouchers,
  Wallet: wallet,
  QURE: qure,
  'Device Link': deviceLink,
  'Email Verified': emailVerified,
  'Phone Verified': phoneVerified,
  'Contact Data': contactData,
  'Age Verification': ageVerification,
  'Opt Out': optOuts,
  Order: order,
  Store: store,
  Coupon: coupon,
  Reservation: reservation,
  'Live Chat': liveChat,
};

/** @throws Error naming the type when nobody taught the form how to do it */
export function planOf(type: ActionState['type']): Plan {
  const plan = type ? (PLANS[type] as Plan | undefined) : undefined;
  if (!plan) throw new Error(`There is no form for the action ${type}`);
  return plan;
}
