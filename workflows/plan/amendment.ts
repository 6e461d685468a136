import { planFaults } from './faults.js';
import { campaignsOf } from './names.js';
import type { CampaignKey, Plan } from './schema.js';
import { seatsOf } from './seats.js';

/** Why a plan can't take the place of another: paths in it (`annual.years`, `blocs.BLOC.seats`). */
export interface AmendmentFault {
  code: 'amendment.fixed' | 'amendment.begun' | 'amendment.faulty';
  places: string[];
}

/**
 * Why `after` can't be what campaigns go by that begin from now on; null where it can. `begun` go on by the plan that they
 * began with: what it says of all campaigns (a cutoff, a criterion) may change, what it says of these in name may not.
 */
export function amendmentFault(
  before: Plan,
  after: Plan,
  begun: readonly CampaignKey[],
): AmendmentFault | null {
  const fixed = [
    ...(before.plan === after.plan ? [] : ['plan']),
    ...(before.period.from === after.period.from ? [] : ['period.from']),
  ];
  if (fixed.length > 0) return { code: 'amendment.fixed', places: fixed };
  const touched = begunPlaces(before, after, begun);
  if (touched.length > 0) return { code: 'amendment.begun', places: touched };
  const faulty = planFaults(after).map(({ path }) => path.join('.'));
  return faulty.length > 0 ? { code: 'amendment.faulty', places: [...new Set(faulty)] } : null;
}

/** The campaigns of a plan that have not begun. */
export const campaignsToBegin = (plan: Plan, begun: readonly CampaignKey[]): CampaignKey[] =>
  campaignsOf(plan).filter((campaign) => !begun.includes(campaign));

function begunPlaces(before: Plan, after: Plan, begun: readonly CampaignKey[]): string[] {
  const campaigns = campaignsOf(after);
  const isGone = begun.some((campaign) => !campaigns.includes(campaign));
  // Nothing is left that could go by it.
  const isOver = begun.includes('summary');
  const blocs = new Set([...before.blocs, ...after.blocs].map(({ code }) => code));
  const reseated = [...blocs].filter((bloc) =>
    begun.some((campaign) => seatText(before, campaign, bloc) !== seatText(after, campaign, bloc)),
  );
  return [
    ...(isGone ? ['annual.years'] : []),
    ...(isOver ? ['summary'] : []),
    ...reseated.map((bloc) => `blocs.${bloc}.seats`),
  ];
}

const seatText = (plan: Plan, campaign: CampaignKey, bloc: string): string =>
  seatsOf(plan, campaign)
    .flatMap((seat) => (seat.bloc === bloc ? [`${seat.kind}/${seat.seat}/${seat.rule}`] : []))
    .join();
