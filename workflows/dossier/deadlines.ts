import type { Dossier } from './dossier.js';
import { receipt, take } from './filing.js';

/** The next instant at which the dossier does something by itself, epoch ms: its deadline, until it has decided on it. */
export function nextMoment({ isClosing, deadline, state }: Dossier): number | null {
  return !isClosing && deadline > state.decidedUntil ? deadline : null;
}

/** Something may have changed in the records: time granted or taken back, the campaign's end. What, they say. */
export async function look(dossier: Dossier): Promise<void> {
  if (!dossier.isLookDue) return;
  dossier.isLookDue = false;
  const { context, state } = dossier;
  const { plan, campaign, unit } = dossier.key;
  const [standing] = await context.records.dossierStandings({ plan, campaign, units: [unit] });
  if (standing === undefined) return;
  context.clock.learn(standing.at);
  dossier.isClosing = standing.isOver;
  if (standing.isOver || standing.cutoff === state.cutoff) return;
  state.cutoff = standing.cutoff;
  state.acts += 1;
  if (state.status === 'lapsed' && standing.status === 'open') state.status = 'open';
}

/**
 * At the deadline, whatever the status: what the records received in time and the dossier had not heard of counts; what was
 * never filed lapses.
 */
export async function decideInTime(dossier: Dossier): Promise<void> {
  const { context, state, deadline, isClosing } = dossier;
  if (isClosing || deadline <= state.decidedUntil || context.clock.now() < deadline) return;
  const found = await context.records.findFiling({ ...dossier.key, before: deadline });
  state.decidedUntil = deadline;
  if (found !== null && (await takeOver(dossier, found))) return;
  if (state.status === 'open' || state.status === 'returned') await lapse(dossier, deadline);
}

/** @returns whether the filing stands, or will where the records are mended */
async function takeOver(dossier: Dossier, found: { receipt: string; digest: string }): Promise<boolean> {
  const { receipt: number, digest } = found;
  const outcome = await dossier.context.record({
    key: `taken-over/${number}`,
    act: 'dossier-taken-over',
    actor: null,
    reason: null,
    facts: { receipt: number },
    change: { type: 'dossier-filed', unit: dossier.input.unit, filing: { receipt: number, digest } },
    letters: [receipt(dossier, number)],
  });
  // What the database can't keep was received all the same: it doesn't lapse, and the campaign shows that it is pending.
  if (outcome.refusal !== null) return outcome.refusal.code === 'records.refused';
  take(dossier, outcome);
  return true;
}

async function lapse(dossier: Dossier, deadline: number): Promise<void> {
  const { context, state, input } = dossier;
  const key = `lapsed/${String(deadline)}`;
  const outcome = await context.record({
    key,
    act: 'dossier-lapsed',
    actor: null,
    reason: null,
    facts: { cutoff: deadline, status: state.status },
    change: { type: 'dossier-lapsed', unit: input.unit },
    letters: [dossier.letter(key, { code: 'dossier-lapsed', campaign: input.campaign, cutoff: deadline })],
  });
  if (outcome.refusal !== null) return;
  state.status = 'lapsed';
  state.completeBy = null;
  dossier.hasChanged();
}
