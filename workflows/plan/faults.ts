import type { Plan } from './schema.js';
import { rowsOf } from './seats.js';

/** What is wrong with a plan whose parts are each well formed, at its place. */
export interface PlanFault {
  path: (string | number)[];
  message: string;
}

/** All that doesn't fit together in a plan. */
export function planFaults(plan: Plan): PlanFault[] {
  return [
    ...periodFaults(plan),
    ...yearFaults(plan),
    ...repeated(plan.blocs, ['blocs'], 'Mã khối'),
    ...repeated(plan.dossier, ['dossier'], 'Mã thành phần hồ sơ'),
    ...repeated(plan.press.bodies, ['press', 'bodies'], 'Mã cơ quan báo chí'),
    ...(['annual', 'summary'] as const).flatMap((of) =>
      (['collective', 'individual'] as const).flatMap((kind) =>
        repeated(plan[of].criteria[kind], [of, 'criteria', kind], 'Mã tiêu chuẩn'),
      ),
    ),
    ...seatFaults(plan),
    ...totalFaults(plan),
    ...cutoffFaults(plan),
  ];
}

function periodFaults({ period, issued }: Plan): PlanFault[] {
  const isBackwards = period.to <= period.from;
  return [
    ...(isBackwards ? [{ path: ['period', 'to'], message: 'Ngày kết thúc phải sau ngày bắt đầu.' }] : []),
    ...(issued > period.from
      ? [{ path: ['issued'], message: 'Ngày ban hành không được sau ngày bắt đầu thi đua.' }]
      : []),
  ];
}

/** The years follow one another, within the period and the years of the summary. */
function yearFaults({ annual, summary, period }: Plan): PlanFault[] {
  const { firstYear, lastYear } = summary;
  const outside = annual.years.flatMap((year, index) => {
    const path = ['annual', 'years', index];
    const before = annual.years[index - 1];
    if (before !== undefined && year !== before + 1) return [{ path, message: 'Các năm phải liên tiếp.' }];
    return year < firstYear || year > lastYear
      ? [{ path, message: `Năm ${year} nằm ngoài giai đoạn tổng kết ${firstYear}–${lastYear}.` }]
      : [];
  });
  const begins = Number(period.from.slice(0, 4));
  const ends = Number(period.to.slice(0, 4));
  return [
    ...outside,
    ...(firstYear === begins
      ? []
      : [{ path: ['summary', 'firstYear'], message: `Giai đoạn bắt đầu năm ${begins}.` }]),
    ...(lastYear === ends
      ? []
      : [{ path: ['summary', 'lastYear'], message: `Giai đoạn kết thúc năm ${ends}.` }]),
  ];
}

function repeated(rows: readonly { code: string }[], path: (string | number)[], what: string): PlanFault[] {
  return rows.flatMap(({ code }, index) =>
    rows.findIndex((it) => it.code === code) === index
      ? []
      : [{ path: [...path, index, 'code'], message: `${what} “${code}” được khai nhiều lần.` }],
  );
}

/** III.3.a: collectives by rank, individuals by choice; III.3.b: all by choice. */
function seatFaults({ blocs, annual }: Plan): PlanFault[] {
  return blocs.flatMap(({ seats }, bloc) =>
    seats.flatMap(({ of, kind, rule, years }, index) => {
      const path = ['blocs', bloc, 'seats', index];
      const isByChoice = of === 'summary' || kind === 'individual';
      const unknown = (years ?? []).filter((year) => !annual.years.includes(year));
      return [
        ...(isByChoice === (rule === 'choice')
          ? []
          : [
              {
                path: [...path, 'rule'],
                message: isByChoice
                  ? 'Suất này chỉ có thể theo lựa chọn (“choice”).'
                  : 'Tập thể hàng năm được chọn theo thứ hạng (“highest-rank” hoặc “greatest-leap”).',
              },
            ]),
        ...(of === 'summary' && years !== undefined
          ? [{ path: [...path, 'years'], message: 'Tổng kết giai đoạn không chia theo năm.' }]
          : []),
        ...unknown.map((year) => ({
          path: [...path, 'years'],
          message: `Năm ${year} không phải là năm khen thưởng của kế hoạch.`,
        })),
      ];
    }),
  );
}

/** The seats of the blocs come to what the plan says they do in all. */
function totalFaults(plan: Plan): PlanFault[] {
  const { annual, summary } = plan;
  const yearly = annual.totals.flatMap((total, index) =>
    total.years.flatMap((year) => differing(plan, String(year), total, ['annual', 'totals', index])),
  );
  const uncounted = annual.years.filter(
    (year) => annual.totals.filter((total) => total.years.includes(year)).length !== 1,
  );
  return [
    ...yearly,
    ...uncounted.map((year) => ({
      path: ['annual', 'totals'],
      message: `Năm ${year} phải có đúng một tổng số.`,
    })),
    ...differing(plan, 'summary', summary.total, ['summary', 'total']),
  ];
}

function differing(
  { blocs }: Plan,
  campaign: string,
  total: { collective: number; individual: number },
  path: (string | number)[],
): PlanFault[] {
  return (['collective', 'individual'] as const).flatMap((kind) => {
    const seats = blocs
      .flatMap((bloc) => rowsOf(bloc.seats, campaign))
      .filter((row) => row.kind === kind)
      .reduce((sum, { count }) => sum + count, 0);
    const when = campaign === 'summary' ? 'của tổng kết' : `năm ${campaign}`;
    return seats === total[kind]
      ? []
      : [{ path: [...path, kind], message: `Các khối có ${seats} suất ${when}, không phải ${total[kind]}.` }];
  });
}

/** Days that every year has, in the order in which a dossier goes. */
function cutoffFaults({ cutoffs }: Plan): PlanFault[] {
  const places = ['dossier', 'forward', 'announce'] as const;
  const dayIn = ({ month, day }: { month: number; day: number }): string =>
    `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return places.flatMap((name, index) => {
    const before = places[index - 1];
    const day = dayIn(cutoffs[name]);
    const isReal = new Date(`2023-${day}T00:00:00Z`).toISOString().slice(5, 10) === day;
    return [
      ...(isReal ? [] : [{ path: ['cutoffs', name, 'day'], message: `Không năm nào cũng có ngày ${day}.` }]),
      ...(before !== undefined && day <= dayIn(cutoffs[before])
        ? [{ path: ['cutoffs', name], message: 'Thời hạn này phải muộn hơn thời hạn trước nó.' }]
        : []),
    ];
  });
}
