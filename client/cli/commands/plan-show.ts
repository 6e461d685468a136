import type { Records } from '../../../activities/records/database/open.js';
import { keptPlans, type PlanAmendment, planAmendments } from '../../../activities/records/registry/plans.js';
import { campaignsOf } from '../../../workflows/plan/names.js';
import type { Cutoff, Plan } from '../../../workflows/plan/schema.js';
import { seatsOf } from '../../../workflows/plan/seats.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { ruleNames } from '../../officials/plan-words.js';
import { planOfRecords } from '../../plan-of-records.js';
import { campaignName, planName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';
import { hang, joined, widthOf } from '../terminal/tables.js';

/**
 * `thidua plan show`: the plan that the movement of these records goes by, as they keep it.
 * @returns the exit status
 */
export function runPlanShow(
  { json, plan }: { json?: boolean; plan?: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const kept = await keptPlan(records, plan);
    if ('sentence' in kept) return { ...kept, status: atFault };
    const digest = digestOf(kept.plan);
    const amendments = await planAmendments(records, kept.plan.plan);
    if (json === true)
      return { text: `${JSON.stringify({ digest, plan: kept.plan, amendments }, undefined, 2)}\n` };
    const width = widthOf(surroundings.out);
    const amended = amendments.flatMap((it) => amendmentLines(kept.plan, it, width));
    return { text: joined([...planLines(kept.plan, digest, width), ...amended]) };
  });
}

async function keptPlan(
  records: Records,
  given: string | undefined,
): Promise<{ plan: Plan } | { sentence: string }> {
  const kept = await keptPlans(records);
  if (kept.length === 0)
    return {
      sentence: say(
        'Chưa có phong trào nào bắt đầu trên dữ liệu này; xem các kế hoạch có sẵn bằng «thidua plan».',
        'No movement has begun on these records; see the plans that there are by «thidua plan».',
      ),
    };
  const chosen = await planOfRecords(records, given);
  if ('sentence' in chosen || kept.includes(chosen.plan.plan)) return chosen;
  return {
    sentence: say(
      `Dữ liệu này không giữ kế hoạch “${chosen.plan.plan}”; có: ${kept.join(', ')}.`,
      `These records do not hold the plan “${chosen.plan.plan}”; there are: ${kept.join(', ')}.`,
    ),
  };
}

function planLines(plan: Plan, digest: string, width: number): string[] {
  const { period, cutoffs, bodies, annual, summary } = plan;
  const line = (label: string, text: string): string[] => hang(`${label.padEnd(22)} `, text, width);
  const last = ({ day, month, clause }: Cutoff): string =>
    say(
      `trước ngày ${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')} năm sau (mục ${clause})`,
      `before ${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')} of the next year (clause ${clause})`,
    );
  return [
    ...line(say('Kế hoạch', 'Plan'), `${planName(plan)} – ${plan.title}`),
    ...line(say('Mã', 'Code'), plan.plan),
    ...line('SHA-256', digest),
    ...line(
      say('Ban hành', 'Issued'),
      say(`${plan.issuer}, ngày ${formatDay(plan.issued)}`, `${plan.issuer}, ${formatDay(plan.issued)}`),
    ),
    ...line(
      say('Giai đoạn', 'Period'),
      say(
        `${formatDay(period.from)} – ${formatDay(period.to)} (mục ${period.clause})`,
        `${formatDay(period.from)} – ${formatDay(period.to)} (clause ${period.clause})`,
      ),
    ),
    ...Object.values(bodies).flatMap(({ full, clause }, index) =>
      line(
        index === 0 ? say('Cơ quan', 'Bodies') : '',
        say(`${full} (mục ${clause})`, `${full} (clause ${clause})`),
      ),
    ),
    ...line(say('Nộp hồ sơ', 'File dossiers'), last(cutoffs.dossier)),
    ...line(say('Trình danh sách', 'Forward list'), last(cutoffs.forward)),
    ...line(
      say('Công bố', 'Announce'),
      say(
        `${cutoffs.announce.within} (mục ${cutoffs.announce.clause})`,
        `${cutoffs.announce.within} (clause ${cutoffs.announce.clause})`,
      ),
    ),
    ...campaignsOf(plan).flatMap((campaign, index) =>
      line(
        index === 0 ? say('Đợt khen thưởng', 'Campaigns') : '',
        `${campaignName(plan, campaign)}: ${totalsOf(plan, campaign)}`,
      ),
    ),
    ...line(
      '',
      say(
        `hàng năm theo mục ${annual.clause}; tổng kết theo mục ${summary.clause}`,
        `annual by clause ${annual.clause}; summary by clause ${summary.clause}`,
      ),
    ),
    ...plan.blocs.flatMap(({ full, clause, seats }) => [
      '',
      ...hang('', say(`${full} (mục ${clause})`, `${full} (clause ${clause})`), width),
      ...seats.map(
        ({ of, kind, count, rule, years, clause: seatClause }) =>
          `  ${of === 'annual' ? say('hàng năm', 'annual') : say('tổng kết', 'summary')}: ${String(count)} ${kind === 'collective' ? say('tập thể', 'collective') : say('cá nhân', 'individual')}, ${ruleNames[rule]}` +
          say(
            `${years === undefined ? '' : `, các năm ${years.join(', ')}`} (mục ${seatClause})`,
            `${years === undefined ? '' : `, years ${years.join(', ')}`} (clause ${seatClause})`,
          ),
      ),
    ]),
  ];
}

function amendmentLines(plan: Plan, amendment: PlanAmendment, width: number): string[] {
  const { number, decision, campaigns, reason, before, digest } = amendment;
  const which = campaigns.map((it) => campaignName(plan, it)).join('; ');
  return [
    '',
    ...hang(
      '',
      say(
        `Sửa đổi lần ${String(number)}: theo ${decision.number} ngày ${formatDay(decision.date)}, áp dụng cho ${which}. Lý do: ${reason}`,
        `Amendment ${String(number)}: by ${decision.number} of ${formatDay(decision.date)}, applies to ${which}. Reason: ${reason}`,
      ),
      width,
    ),
    ...hang(say('  SHA-256 trước: ', '  SHA-256 before: '), before, width),
    ...hang('  SHA-256 sau:   ', digest, width),
  ];
}

function totalsOf(plan: Plan, campaign: string): string {
  const seats = seatsOf(plan, campaign);
  const collectives = seats.filter(({ kind }) => kind === 'collective').length;
  return say(
    `${String(collectives)} tập thể, ${String(seats.length - collectives)} cá nhân`,
    `${String(collectives)} collectives, ${String(seats.length - collectives)} individuals`,
  );
}
