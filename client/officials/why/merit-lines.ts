import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { twoDigits } from '../../../workflows/plan/names.js';
import type { Criterion } from '../../../workflows/plan/schema.js';
import { z } from 'zod';
import { periodName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { RankingFacts } from '../act-details.js';
import { instrumentName } from '../act-words.js';
import { scoreLabel } from '../labels.js';
import { type Case, isDone, type Nominee } from './case.js';
import { currentFiling } from './dossier-lines.js';
import type { Lines, WhyLine } from './line.js';

/** What a nominee has to show: criteria, the unit's ranks, in the summary the certificates of the period. */
export function meritLines(of: Case, nominee: Nominee, lines: Lines): WhyLine[] {
  return [...criteriaLines(of, nominee, lines), ...certificateLines(of, nominee, lines)];
}

const Waived = z.object({ kind: z.string(), criterion: z.string() });

function criteriaLines(of: Case, nominee: Nominee, lines: Lines): WhyLine[] {
  const { plan, campaign, campaignRows } = of;
  const criteria = (campaign === 'summary' ? plan.summary : plan.annual).criteria[nominee.kind];
  const waivers = campaignRows.filter(
    (row) =>
      row.act === 'waiveCriterion' && isDone(row) && Waived.safeParse(row.facts).data?.kind === nominee.kind,
  );
  const isMet = (it: Criterion): boolean => nominee.criteria[it.code] === true;
  const named = (some: readonly Criterion[]): string =>
    some.map(({ name, clause }) => say(`${name} (mục ${clause})`, `${name} (clause ${clause})`)).join('; ');
  const [met, unmet] = [criteria.filter(isMet), criteria.filter((it) => !isMet(it))];
  const filing = currentFiling(of);
  return [
    ...(met.length === 0
      ? []
      : [
          lines.fact(
            'criteria',
            say(`đạt, theo hồ sơ: ${named(met)}`, `met, by the dossier: ${named(met)}`),
            filing,
          ),
        ]),
    ...(unmet.length === 0
      ? []
      : [
          lines.fact(
            'criteria',
            say(`chưa đạt, theo hồ sơ: ${named(unmet)}`, `not met, by the dossier: ${named(unmet)}`),
            filing,
          ),
        ]),
    ...waivers.map((row) => lines.act('criteria', row, waiverText(criteria, row))),
  ];
}

function waiverText(criteria: readonly Criterion[], row: AuditRow): string {
  const code = Waived.safeParse(row.facts).data?.criterion ?? '';
  const criterion = criteria.find((it) => it.code === code);
  return say(
    `miễn tiêu chuẩn ${criterion === undefined ? code : `${criterion.name} (mục ${criterion.clause})`}`,
    `criterion waived: ${criterion === undefined ? code : `${criterion.name} (clause ${criterion.clause})`}`,
  );
}

/** The unit's rank, last year's and the leap, each with the decision that published it. */
export function rankingLines(of: Case, lines: Lines): WhyLine[] {
  const { computed, plan, campaign, dossier } = of;
  if (computed === null) return [];
  const rankIn = (ranks: readonly { unit: string; rank: number; score?: number | undefined }[]) =>
    ranks.find((it) => it.unit === dossier.unit);
  const { current, previous } = computed.input.rankings;
  const now = rankIn(current);
  const before = rankIn(previous);
  const published = lastRanking(of, of.campaignRows, 'current');
  const period = periodName(plan, campaign);
  const score =
    now?.score === undefined
      ? ''
      : say(`, chỉ số ${scoreLabel(now.score)}`, `, score ${scoreLabel(now.score)}`);
  const none =
    published === null
      ? say('chưa có kết quả xếp hạng', 'no ranking yet')
      : say('không có tên trong kết quả xếp hạng', 'not named in the ranking');
  const own = lines.fact(
    'ranking',
    now === undefined
      ? `${period}: ${none}${decisionOf(published)}`
      : say(
          `${period}: hạng ${now.rank}${score}${decisionOf(published)}`,
          `${period}: rank ${now.rank}${score}${decisionOf(published)}`,
        ),
    published,
  );
  if (campaign === 'summary') return [own];
  const corrected = lastRanking(of, of.campaignRows, 'previous');
  const source = corrected ?? lastRanking(of, of.rankingsBefore, 'current');
  const last = say(`năm ${Number(campaign) - 1}`, `${Number(campaign) - 1}`);
  const text =
    before === undefined
      ? say(`${last}: không có thứ hạng để so`, `${last}: no rank to compare with`)
      : say(
          `${last}: hạng ${before.rank}${decisionOf(source)}${leapText(now?.rank, before.rank)}`,
          `${last}: rank ${before.rank}${decisionOf(source)}${leapText(now?.rank, before.rank)}`,
        );
  return [own, lines.fact('ranking', text, source)];
}

const decisionOf = (row: AuditRow | null): string => {
  const facts = RankingFacts.safeParse(row?.facts).data;
  return facts === undefined ? '' : `, ${instrumentName(facts.decision)}`;
};

function leapText(rank: number | undefined, before: number): string {
  if (rank === undefined) return '';
  if (rank === before) return say('; giữ nguyên hạng', '; same rank');
  return rank < before
    ? say(`; tăng ${before - rank} bậc`, `; up by ${before - rank}`)
    : say(`; giảm ${rank - before} bậc`, `; down by ${rank - before}`);
}

/** The ranking of the unit's bloc that counts: the last recorded before the list, if there is one. */
function lastRanking(of: Case, rows: readonly AuditRow[], period: 'current' | 'previous'): AuditRow | null {
  const until = of.computed?.row?.seq ?? Infinity;
  return (
    rows.findLast((row) => {
      const facts = RankingFacts.safeParse(row.facts).data;
      return row.seq < until && isDone(row) && facts?.bloc === of.dossier.bloc && facts.period === period;
    }) ?? null
  );
}

function certificateLines(of: Case, nominee: Nominee, lines: Lines): WhyLine[] {
  const { campaign, computed, plan, dossier } = of;
  if (campaign !== 'summary' || computed === null) return [];
  const own = computed.input.ledger.filter((it) =>
    nominee.kind === 'collective'
      ? it.kind === 'collective' && it.unit === dossier.unit
      : it.personId === nominee.personId,
  );
  const counted = own.filter((it) => it.revoked !== true);
  const gone = own.filter((it) => it.revoked === true);
  const years = (some: readonly { year: number }[]): string => some.map(({ year }) => year).join(', ');
  const needed = plan.summary.certificates[nominee.kind];
  const which = counted.length === 0 ? '' : say(` (năm ${years(counted)})`, ` (${years(counted)})`);
  const revoked =
    gone.length === 0
      ? ''
      : say(`; đã thu hồi, không tính: năm ${years(gone)}`, `; revoked, not counted: ${years(gone)}`);
  const text = say(
    `Bằng khen trong giai đoạn: ${counted.length === 0 ? 'không có' : `${twoDigits(counted.length)} lần`}${which}${revoked}; cần ít nhất ${twoDigits(needed.value)} lần (mục ${needed.clause})`,
    `Certificates in the period: ${counted.length === 0 ? 'none' : twoDigits(counted.length)}${which}${revoked}; at least ${twoDigits(needed.value)} are needed (clause ${needed.clause})`,
  );
  return [lines.fact('criteria', text, computed.row)];
}
