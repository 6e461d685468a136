import { z } from 'zod';
import { clockMark } from '../../../workflows/api/clock-mode.js';
import { dossierId } from '../../../workflows/api/identity.js';
import type { MailContent, MailOrder, UnreachedMailbox } from '../../../workflows/api/letters.js';
import type { CampaignKey, Plan, UnitCode } from '../../../workflows/plan/schema.js';
import type { Failing } from '../../../workflows/api/failing.js';
import { auditRows } from '../../records/acts/audit.js';
import { failingEffects } from '../../records/reads/failing.js';
import { businessNow, clockMode } from '../../records/database/business-time.js';
import { type LedgerRow, ledgerRows } from '../../records/reads/ledger.js';
import { unreachedMailboxes } from '../../records/reads/mails.js';
import type { Records } from '../../records/database/open.js';
import { planOf } from '../../records/registry/plans.js';
import { allUnits } from '../../records/registry/units.js';
import { selectionByInput, type StoredAnswer } from '../../records/selection/kept.js';

/** What a selection saw of the nominees and dossiers: its stored input, as far as letters need it. */
const SelectionInput = z.object({
  dossiers: z
    .array(
      z.object({
        unit: z.string(),
        status: z.string(),
        nominees: z.array(
          z.object({ id: z.string(), kind: z.enum(['collective', 'individual']), name: z.string() }),
        ),
      }),
    )
    .default([]),
});
export type Dossiers = z.infer<typeof SelectionInput>['dossiers'];

/** A selection as letters tell of it. */
export interface Selected {
  answer: StoredAnswer;
  dossiers: Dossiers;
}

/** What the records say about an event, read once for all its recipients. */
export interface Scene {
  plan: Plan;
  /** Business instant of the event, epoch ms. */
  at: number;
  content: MailContent;
  /** What stands before the subject and above the letter of a trial; a rehearsal's mailboxes reach nobody. */
  mark: string | null;
  /** The origin of the officials' pages; null: letters lead nowhere. */
  portal: string | null;
  unitName: (code: UnitCode) => string;
  /** The selection that the letter tells of; null where it tells of none, or the records hold none. */
  selected: Selected | null;
  /** The campaign's certificates. */
  awards: readonly LedgerRow[];
  /** Nominees struck by the Chairman, with the reason. */
  strikes: ReadonlyMap<string, string>;
  /** Of Home Affairs' digest: the mailboxes that letters did not reach. */
  unreached: readonly UnreachedMailbox[];
  /** Of Home Affairs' digest: what the engine tries in vain. */
  failing: readonly Failing[];
}

/** Reads what the letters of an order tell. @param portal the origin of the officials' pages, where letters lead to them */
export async function loadScene(records: Records, order: MailOrder, portal?: string): Promise<Scene> {
  const { plan, content } = order;
  const campaign = 'campaign' in content ? content.campaign : null;
  const input = 'input' in content ? content.input : null;
  const tellsAwards =
    content.code === 'result' || content.code === 'press-bulletin' || content.code === 'certificate-revoked';
  const at = order.at ?? (await businessNow(records));
  const [{ mode }, document, names, selected, awards, strikes, unreached, failing] = await Promise.all([
    clockMode(records),
    planOf(records, plan, campaign),
    needsNames(order) ? unitNames(records) : new Map<string, string>(),
    input === null || campaign === null ? null : loadSelected(records, plan, campaign, input),
    tellsAwards && campaign !== null ? ledgerRows(records, { campaign, asOf: at }) : [],
    content.code === 'result'
      ? loadStrikes(records, plan, content.campaign, content.digest)
      : new Map<string, string>(),
    campaign !== null && isHomeAffairsDigest(order)
      ? unreachedMailboxes(records, { plan, campaign, before: at })
      : [],
    isHomeAffairsDigest(order) ? failingEffects(records) : [],
  ]);
  return {
    plan: document,
    at,
    content,
    mark: mode === 'trial' ? clockMark(mode) : null,
    portal: portal ?? null,
    unitName: (code) => names.get(code) ?? code,
    selected,
    awards: awards.filter((it) => it.plan === plan),
    strikes,
    unreached,
    failing,
  };
}

const isHomeAffairsDigest = ({ content, recipients }: MailOrder): boolean =>
  content.code === 'weekly-digest' &&
  recipients.every((it) => 'office' in it && it.office === 'home-affairs');

/** Of these the contact's own name says all. */
const withoutUnits: ReadonlySet<MailContent['code']> = new Set([
  'launch-request',
  'launch-reminder',
  'holidays-ending',
  'sign-refused',
]);

/** A dossier's mails are many, and nearly always go to the unit they tell of. */
function needsNames({ key, plan, content, recipients }: MailOrder): boolean {
  if (!('campaign' in content) || !content.code.startsWith('dossier-'))
    return !withoutUnits.has(content.code);
  const { campaign } = content;
  return !recipients.every((it) => 'unit' in it && key.startsWith(`${dossierId(plan, campaign, it.unit)}/`));
}

async function unitNames(records: Records): Promise<Map<string, string>> {
  const units = await allUnits(records.db);
  return new Map(units.map((it) => [it.code, it.name]));
}

async function loadSelected(
  records: Records,
  plan: string,
  campaign: CampaignKey,
  input: string,
): Promise<Selected | null> {
  const stored = await selectionByInput(records.db, { plan, campaign, input });
  if (stored === null) return null;
  return { answer: stored.answer, dossiers: SelectionInput.parse(stored.input).dossiers };
}

const SignOffFacts = z.object({
  digest: z.string(),
  decision: z.literal('approve'),
  strikes: z.array(z.object({ nominee: z.string(), reason: z.string() })),
});

async function loadStrikes(
  records: Records,
  plan: string,
  campaign: CampaignKey,
  digest: string,
): Promise<Map<string, string>> {
  const rows = await auditRows(records, { campaign });
  const strikes = rows
    .filter((row) => row.plan === plan && row.act === 'signOff')
    .map((row) => SignOffFacts.safeParse(row.facts).data)
    .filter((it) => it?.digest === digest)
    .flatMap((it) => it?.strikes ?? []);
  return new Map(strikes.map((it) => [it.nominee, it.reason]));
}
