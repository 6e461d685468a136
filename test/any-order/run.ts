import type { Act, ActKind, Plot, SimpleAct } from './acts.js';
import {
  answer,
  answerAgain,
  celebrate,
  decide,
  extend,
  forward,
  rank,
  review,
  shorten,
  shortlist,
  waive,
} from './acts-of-home-affairs.js';
import { appraise, revoke, sign } from './acts-of-others.js';
import { clock, during, merge, tick, worker } from './acts-of-the-world.js';
import { file, report, withdraw } from './acts-of-units.js';
import { checks } from './checks.js';
import { type Evidence, readAudit } from './checks/evidence.js';
import { Dice } from './dice.js';
import { endings } from './endings.js';
import { goOn } from './go-on.js';
import type { Ground } from './ground.js';
import { Play } from './play.js';
import { bringTo, giveEarlierCertificates } from './prologue.js';
import { settle, Standstill } from './settle.js';

/** A run in which something didn't hold. */
export interface Failure {
  check: string;
  problems: string[];
  /** How many acts were done when it was seen. */
  acts: number;
  story: string[];
}

export interface Played {
  failure: Failure | null;
  /** How often each act was done, and how often it was answered as done. */
  counts: Map<string, { tried: number; done: number }>;
  story: string[];
}

const performers: Record<ActKind, (play: Play, dice: Dice) => Promise<void>> = {
  file,
  withdraw,
  review,
  extend,
  shorten,
  rank,
  answer,
  'answer-again': answerAgain,
  waive,
  shortlist,
  forward,
  appraise,
  sign,
  decide,
  celebrate,
  revoke,
  report,
  merge,
  clock,
  worker,
  'go-on': goOn,
};

/** Plays one plot on a site of its own; after every act, and at the end, all that should hold is looked at. */
export async function playOut(
  ground: Ground,
  plot: Plot,
  isChecked: (name: string) => boolean,
): Promise<Played> {
  const site = await ground.openSite({ cached: plot.cached });
  const play = new Play(site, plot.campaign);
  const counts: Played['counts'] = new Map();
  const notes = new Map<string, string>();
  const failed = (check: string, problems: string[]): Played => ({
    failure: { check, problems, acts: play.step, story: play.story },
    counts,
    story: play.story,
  });
  try {
    if (plot.campaign === 'summary') await giveEarlierCertificates(site.records);
    await play.begin(plot.maximumEvents);
    await bringTo(play, plot.beginning);
    for (const act of plot.acts) {
      play.step += 1;
      await tick(play);
      await perform(play, act, counts);
      await settle(site);
      const failure = await firstProblem(play, notes, isChecked);
      if (failure !== null) return failed(...failure);
    }
    for (const [name, find] of Object.entries(endings)) {
      if (!isChecked(name)) continue;
      const problems = await find(play);
      if (problems.length > 0) return failed(name, problems);
    }
    return { failure: null, counts, story: play.story };
  } catch (error) {
    if (error instanceof Standstill) return failed('answered', [error.message]);
    return failed('the run itself', [
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    ]);
  } finally {
    await site.close();
  }
}

/** What several runs tried and did. */
export function sumCounts(played: readonly Played[]): Played['counts'] {
  const counts: Played['counts'] = new Map();
  for (const [act, { tried, done }] of played.flatMap((run) => [...run.counts])) {
    const before = counts.get(act) ?? { tried: 0, done: 0 };
    counts.set(act, { tried: before.tried + tried, done: before.done + done });
  }
  return counts;
}

async function perform(play: Play, act: Act, counts: Played['counts']): Promise<void> {
  if (act.act === 'both') {
    play.tell('two at once:');
    await Promise.all(act.of.map((one) => performOne(play, one, counts)));
  } else if (act.act === 'killed') {
    const [under] = act.of;
    if (under === undefined) return;
    await during(play, new Dice(under.dice.slice(-1)), () => performOne(play, under, counts));
  } else await performOne(play, act, counts);
}

async function performOne(play: Play, act: SimpleAct, counts: Played['counts']): Promise<void> {
  const before = play.log.length;
  await performers[act.act](play, new Dice(act.dice));
  const count = counts.get(act.act) ?? { tried: 0, done: 0 };
  const isDone = play.log
    .slice(before)
    .some((it) => it.outcome.kind === 'done' || it.outcome.kind === 'signalled');
  counts.set(act.act, { tried: count.tried + 1, done: count.done + (isDone ? 1 : 0) });
}

async function firstProblem(
  play: Play,
  notes: Map<string, string>,
  isChecked: (name: string) => boolean,
): Promise<[string, string[]] | null> {
  const evidence: Evidence = {
    records: play.site.records,
    plan: play.officials.plan,
    campaign: play.campaign,
    now: play.now,
    log: play.log,
    list: await play.officials.listInHand(),
    audit: await readAudit(play.site.records),
    notes,
  };
  for (const check of checks) {
    if (!isChecked(check.name)) continue;
    const problems = await check.find(evidence);
    if (problems.length > 0) return [check.name, problems];
  }
  return null;
}
