import { readMailboxCode } from '../../records/registry/mailbox-code.js';
import { randomUUID } from 'node:crypto';
import type { MailOrder, Recipient } from '../../../workflows/api/letters.js';
import { Office } from '../../../workflows/api/messages.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { businessNow } from '../../records/database/business-time.js';
import { addresseesOf } from '../../records/registry/mailboxes.js';
import {
  findMail,
  type KeptMail,
  type MailLetter,
  type MailState,
  startAnew,
} from '../../records/acts/mail-log.js';
import { deliver, deliverIn, type Delivery, type DeliveryTools, type Parcel } from './deliver.js';
import { parcelOf } from './parcel.js';
import { loadScene } from '../compose/scene.js';
import { messageIdOf } from './thread.js';

export interface ResendTools extends DeliveryTools {
  /** The sender, as for every mail. */
  from: string;
  /** A message that was delivered is sent once more. */
  again?: boolean;
}

/** `unknown`: no such message; `sent`: it was delivered; `no-letter`: of before letters were kept; `no-mailbox`: still none. */
type ResendRefusal = 'unknown' | 'sent' | 'no-letter' | 'no-mailbox';

/** How the message stands after the try; `pending`: not taken this time, it may be tried again. */
export type Resent = { state: MailState } | { refusal: ResendRefusal };

/**
 * Sends a message that was refused, is uncertain or was left, to its recipient's mailbox of today: the same letter, of the
 * same instant, in an attempt of its own. One whose attempt is under way, or broke off, is settled first as every other
 * is; where that leaves it uncertain, another call sends it.
 */
export async function resendMail(tools: ResendTools, key: string): Promise<Resent> {
  const { records, from } = tools;
  const mail = await findMail(records, key);
  if (mail === null) return { refusal: 'unknown' };
  const { state, letter, recipient, plan, campaign } = mail;
  if (state === 'sent' && tools.again !== true) return { refusal: 'sent' };
  if (letter === null) return { refusal: 'no-letter' };
  const occasion = { plan, campaign, on: dayOf(await businessNow(records)) };
  const [addressee] = await addresseesOf(records, [recipient], occasion);
  if (addressee === undefined || addressee.address === '') return { refusal: 'no-mailbox' };
  const order = orderOf(mail, letter);
  const parcel = parcelOf(order, await loadScene(records, order, letter.portal), addressee, from);
  const { state: end } = await sendAnew(tools, parcel, mail, addressee.address);
  return { state: end };
}

async function sendAnew(
  tools: ResendTools,
  parcel: Parcel,
  mail: KeptMail,
  address: string,
): Promise<Delivery> {
  if (mail.state === 'sending') return deliver(tools, parcel, mail);
  const otherId = messageIdOf(`${mail.key}/${randomUUID()}`);
  const attempt = await startAnew(tools.records, mail.key, {
    address,
    otherId,
    again: tools.again === true,
  });
  // Another has it: its end counts.
  if (attempt === null) return deliver(tools, parcel, (await findMail(tools.records, mail.key)) ?? mail);
  return deliverIn(tools, parcel, mail, attempt);
}

/** The order that a kept message was made of. */
export const orderOf = ({ recipient, plan, at }: KeptMail, { event, content }: MailLetter): MailOrder => ({
  key: event,
  plan,
  at,
  recipients: [recipientOf(recipient)],
  content,
});

function recipientOf(recipient: string): Recipient {
  const owner = readMailboxCode(recipient);
  if (owner?.kind === 'unit') return { unit: owner.code };
  const office = Office.exclude(['unit']).safeParse(owner?.code).data;
  return owner?.kind === 'office' && office !== undefined ? { office } : { press: true };
}
