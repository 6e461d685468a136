import type { MailOrder } from '../../../workflows/api/letters.js';
import type { Addressee } from '../../records/registry/mailboxes.js';
import { composeLetter } from '../compose/compose.js';
import type { Parcel } from './deliver.js';
import { buildMessage } from './message.js';
import { subjectOf } from './render.js';
import type { Scene } from '../compose/scene.js';
import { messageIdOf, messageKey, threadOf } from './thread.js';

/** The message that an order has for one addressee. */
export function parcelOf(order: MailOrder, scene: Scene, addressee: Addressee, from: string): Parcel {
  const { plan, content, at } = order;
  const key = messageKey(order, addressee.recipient);
  const thread = threadOf(order, addressee.recipient);
  const letter = composeLetter(scene, addressee, thread);
  return {
    claim: {
      key,
      messageId: messageIdOf(key),
      recipient: addressee.recipient,
      address: addressee.address,
      code: content.code,
      letter: { event: order.key, content, ...(scene.portal !== null && { portal: scene.portal }) },
      plan,
      campaign: 'campaign' in content ? content.campaign : null,
      unit: thread.unit,
      thread: thread.name,
      subject: subjectOf(letter, scene),
      at,
    },
    build: ({ messageId, address, subject, at: sentAt }) =>
      buildMessage({
        letter,
        content,
        plan: scene.plan,
        mark: scene.mark,
        subject,
        messageId,
        root: thread.root,
        from,
        to: { name: addressee.name, address },
        at: sentAt,
      }),
  };
}
