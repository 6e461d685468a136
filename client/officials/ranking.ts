import type { Records } from '../../activities/records/database/open.js';
import {
  type KeptRanking,
  newestRankings,
  previousRanking,
} from '../../activities/records/reads/rankings.js';
import type { RankingRow, RecordRanking } from '../../workflows/api/messages.js';
import type { Bloc, CampaignKey } from '../../workflows/plan/schema.js';
import { scoreLabel } from './labels.js';
import { say } from '../language/language.js';

/** Which ranking is meant. */
interface Of {
  plan: string;
  campaign: CampaignKey;
  bloc: Bloc;
  period: RecordRanking['period'];
}

/** The ranking that counts before another is recorded in its place; null where there is none. */
export async function rankingBefore(
  records: Pick<Records, 'db'>,
  { period, ...of }: Of,
): Promise<KeptRanking | null> {
  if (period === 'previous') return previousRanking(records, of);
  const kept = await newestRankings(records, of);
  return kept.find((it) => it.bloc === of.bloc && it.period === 'current') ?? null;
}

/** A unit whose place is another than before; undefined where it has none. */
export interface ChangedRow {
  unit: string;
  old: RankingRow | undefined;
  now: RankingRow | undefined;
}

/** What differs between two rankings of a bloc. */
export function changedRows(before: readonly RankingRow[], rows: readonly RankingRow[]): ChangedRow[] {
  const old = new Map(before.map((row) => [row.unit, row]));
  const now = new Map(rows.map((row) => [row.unit, row]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((unit) => ({ unit, old: old.get(unit), now: now.get(unit) }))
    .filter((it) => it.old?.rank !== it.now?.rank || it.old?.score !== it.now?.score);
}

/** `hạng 3 (90,5)`; a dash where there is no row. */
export const rowFigures = (row: RankingRow | undefined): string =>
  row === undefined
    ? '–'
    : say(
        `hạng ${row.rank}${row.score === undefined ? '' : ` (${scoreLabel(row.score)})`}`,
        `rank ${row.rank}${row.score === undefined ? '' : ` (${scoreLabel(row.score)})`}`,
      );
