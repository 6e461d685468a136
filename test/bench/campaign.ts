import { inventedFor } from '../../client/rehearsal/data-sets.js';
import { plan263 } from '../plan/plans.js';
import { Players } from '../../client/rehearsal/players.js';
import { campaignId, taskQueues } from '../../workflows/api/identity.js';
import { courseInput } from '../workflows/campaigns.js';
import { at } from '../workflows/dossiers.js';
import { chairman } from '../workflows/people.js';
import type { Measurement, Scale } from './figures.js';
import { compareInTurn, range, timeEach } from './series.js';
import { Site } from './site.js';
import { manyUnits } from './units.js';

const campaign = '2023';
const begins = at('2023-12-20T09:00:00');

const smallSizes: Record<Scale, number> = { full: 128, quick: 128, tiny: 50 };
const largeSizes: Record<Scale, number> = { full: 2000, quick: 2000, tiny: 50 };
const roundsOfLarge = 7;

/** How long a campaign's history is, by the server's own count, in a campaign as large as the city's. */
export const smallCampaign: Measurement = {
  rows: [{ name: 'campaign.events.128', unit: 'events a unit', goal: { atMost: 6 } }],
  isLong: true,
  async measure(scale, say) {
    const count = smallSizes[scale];
    const { total } = await played(count, 0, say);
    return { 'campaign.events.128': total / count };
  },
};

/** A campaign of 2,000 units: its history, and how fast its dossiers are filed and accepted. */
export const largeCampaign: Measurement = {
  rows: [
    { name: 'campaign.events.2000', unit: 'events a unit', goal: { atMost: 5 } },
    { name: 'campaign.longest-run', unit: 'events', goal: { atMost: 4500 } },
    { name: 'campaign.2000', unit: 'ratio', goal: { atLeast: 0.6 } },
  ],
  isLong: true,
  async measure(scale, say) {
    const count = largeSizes[scale];
    const { total, longest, ratio } = await played(count, scale === 'tiny' ? 1 : roundsOfLarge, say);
    return { 'campaign.events.2000': total / count, 'campaign.longest-run': longest, 'campaign.2000': ratio };
  },
};

async function played(count: number, rounds: number, say: (line: string) => void) {
  const site = await Site.open({ units: manyUnits(count), now: begins });
  try {
    const course = new PlayedCampaign(site, say);
    await course.start();
    await course.walkTo('2024-01-15T09:00:00');
    const ratio = await course.collect(count, rounds);
    await course.decide();
    await course.walkTo('2024-12-31T09:00:00');
    const runs = await course.runs();
    say(`campaign of ${count}: runs of ${runs.join(', ')} events`);
    return { total: runs.reduce((sum, run) => sum + run, 0), longest: Math.max(...runs), ratio };
  } finally {
    await site.close();
  }
}

const blocs = plan263.blocs.map((bloc) => bloc.code);

class PlayedCampaign {
  private readonly players: Players;

  constructor(
    private readonly site: Site,
    private readonly say: (line: string) => void,
  ) {
    this.players = new Players(site.services, plan263, inventedFor(plan263), (line) => {
      throw new Error(line);
    });
  }

  async start(): Promise<void> {
    await this.players.meet();
    await this.site.client.workflow.start('annualCampaign', {
      workflowId: campaignId('263', campaign),
      taskQueue: taskQueues.rehearsal,
      args: [courseInput(campaign, begins, { instance: this.site.instance })],
    });
    await this.site.stepper.settle();
  }

  async walkTo(instant: string): Promise<void> {
    const { stepper } = this.site;
    const until = at(instant);
    for (let next = stepper.nextMoment(); next !== null && next <= until; next = stepper.nextMoment()) {
      await stepper.moveTo(next);
      await stepper.settle();
    }
    if (stepper.openWorkflows() > 0) await stepper.moveTo(until);
    await stepper.settle();
  }

  /** Every dossier is filed and accepted; in turn with bare workflows that were started before. @returns bare ÷ ours, in time */
  async collect(count: number, rounds: number): Promise<number> {
    const each = Math.ceil(count / (rounds + 1));
    const numbers = (round: number): number[] => range(round * each, Math.min(count, (round + 1) * each));
    const { bareClient, stepper } = this.site;
    const bare = (index: number) => bareClient.workflow.getHandle(`bare/${index}`);
    await timeEach(range(0, rounds === 0 ? 0 : count), (index) =>
      bareClient.workflow.start('filedAndReviewed', { workflowId: `bare/${index}`, taskQueue: 'bare' }),
    );
    const ours = async (round: number): Promise<number> => {
      const filed = await timeEach(numbers(round), (index) => this.players.file(campaign, `don-vi-${index}`));
      const begun = performance.now();
      await this.players.reviewAll(campaign);
      const accepted = performance.now() - begun;
      await stepper.settle();
      await this.site.quiet();
      return filed + accepted;
    };
    const bareRound = async (round: number): Promise<number> => {
      if (rounds === 0) return 1;
      const file = (index: number) => bare(index).executeUpdate('file', { args: ['filed'] });
      const review = (index: number) => bare(index).executeUpdate('review', { args: ['accepted'] });
      return (await timeEach(numbers(round), file)) + (await timeEach(numbers(round), review));
    };
    const say = (line: string): void => this.say(`campaign of ${count}, ${each} a round: ${line}`);
    return compareInTurn({ name: 'bare', round: bareRound }, { name: 'ours', round: ours }, rounds, say);
  }

  /** From the rankings to the ceremony. */
  async decide(): Promise<void> {
    const { players } = this;
    const ranking = { day: '2024-01-20', decision: '250/QĐ-UBND' };
    await this.walkTo('2024-01-20T09:00:00');
    await players.publishRanking(campaign, blocs, ranking);
    await players.publishRanking(campaign, blocs, { ...ranking, period: 'previous', source: '2020' });
    await this.walkTo('2024-02-12T09:00:00');
    await players.answerOpen(campaign);
    await this.site.stepper.settle();
    await players.chooseWhereWaiting(campaign);
    await this.site.stepper.settle();
    await players.forward(campaign);
    await this.site.stepper.settle();
    await players.appraise(campaign, '2024-02-12');
    await this.site.stepper.settle();
    await players.sign(campaign, 1, (state) => ({
      actor: chairman,
      digest: state.list?.digest ?? '',
      decision: 'approve',
      strikes: [],
    }));
    await this.site.stepper.settle();
    await players.recordDecision(campaign, '466/QĐ-UBND', '2024-02-12');
    await this.site.stepper.settle();
    await players.holdCeremony(campaign, '2024-02-12');
    await this.site.stepper.settle();
  }

  /** The events of each run, the first run first. */
  async runs(): Promise<number[]> {
    const { client } = this.site;
    const workflowId = campaignId('263', campaign);
    const lengths: { at: number; events: number }[] = [];
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      const { startTime, historyLength } = await client.workflow.getHandle(workflowId, runId).describe();
      lengths.push({ at: startTime.getTime(), events: historyLength });
    }
    return lengths.sort((one, other) => one.at - other.at).map(({ events }) => events);
  }
}
