import { setTimeout as pause } from 'node:timers/promises';
import {
  type ClaimedMail,
  claimMail,
  finishAttempt,
  type MailAttempt,
  type MailClaim,
  type MailState,
  resolveAttempt,
  startAttempt,
} from '../../records/acts/mail-log.js';
import type { Records } from '../../records/database/open.js';
import type { Mime } from './message.js';
import type { Handover, SmtpClient } from './smtp-client.js';

/** Where one can look whether a message arrived. It takes a message with the same Message-ID but once for a recipient. */
export interface Mailbox {
  has(messageId: string, recipient: string): Promise<boolean>;
}

export interface DeliveryTools {
  records: Records;
  smtp: SmtpClient;
  mailbox?: Mailbox;
  /** How long, in milliseconds, another's attempt may last before its end counts as lost. */
  patience: number;
  heartbeat: () => void;
}

/** How a message stands after a try; `pending` and `sending` ask for another. */
export interface Delivery {
  state: MailState;
  /** No server was there to talk to. */
  isUnreachable: boolean;
}

const settled = (state: MailState): Delivery => ({ state, isUnreachable: false });

/** A message that can be built for the row as it was first claimed. */
export interface Parcel {
  claim: MailClaim;
  build(claimed: ClaimedMail): Promise<Mime>;
}

/** Claims the message, so that it is seen as undelivered until it is sent. */
export const claim = ({ records }: DeliveryTools, parcel: Parcel): Promise<ClaimedMail> =>
  claimMail(records, parcel.claim);

/** Sends a claimed message, unless it was sent, refused or lost from sight before. */
export async function deliver(tools: DeliveryTools, parcel: Parcel, claimed: ClaimedMail): Promise<Delivery> {
  if (claimed.state === 'pending') {
    const attempt = await startAttempt(tools.records, claimed.key);
    if (attempt !== null) return deliverIn(tools, parcel, claimed, attempt);
  } else if (claimed.state !== 'sending') return settled(claimed.state);
  return tools.mailbox === undefined
    ? awaitOther(tools, parcel)
    : settle(tools, parcel, claimed, tools.mailbox);
}

/** Sends a message in an attempt that was begun, and notes how that ended. */
export async function deliverIn(
  tools: DeliveryTools,
  parcel: Parcel,
  claimed: ClaimedMail,
  attempt: MailAttempt,
): Promise<Delivery> {
  const { messageId, address } = attempt;
  const handover: Handover =
    address === ''
      ? { outcome: 'refused', answer: 'Người nhận chưa có hộp thư.' }
      : await handOver(tools, parcel, { ...claimed, messageId, address });
  const outcome = endOf(handover);
  await finishAttempt(tools.records, attempt, { outcome, answer: handover.answer });
  return {
    state: outcome === 'failed' ? 'pending' : outcome,
    isUnreachable: handover.outcome === 'unreachable',
  };
}

async function handOver(tools: DeliveryTools, parcel: Parcel, claimed: ClaimedMail): Promise<Handover> {
  const handover = await tools.smtp.send(await parcel.build(claimed));
  if (handover.outcome !== 'uncertain' || tools.mailbox === undefined) return handover;
  const arrived = await tools.mailbox.has(claimed.messageId, claimed.address);
  return { outcome: arrived ? 'sent' : 'deferred', answer: handover.answer };
}

const endOf = ({ outcome }: Handover) =>
  outcome === 'deferred' || outcome === 'unreachable' ? 'failed' : outcome;

/** An attempt's end is not known, but the mailbox knows whether the message is there; if not, it is safe to send again. */
async function settle(
  { records, smtp }: DeliveryTools,
  parcel: Parcel,
  claimed: ClaimedMail,
  mailbox: Mailbox,
): Promise<Delivery> {
  const { key, messageId, address } = claimed;
  if (await mailbox.has(messageId, address)) {
    await resolveAttempt(records, key, { outcome: 'sent', answer: 'Đã thấy thư trong hộp thư.' });
    return settled('sent');
  }
  const handover = await smtp.send(await parcel.build(claimed));
  const outcome = endOf(handover);
  if (outcome === 'failed' || outcome === 'uncertain')
    return { state: 'sending', isUnreachable: handover.outcome === 'unreachable' };
  // The first attempt, slow rather than lost, may have arrived meanwhile.
  const state = (await mailbox.has(messageId, address)) ? 'sent' : outcome;
  await resolveAttempt(records, key, { outcome: state, answer: handover.answer });
  return settled(state);
}

const glance = 250;

/** Another worker may still be sending it, or died over it: nobody can tell which, so it is never sent again. */
async function awaitOther(tools: DeliveryTools, parcel: Parcel): Promise<Delivery> {
  const { records, patience, heartbeat } = tools;
  for (const end = Date.now() + patience; Date.now() < end;) {
    await pause(Math.min(glance, patience));
    heartbeat();
    const { state } = await claimMail(records, parcel.claim);
    if (state !== 'sending') return settled(state);
  }
  await resolveAttempt(records, parcel.claim.key, {
    outcome: 'uncertain',
    answer: 'Lần gửi dừng giữa chừng, không rõ thư đã đến chưa.',
  });
  return settled((await claimMail(records, parcel.claim)).state);
}
