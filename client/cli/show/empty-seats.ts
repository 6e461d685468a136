import { z } from 'zod';
import { auditRows } from '../../../activities/records/acts/audit.js';
import type { LedgerRow } from '../../../activities/records/reads/ledger.js';
import { findSelection } from '../../../activities/records/selection/kept.js';
import { blocCodes, blocLabel } from '../../../workflows/plan/names.js';
import type { Bloc, CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { seatLabel } from '../../language/names.js';
import { say } from '../../language/language.js';
import { hang } from '../terminal/tables.js';
import type { Services } from '../../officials/send.js';

/** A seat for which no certificate was written, and why (Vietnamese). */
export interface EmptySeat {
  bloc: Bloc;
  seat: string;
  reason: string;
}

interface Decided {
  campaign: CampaignKey;
  /** Of the signed list. */
  digest: string | null;
  /** The campaign's certificates. */
  won: readonly LedgerRow[];
}

/** The seats of a decided campaign that stayed empty: vacant by the signed list, or struck by the signer. */
export async function emptySeats(
  { records, plan }: Pick<Services, 'records' | 'plan'>,
  { campaign, digest, won }: Decided,
): Promise<EmptySeat[]> {
  const selection = digest === null ? null : await findSelection(records.db, { plan, campaign, digest });
  if (selection === null) return [];
  const { vacancies, winners } = selection.answer;
  const written = new Set(won.map((row) => row.nominee));
  const struck = winners.filter((winner) => !written.has(winner.nominee));
  const reasons = struck.length === 0 ? new Map<string, string>() : await strikeReasons(records, campaign);
  return [
    ...vacancies.map((it) => ({ bloc: it.bloc, seat: seatLabel(it), reason: it.explanation })),
    ...struck.map((it) => ({
      bloc: it.bloc,
      seat: seatLabel(it),
      reason: say(
        `${it.name} bị gạch tên khi ký: ${reasons.get(it.nominee) ?? 'không có lý do được ghi'}`,
        `${it.name} was struck at the sign-off: ${reasons.get(it.nominee) ?? 'no reason recorded'}`,
      ),
    })),
  ];
}

const SignedFacts = z.object({ strikes: z.array(z.object({ nominee: z.string(), reason: z.string() })) });

async function strikeReasons(
  records: Services['records'],
  campaign: CampaignKey,
): Promise<Map<string, string>> {
  const rows = await auditRows(records, { campaign });
  const strikes = rows.flatMap(({ act, facts }) =>
    act === 'signOff' ? (SignedFacts.safeParse(facts).data?.strikes ?? []) : [],
  );
  return new Map(strikes.map(({ nominee, reason }) => [nominee, reason]));
}

/** Empty seats for people: those of one bloc with one reason together. */
export function emptySeatLines(plan: Plan, seats: readonly EmptySeat[], width: number): string[] {
  if (seats.length === 0) return [];
  const groups = new Map<string, { bloc: Bloc; reason: string; names: string[] }>();
  for (const { bloc, seat, reason } of seats) {
    const group = groups.get(`${bloc} ${reason}`) ?? { bloc, reason, names: [] };
    groups.set(`${bloc} ${reason}`, { ...group, names: [...group.names, seat] });
  }
  const codes = blocCodes(plan);
  const inOrder = [...groups.values()].sort(
    (one, other) => codes.indexOf(one.bloc) - codes.indexOf(other.bloc),
  );
  const lines = inOrder.flatMap(({ bloc, reason, names }) =>
    hang('  – ', `${blocLabel(plan, bloc)}, ${names.join(', ')}: ${reason}`, width),
  );
  return [say('Chỗ để trống:', 'Empty seats:'), ...lines];
}
