import type { LettersEffects } from '../../workflows/api/effects.js';
import { ApplicationFailure } from '@temporalio/activity';
import type { MailOrder, MailOutcome } from '../../workflows/api/letters.js';
import { dayOf } from '../../workflows/rules/days.js';
import { type Addressee, addressOf } from '../records/registry/mailboxes.js';
import { checkInstance, instanceOf } from '../records/database/instance.js';
import type { Records } from '../records/database/open.js';
import {
  claim,
  deliver,
  type Delivery,
  type DeliveryTools,
  type Mailbox,
  type Parcel,
} from './delivery/deliver.js';
import { parcelOf } from './delivery/parcel.js';
import { loadScene } from './compose/scene.js';
import { activityContext } from './delivery/activity-context.js';
import { deliverLetters, type SendOrder } from './delivery/post.js';
import { openSmtpClient } from './delivery/smtp-client.js';

export interface MailDependencies {
  records: Records;
  smtpUrl: string;
  /** The sender, with or without a name: `Sở Nội vụ <so-noi-vu@cantho.example>`. */
  from: string;
  /** The origin of the officials' pages, where letters lead to them. */
  portal?: string;
  /** Where the server keeps what it took, if one can look. */
  mailbox?: Mailbox;
  /** How long, in milliseconds, another's attempt may last before its end counts as lost. */
  patience?: number;
  /** Aborted when the worker is about to stop: a delivery that only waits for letters ends then. */
  stopping?: AbortSignal;
  /** Makes the documents that are due, while letters are delivered. */
  beside?: (plan: string, atWork: () => void) => Promise<void>;
}

/** Connections at once: a city's own server is spared; the embedded one is there for us alone and waits for the disk. */
const atOnce = { given: 4, embedded: 32 } as const;
const usualPatience = 90_000;

/** The letters' effects, and the delivery of one order by itself. */
export interface Mailer extends LettersEffects {
  /**
   * Sends an event's mails: at most one message a recipient, however often it is called. A refused address or an
   * uncertain end is settled and counted. Throws, to be retried, where a message is neither: the server was down or
   * asked for patience. The other recipients have their mails then.
   */
  sendMails: (order: MailOrder) => Promise<MailOutcome>;
}

/** The mails of the engine. */
export const createLettersEffects = ({
  records,
  smtpUrl,
  from,
  portal,
  mailbox,
  patience = usualPatience,
  stopping,
  beside,
}: MailDependencies): Mailer => {
  const connections = mailbox === undefined ? atOnce.given : atOnce.embedded;
  const smtp = openSmtpClient({ url: smtpUrl, connections });
  const underWay = new Map<string, Promise<Delivery>>();

  /** One try at a time for each message of this process: whoever comes second hears the first one's end. */
  const deliverOnce = (
    tools: DeliveryTools,
    parcel: Parcel,
    isServerDown: () => boolean,
  ): Promise<Delivery> => {
    const { key } = parcel.claim;
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const run = async (): Promise<Delivery> => {
      const claimed = await claim(tools, parcel);
      if (isServerDown()) return { state: claimed.state, isUnreachable: true };
      return deliver(tools, parcel, claimed);
    };
    const delivery = run().finally(() => underWay.delete(key));
    underWay.set(key, delivery);
    return delivery;
  };

  const sendOrder: SendOrder = async (order, server) => {
    const { heartbeat, checkCancelled } = activityContext();
    const tools: DeliveryTools = {
      records,
      smtp,
      patience,
      heartbeat,
      ...(mailbox !== undefined && { mailbox }),
    };
    const scene = await loadScene(records, order, portal);
    const addressees = await allAddressees(records, order, scene.at);
    const deliveries: Delivery[] = [];
    const queue = addressees.values();
    const work = async (): Promise<void> => {
      for (const addressee of queue) {
        checkCancelled();
        heartbeat();
        const delivery = await deliverOnce(
          tools,
          parcelOf(order, scene, addressee, from),
          () => server.isDown,
        );
        if (delivery.isUnreachable) server.isDown = true;
        deliveries.push(delivery);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: connections }, work));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return deliveries;
  };

  return {
    async sendMails(order) {
      if (order.instance !== undefined) checkInstance(await instanceOf(records), order.instance);
      return outcomeOf(await sendOrder(order, { isDown: false }));
    },
    deliverLetters: (order) => deliverLetters({ records, sendOrder, connections, stopping, beside }, order),
  };
};

async function allAddressees(
  records: Records,
  { recipients, plan, content }: MailOrder,
  at: number,
): Promise<Addressee[]> {
  const campaign = 'campaign' in content ? content.campaign : null;
  const occasion = { plan, campaign, on: dayOf(at) };
  const found = await Promise.all(recipients.map((it) => addressOf(records, it, occasion)));
  return [...new Map(found.flat().map((it) => [it.recipient, it])).values()];
}

function outcomeOf(deliveries: readonly Delivery[]): MailOutcome {
  const count = (state: Delivery['state']): number => deliveries.filter((it) => it.state === state).length;
  const left = count('pending') + count('sending');
  if (left > 0)
    throw ApplicationFailure.retryable(`${left} of ${deliveries.length} mails are not sent yet`, 'MailsLeft');
  return { sent: count('sent'), refused: count('refused'), uncertain: count('uncertain') };
}
