import type { Client } from '@temporalio/client';
import {
  businessNow,
  clockMode,
  setTrialClock,
  trialOffset,
} from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import { askForProofs } from '../../activities/records/registry/keys.js';
import { keepPlan } from '../../activities/records/registry/plans.js';
import { type Readiness, readinessOf } from '../../activities/records/registry/readiness.js';
import {
  refuseForeign,
  refuseShared,
  runningMovement,
} from '../../worker/embedded/temporal/running-movement.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { planOfRecords } from '../plan-of-records.js';
import type { MovementClock } from './movement.js';
import { refuseOtherClock, refuseRecords } from './whose.js';

/** A trial: the wall clock moved. `at` is the instant that its clock is to show at the beginning, epoch ms; null: it has one. */
export interface Trial {
  at: number | null;
}

/** Why no movement can run on these records yet: facts for the sentence. */
export type NotReady =
  | { code: 'plan.unusable'; sentence: string }
  | { code: 'setup.none'; mode: ClockMode }
  | { code: 'setup.sample' }
  | { code: 'trial.no-instant' }
  | { code: 'trial.runs'; at: number };

export type Prepared = { plan: Plan; clock: MovementClock } | { problem: NotReady };

/**
 * Makes records ready for a movement on the wall clock, in earnest or as a trial: brings their tables to this program's
 * version and, for a trial, moves their clock. Ready, they keep the plan and ask for proofs from then on. Throws `NotOurs` where the records or the server's movement are of another clock.
 */
export async function prepareLive(
  services: { client: Client; records: Records },
  asked: { plan?: string | undefined; trial: Trial | null },
): Promise<Prepared> {
  const { client, records } = services;
  const mode = asked.trial === null ? 'service' : 'trial';
  const chosen = await planOfRecords(records, asked.plan);
  if ('sentence' in chosen) return notReady({ code: 'plan.unusable', sentence: chosen.sentence });
  const { plan } = chosen;
  const movement = await runningMovement(client, plan.plan);
  refuseOtherClock(movement, mode);
  await records.migrate();
  const instance = await instanceOf(records);
  refuseForeign(movement, instance);
  if (mode === 'trial') await refuseShared(client, instance);
  const readiness = await readinessOf(records);
  const clock =
    asked.trial === null
      ? await serviceClock(records, readiness)
      : await trialClock(records, readiness, asked.trial);
  if ('code' in clock) return notReady(clock);
  if (!readiness.hasUnits) return notReady({ code: 'setup.none', mode });
  await keepPlan(records, plan);
  await askForProofs(records);
  return { plan, clock };
}

const notReady = (problem: NotReady): Prepared => ({ problem });

async function serviceClock(
  records: Records,
  { hasUnits, hasRealPeople, hasInventedPeople }: Readiness,
): Promise<MovementClock | NotReady> {
  const { mode } = await clockMode(records);
  if (mode !== 'service') refuseRecords(mode, 'service');
  if (hasUnits && hasInventedPeople && !hasRealPeople) return { code: 'setup.sample' };
  return { mode, now: Date.now() };
}

async function trialClock(
  records: Records,
  readiness: Readiness,
  { at }: Trial,
): Promise<MovementClock | NotReady> {
  const { mode } = await clockMode(records);
  if (mode === 'rehearsal' || (mode === 'service' && isForService(readiness))) refuseRecords(mode, 'trial');
  const before = await trialOffset(records);
  if (at !== null && before !== null && readiness.hasBegun)
    return { code: 'trial.runs', at: await businessNow(records) };
  const offset = at === null ? before : at - Date.now();
  if (offset === null) return { code: 'trial.no-instant' };
  // Where nobody real is served invented people may stand: so before the set-up is asked for.
  if (offset !== before) await setTrialClock(records, offset);
  return { mode: 'trial', now: Date.now() + offset, offset };
}

/** Set up with anything that isn't a sample, or used already. */
const isForService = ({ hasBegun, hasUnits, hasRealPeople, hasInventedPeople }: Readiness): boolean =>
  hasBegun || hasRealPeople || (hasUnits && !hasInventedPeople);
