import type { CampaignKey, NomineeKind, Plan, SeatRow } from './schema.js';

/** One certificate that a bloc may have. */
export interface Seat extends Pick<SeatRow, 'kind' | 'rule' | 'clause' | 'quote'> {
  bloc: string;
  seat: string;
}

/** Every seat of a campaign, bloc after bloc in the plan's order, each with a name of its own in its bloc. */
export function seatsOf(plan: Pick<Plan, 'blocs'>, campaign: CampaignKey): Seat[] {
  return plan.blocs.flatMap(({ code: bloc, seats }) => {
    const taken = new Map<string, number>();
    return rowsOf(seats, campaign).flatMap(({ kind, rule, clause, quote, count }) =>
      Array.from({ length: count }, (): Seat => {
        const stem = stemOf(campaign, kind, rule);
        const number = (taken.get(stem) ?? 0) + 1;
        taken.set(stem, number);
        return { bloc, kind, seat: seatName(stem, rule, number), rule, clause, quote };
      }),
    );
  });
}

/** The rows that count in a campaign. */
export const rowsOf = (rows: readonly SeatRow[], campaign: CampaignKey): SeatRow[] =>
  rows.filter(({ of, years }) =>
    campaign === 'summary'
      ? of === 'summary'
      : of === 'annual' && (years?.includes(Number(campaign)) ?? true),
  );

function stemOf(campaign: CampaignKey, kind: NomineeKind, rule: SeatRow['rule']): string {
  if (rule !== 'choice') return rule;
  return kind === 'collective' && campaign === 'summary' ? 'period' : kind;
}

/** `individual-2`; a seat by rank bears the rule's name alone, a second one a number. */
const seatName = (stem: string, rule: SeatRow['rule'], number: number): string =>
  rule !== 'choice' && number === 1 ? stem : `${stem}-${number}`;

/** `Hạng cao nhất`, `Vượt bậc`, `Cá nhân 2`, `Tập thể 1`. */
export function seatLabel({ kind, seat }: { kind: NomineeKind; seat: string }): string {
  const number = /-(\d+)$/.exec(seat)?.[1];
  const more = number === undefined ? '' : ` ${number}`;
  if (seat.startsWith('highest-rank')) return `Hạng cao nhất${more}`;
  if (seat.startsWith('greatest-leap')) return `Vượt bậc${more}`;
  return number === undefined ? seat : `${kind === 'collective' ? 'Tập thể' : 'Cá nhân'} ${number}`;
}
