import { blocCodes, campaignsOf } from '../../../workflows/plan/names.js';
import type { CampaignKey, Day } from '../../../workflows/plan/schema.js';
import { addDays, datesYear, dayOfCutoff } from '../../../workflows/rules/calendar.js';
import { type Act, act, at } from '../act.js';
import { drawn } from '../drawn.js';
import type { Players } from '../players.js';

/** The deeds in any plan's rehearsal: each campaign goes its straight way, on days that follow from the plan's dates. */
export function plainScript(players: Players): Act[] {
  const acts = campaignsOf(players.plan).flatMap((campaign) => [
    ...filings(players, campaign),
    ...choosing(players, campaign),
    ...deciding(players, campaign),
  ]);
  return acts.sort((one, other) => one.at - other.at);
}

/** The days of filing, of the year after the one rewarded. */
const filingDays = ['01-06', '01-09', '01-13'];

/** Each unit files on a drawn day; Home Affairs answers what the engine asks, and reviews in the afternoon. */
function filings(players: Players, campaign: CampaignKey): Act[] {
  const year = datesYear(players.plan, campaign);
  const units = players.unitsOn(`${year - 1}-12-31`).map(({ code }) => code);
  return [
    act(at(`${year}-01-05`, 10), 'home-affairs', (them) => them.answerOpen(campaign)),
    ...filingDays.flatMap((monthDay, index) => {
      const day = `${year}-${monthDay}`;
      const today = units.filter((unit) => drawn(`${campaign}/${unit}/ngày`, filingDays.length) === index);
      return [
        act(at(day, 9), 'unit', (them) => them.each(today, (unit) => them.file(campaign, unit))),
        act(at(day, 16), 'home-affairs', (them) => them.reviewAll(campaign)),
      ];
    }),
  ];
}

/** The rankings come after the cutoff, the first year's with those of the year before; then Home Affairs chooses. */
function choosing({ plan }: Players, campaign: CampaignKey): Act[] {
  const day = dayOfCutoff(plan.cutoffs.dossier, datesYear(plan, campaign));
  const blocs = blocCodes(plan);
  const before = String(Number(campaign) - 1);
  const previous = { day, decision: '02/QĐ-UBND', period: 'previous', source: before } as const;
  return [
    act(at(day, 9), 'home-affairs', (them) =>
      them.publishRanking(campaign, blocs, { day, decision: '01/QĐ-UBND' }),
    ),
    ...(campaign === String(plan.annual.years[0])
      ? [act(at(day, 10), 'home-affairs', (them) => them.publishRanking(campaign, blocs, previous))]
      : []),
    ...[9, 10, 11, 14].map((hour) =>
      act(at(addDays(day, 1), hour), 'home-affairs', (them) => them.answerOpen(campaign)),
    ),
    act(at(addDays(day, 1), 15), 'home-affairs', (them) => them.chooseWhereWaiting(campaign)),
    act(at(addDays(day, 2), 9), 'home-affairs', (them) => them.forward(campaign)),
  ];
}

/** Appraised, signed, decided and celebrated before the announcement's quarter ends. */
function deciding({ plan }: Players, campaign: CampaignKey): Act[] {
  const year = datesYear(plan, campaign);
  const forwarded = dayOfCutoff(plan.cutoffs.forward, year);
  const last = dayOfCutoff(plan.cutoffs.announce, year);
  const [meeting, decided, held]: [Day, Day, Day] = [
    addDays(forwarded, 1),
    addDays(forwarded, 4),
    addDays(last, -5),
  ];
  return [
    act(at(meeting, 9), 'board', (them) => them.appraise(campaign, meeting)),
    act(at(addDays(forwarded, 3), 9), 'chairman', async (them) => {
      const person = await them.chairmanOn(addDays(forwarded, 3));
      await them.sign(campaign, 1, (state) => ({
        actor: { office: 'chairman', person },
        digest: state.list?.digest ?? '',
        decision: 'approve',
        strikes: [],
      }));
    }),
    act(at(decided, 9), 'home-affairs', (them) => them.recordDecision(campaign, '03/QĐ-UBND', decided)),
    act(at(held, 9), 'home-affairs', (them) => them.holdCeremony(campaign, held)),
  ];
}
