import { findMail } from '../../records/acts/mail-log.js';
import type { Records } from '../../records/database/open.js';
import { addresseesOf } from '../../records/registry/mailboxes.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { loadScene } from '../compose/scene.js';
import { parcelOf } from './parcel.js';
import { orderOf } from './resend.js';

/**
 * A message as it was sent, or would have been, rendered anew from its letter and the records; the same each time. Null
 * where there is none, or it was claimed before letters were kept.
 * @param from the sender, as every mail has it
 */
export async function renderKept(records: Records, key: string, from: string): Promise<Buffer | null> {
  const mail = await findMail(records, key);
  if (mail?.letter == null) return null;
  const order = orderOf(mail, mail.letter);
  const occasion = { plan: mail.plan, campaign: mail.campaign, on: dayOf(mail.at) };
  const [addressee] = await addresseesOf(records, [mail.recipient], occasion);
  if (addressee === undefined) return null;
  const parcel = parcelOf(order, await loadScene(records, order, mail.letter.portal), addressee, from);
  // A recipient without a mailbox: nothing could be sent to nowhere.
  const address = mail.address === '' ? 'khong-co-hop-thu@invalid' : mail.address;
  return (await parcel.build({ ...mail, address })).raw;
}
