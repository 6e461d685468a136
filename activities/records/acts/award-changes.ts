import type { AwardsWritten, Entry } from '../../../workflows/api/acts.js';
import type { RewardTables } from '../../../workflows/rules/reward.js';
import { lockFacts, moveList } from './campaigns.js';
import { certificatesOf, type SignedList } from './certificates.js';
import { checkNotFuture } from './day-checks.js';
import { campaignOf } from './dossier-changes.js';
import { holdList } from './list-changes.js';
import { toInstant } from '../database/open.js';
import { type ChangeOf, type ChangeOutcome, refused, type Trx } from './outcome.js';
import { selectionByInput } from '../selection/kept.js';
import { dayOf } from '../../../workflows/rules/days.js';

/**
 * III.2.b, III.4: the certificates of a signed list, once for each seat, with the money by the law in force on the
 * decision's day. They come from the very selection that was forwarded. Refused: `list.stale`, `list.pending`,
 * `date.before-signature`, `date.in-future`, `reward.no-law`.
 */
export async function writeAwards(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'awards'>,
  tables: RewardTables,
): Promise<ChangeOutcome> {
  const { plan } = entry;
  const campaign = campaignOf(entry);
  const held = await holdList(trx, entry, at, change.list, 'signed');
  if ('refusal' in held) return { refusal: held.refusal, value: null };
  const signed = dayOf(held.list.signedAt ?? at);
  const { date } = change.decision;
  if (date < signed) return { refusal: { code: 'date.before-signature', date, signed }, value: null };
  const future = checkNotFuture([date], at);
  if (future !== null) return { refusal: future, value: null };
  const { struck, decision, signedBy, signsAs, list } = change;
  const { digest, input } = list;
  const outcome = await writeCertificates(
    trx,
    entry,
    at,
    { digest, input, struck, decision, signedBy, signsAs },
    tables,
  );
  if (outcome.refusal === null) await moveList(trx, { plan, campaign }, { frozen: 'decided' });
  return outcome;
}

/** The ledger's rows of a signed list; what was written before stays. */
export async function writeCertificates(
  trx: Trx,
  entry: Entry,
  at: number,
  change: SignedList,
  tables: RewardTables,
): Promise<ChangeOutcome> {
  const of = { plan: entry.plan, campaign: campaignOf(entry) };
  const selection = await selectionByInput(trx, { ...of, input: change.input });
  if (selection === null)
    return { refusal: { code: 'list.stale', current: null, shown: change.digest }, value: null };
  const derived = await certificatesOf(trx, { ...of, at, winners: selection.answer.winners }, change, tables);
  if ('refusal' in derived) return refused(derived.refusal);
  const { total } = derived;
  const rows = derived.certificates.map(({ decided_by: decider, reward, written_at: written, ...it }) => ({
    ...it,
    decided_by: JSON.stringify(decider),
    reward: JSON.stringify(reward),
    written_at: toInstant(written),
  }));
  if (rows.length > 0) {
    await trx
      .insertInto('ledger')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const value: AwardsWritten = { type: 'awards-written', rows: rows.length, total };
  return { refusal: null, value };
}

/** A certificate revoked by a later decision: its row stays, marked, and no longer counts. */
export async function revokeCertificate(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'revocation'>,
): Promise<ChangeOutcome> {
  const { campaign, bloc, kind, seat } = change;
  const future = checkNotFuture([change.decision.date], at);
  if (future !== null) return { refusal: future, value: null };
  await lockFacts(trx);
  const certificate = trx
    .selectFrom('ledger')
    .select(['revoked_at', 'unit'])
    .where('plan', '=', entry.plan)
    .where('campaign', '=', campaign)
    .where('bloc', '=', bloc)
    .where('kind', '=', kind)
    .where('seat', '=', seat);
  const found = await certificate.forUpdate().executeTakeFirst();
  if (found === undefined) return { refusal: { code: 'certificate.unknown', seat }, value: null };
  if (found.revoked_at !== null)
    return { refusal: { code: 'certificate.already-revoked', seat }, value: null };
  await trx
    .updateTable('ledger')
    .set({
      revoked_number: change.decision.number,
      revoked_date: change.decision.date,
      revoked_reason: entry.reason,
      revoked_at: toInstant(at),
    })
    .where('plan', '=', entry.plan)
    .where('campaign', '=', campaign)
    .where('bloc', '=', bloc)
    .where('kind', '=', kind)
    .where('seat', '=', seat)
    .execute();
  return { refusal: null, value: { type: 'certificate-revoked', unit: found.unit } };
}
