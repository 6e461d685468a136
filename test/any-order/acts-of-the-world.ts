import { setTimeout as pause } from 'node:timers/promises';
import { addDays, dayOf } from '../../workflows/rules/days.js';
import type { Dice } from './dice.js';
import type { Play } from './play.js';
import { settle } from './settle.js';
import { waitsBegun } from './waits.js';

const second = 1_000;
const day = 86_400_000;

/** Time goes on: to the next moment that somebody waits for, to the edge of a deadline, or some days. */
export async function clock(play: Play, dice: Dice): Promise<void> {
  const target = await nextInstant(play, dice);
  if (target === null) return;
  await play.walkTo(target);
  play.tell('time has come to here');
}

async function nextInstant(play: Play, dice: Dice): Promise<number | null> {
  const how = dice.pick(['next', 'edge', 'next', 'days', 'edge']);
  if (how === 'days') return play.now + dice.pick([1, 3, 7]) * day;
  const edges = how === 'next' ? [play.site.stepper.nextMoment() ?? 0] : await deadlines(play);
  const edge = edges.filter((it) => it > play.now).sort((one, other) => one - other)[0];
  if (edge === undefined) return play.now + 7 * day;
  return Math.max(edge + dice.pick([0, -1, 0, 1, -second]), play.now);
}

/** The instants from which something is too late. */
async function deadlines(play: Play): Promise<number[]> {
  const rows = await play.site.records.db
    .selectFrom('dossier')
    .select('cutoff')
    .where('campaign', '=', play.campaign)
    .execute();
  const { cutoff, forwardCutoff, announceBy } = await play.state();
  const next = play.site.stepper.nextMoment();
  return [...rows.map((it) => it.cutoff), cutoff ?? 0, forwardCutoff ?? 0, announceBy ?? 0, next ?? 0];
}

/** A little later: what happens one after the other doesn't happen at one instant, unless a deadline is near. */
export async function tick(play: Play): Promise<void> {
  const next = play.site.stepper.nextMoment();
  const later = play.now + second;
  if (next !== null && next <= later + second) return;
  await play.walkTo(later);
}

/** The worker is stopped and made anew, without what it remembered; or it is away while a deadline passes. */
export async function worker(play: Play, dice: Dice): Promise<void> {
  const isOutage = dice.isUnusual(50);
  if (!isOutage) {
    await play.site.stopWorker();
    await play.site.startWorker();
    play.tell('the worker was started anew');
    return;
  }
  const target = await nextInstant(play, dice);
  await waitsBegun(play.site);
  await play.site.stopWorker();
  play.tell('the worker is away');
  if (target !== null && target > play.now) {
    play.now = target;
    await play.site.stepper.moveTo(target);
  }
  await play.site.startWorker();
  await settle(play.site);
  play.tell('the worker is back');
}

/** A unit is merged into another. */
export async function merge(play: Play, dice: Dice): Promise<void> {
  const unit = dice.pickFrom(play.units)?.code ?? 'xa-ba';
  const successor = dice.pickFrom(play.units.filter((it) => it.code !== unit))?.code ?? 'xa-moi';
  const validTo = addDays(dayOf(play.now), dice.pick([-1, 30]));
  await play.site.records.db
    .updateTable('unit')
    .set({ valid_to: validTo, successor })
    .where('code', '=', unit)
    .execute();
  play.tell(`${unit} is merged into ${successor}, its last day ${validTo}`);
}

/** Kills the worker while something is under way, and starts it again. */
export async function during(play: Play, dice: Dice, work: () => Promise<void>): Promise<void> {
  const under = work();
  await pause(dice.number(60));
  await play.site.stopWorker();
  play.tell('the worker is killed');
  await play.site.startWorker();
  await under;
}
