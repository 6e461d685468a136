import { mailboxCode, readMailboxCode } from './mailbox-code.js';
import { sql } from 'kysely';
import type { Recipient } from '../../../workflows/api/letters.js';
import { Office } from '../../../workflows/api/messages.js';
import { officeName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Day, Plan, UnitCode } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';
import { planOf } from './plans.js';
import { allUnits, type Contact, loadUnits, type UnitDetails } from './units.js';

/** Who gets one message: `recipient` is the code of whom it is for, `address` is empty where there is no mailbox. */
export interface Addressee extends Contact {
  /** The unit, by name, that it is for, where that has ended and another's mailbox gets it. */
  insteadOf: string | null;
}

/** When a message is sent, and about which campaign. */
export interface Occasion {
  plan: string;
  campaign: CampaignKey | null;
  /** The business day: a unit that has ended by then has another get its letters. */
  on: Day;
}

/**
 * Whom a recipient means, by code: one unit or office, those of the press (V.3), each unit of many. A unit that has ended
 * is reached at its filer's mailbox, else at its living successor's, else at its own.
 */
export async function addressOf(
  records: Records,
  recipient: Recipient,
  occasion: Occasion,
): Promise<Addressee[]> {
  return addresseesOf(records, await codesMeant(records, recipient, occasion.plan), occasion);
}

/** The addressees of codes such as `unit:so-noi-vu`, in their order, each once. */
export async function addresseesOf(
  records: Records,
  recipients: readonly string[],
  occasion: Occasion,
): Promise<Addressee[]> {
  const plan = await planOf(records, occasion.plan);
  const units = await unitsOf(records, recipients);
  const hasEnded = ({ validTo }: { validTo: Day | null }): boolean =>
    validTo !== null && validTo < occasion.on;
  const ended = [...units].flatMap(([code, unit]) => (hasEnded(unit) ? [code] : []));
  const receivers =
    ended.length === 0 ? new Map<UnitCode, string[]>() : await receiversOf(records, ended, occasion);
  const contacts = await contactsOf(records, [...recipients, ...[...receivers.values()].flat()]);
  return [...new Set(recipients)].sort().map((recipient): Addressee => {
    const unit = unitIn(recipient);
    const name = (unit === null ? null : units.get(unit)?.name) ?? nameOf(plan, recipient);
    const other = (receivers.get(unit ?? '') ?? []).flatMap((it) => contacts.get(it) ?? [])[0];
    if (other !== undefined) return { ...other, recipient, insteadOf: name };
    return { name, address: '', ...contacts.get(recipient), recipient, insteadOf: null };
  });
}

const unitIn = (recipient: string): UnitCode | null =>
  recipient.startsWith('unit:') ? recipient.slice('unit:'.length) : null;

async function codesMeant(records: Records, recipient: Recipient, plan: string): Promise<string[]> {
  if ('office' in recipient) return [mailboxCode({ kind: 'office', code: recipient.office })];
  if ('press' in recipient) return pressCodes(records, await planOf(records, plan));
  if ('unit' in recipient) return [mailboxCode({ kind: 'unit', code: recipient.unit })];
  const units = await unitsMeant(records, recipient, plan);
  return units.map((it) => mailboxCode({ kind: 'unit', code: it }));
}

/** V.3 names them; a mailbox that was added is theirs too. */
async function pressCodes(records: Records, { press }: Plan): Promise<string[]> {
  const added = await records.db
    .selectFrom('contact')
    .select('recipient')
    .where('recipient', 'like', 'press:%')
    .execute();
  return [
    ...press.bodies.map((it) => mailboxCode({ kind: 'press', code: it.code })),
    ...added.map((it) => it.recipient),
  ];
}

type ManyUnits = Exclude<Recipient, { press: true } | { office: string } | { unit: string }>;

