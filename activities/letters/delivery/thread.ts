import { readMailboxCode } from '../../records/registry/mailbox-code.js';
import { createHash } from 'node:crypto';
import type { MailOrder } from '../../../workflows/api/letters.js';
import { campaignId, dossierId } from '../../../workflows/api/identity.js';
import type { CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';

/** What a message is about, and the conversation it belongs to. */
export interface Thread {
  /** The dossier's or the addressed unit; null for an office or the press. */
  unit: UnitCode | null;
  /** The conversation: a dossier's, or an office's about one campaign. */
  name: string;
  /** Message-ID of its first message, or, where none was sent, one that all the others name. */
  root: string;
}

/** The Message-ID of the message with this key: the same at every retry, on every machine. */
export const messageIdOf = (key: string): string =>
  `<${createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 40)}@thidua.cantho.example>`;

/** The key of an order's message to one mailbox. */
export const messageKey = (order: Pick<MailOrder, 'key'>, recipient: string): string =>
  `${order.key}/${recipient}`;

/** The conversation of a message: one a dossier; an office has one a campaign. */
export function threadOf({ key, plan, content }: MailOrder, recipient: string): Thread {
  const campaign = 'campaign' in content ? content.campaign : null;
  const unit = (campaign === null ? null : dossierUnit(key, plan, campaign)) ?? addressedUnit(recipient);
  if (campaign !== null && unit !== null && addressedUnit(recipient) !== null) {
    const name = dossierId(plan, campaign, unit);
    return { unit, name, root: messageIdOf(messageKey({ key: `${name}/open` }, recipient)) };
  }
  const name = `${campaign === null ? `movement/${plan}` : campaignId(plan, campaign)}/${recipient}`;
  return { unit, name, root: messageIdOf(`thread/${name}`) };
}

function addressedUnit(recipient: string): UnitCode | null {
  const owner = readMailboxCode(recipient);
  return owner?.kind === 'unit' ? owner.code : null;
}

/** An order of a dossier's workflow is about its unit, whoever files for it. */
function dossierUnit(key: string, plan: string, campaign: CampaignKey): UnitCode | null {
  const start = dossierId(plan, campaign, '');
  return key.startsWith(start) ? (key.slice(start.length).split('/')[0] ?? null) : null;
}