async function unitsMeant(records: Records, recipient: ManyUnits, plan: string): Promise<UnitCode[]> {
  if ('unitsInForceOn' in recipient) return unitsInForce(records, recipient.unitsInForceOn);
  if ('unitsWithoutLaunchPlan' in recipient) {
    const { unitsWithoutLaunchPlan: campaign, on } = recipient;
    const [units, launched] = await Promise.all([
      unitsInForce(records, on),
      unitsListed(records, 'launch_plan', { plan, campaign }),
    ]);
    const done = new Set(launched);
    return units.filter((it) => !done.has(it));
  }
  return unitsListed(records, 'dossier', { plan, campaign: recipient.dossiersOf });
}

const unitsInForce = async (records: Records, on: Day): Promise<UnitCode[]> =>
  (await loadUnits(records, { on })).map((it) => it.code);

async function unitsListed(
  records: Records,
  table: 'dossier' | 'launch_plan',
  { plan, campaign }: { plan: string; campaign: CampaignKey },
): Promise<UnitCode[]> {
  const rows = await records.db
    .selectFrom(table)
    .select('unit')
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .execute();
  return rows.map((it) => it.unit);
}

async function unitsOf(
  records: Records,
  recipients: readonly string[],
): Promise<Map<UnitCode, { name: string; validTo: Day | null }>> {
  const codes = recipients.flatMap((it) => unitIn(it) ?? []);
  if (codes.length === 0) return new Map();
  const rows = await records.db
    .selectFrom('unit')
    .select(['code', 'name', 'valid_to'])
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
  return new Map(rows.map((it) => [it.code, { name: it.name, validTo: it.valid_to }]));
}

/** Who gets the letters of each unit that has ended, the first one first: whoever files for it, its successor. */
async function receiversOf(
  records: Records,
  ended: readonly UnitCode[],
  { plan, campaign, on }: Occasion,
): Promise<Map<UnitCode, string[]>> {
  const [units, filings] = await Promise.all([
    allUnits(records.db),
    records.db
      .selectFrom('dossier')
      .select(['unit', 'filer'])
      .where('plan', '=', plan)
      .where('unit', '=', sql<string>`any(${ended}::text[])`)
      .whereRef('filer', '<>', 'unit')
      .orderBy((eb) => eb('campaign', '=', campaign ?? ''), 'desc')
      .orderBy('campaign', 'desc')
      .execute(),
  ]);
  const registry = new Map(units.map((it) => [it.code, it]));
  return new Map(
    ended.map((unit) => {
      const filers = filings.filter((it) => it.unit === unit).map((it) => it.filer);
      const receivers = [...filers, unit].flatMap((it) => livingHeir(registry, it, on) ?? []);
      return [unit, receivers.map((it) => mailboxCode({ kind: 'unit', code: it }))];
    }),
  );
}

/** The unit itself while it lives, else the first of its successors that does. */
function livingHeir(registry: ReadonlyMap<UnitCode, UnitDetails>, unit: UnitCode, on: Day): UnitCode | null {
  const seen = new Set<UnitCode>();
  for (let it = registry.get(unit); it !== undefined && !seen.has(it.code);) {
    if (it.validTo === null || it.validTo >= on) return it.code;
    seen.add(it.code);
    it = registry.get(it.successor ?? '');
  }
  return null;
}

/** Those of the mailboxes that there are, by code. */
async function contactsOf(records: Records, recipients: readonly string[]): Promise<Map<string, Contact>> {
  const rows = await records.db
    .selectFrom('contact')
    .selectAll()
    .where('recipient', '=', sql<string>`any(${recipients}::text[])`)
    .where('address', '<>', '')
    .execute();
  return new Map(rows.map((it) => [it.recipient, it]));
}

function nameOf(plan: Plan, recipient: string): string {
  const owner = readMailboxCode(recipient);
  if (owner === null) return recipient;
  const { kind, code } = owner;
  const office = kind === 'office' ? Office.safeParse(code).data : undefined;
  if (office !== undefined) return officeName(plan, office);
  return plan.press.bodies.find((it) => kind === 'press' && it.code === code)?.name ?? code;
}
