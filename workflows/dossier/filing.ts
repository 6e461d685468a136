import type { RecordOutcome } from '../api/acts.js';
import { type FileDossier, messages, type WithdrawDossier } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { LeftLetter } from '../engine/context.js';
import { refuse } from '../engine/faults.js';
import type { Dossier } from './dossier.js';

/** The unit files, files anew, or withdraws (IV.2). */
export function listenForFilings(dossier: Dossier): void {
  const { context } = dossier;
  context.onUpdate(messages.fileDossier, {
    check: (message) => dossier.checkUnit(message.actor),
    apply: (message) => file(dossier, message),
  });
  context.onUpdate(messages.withdrawDossier, {
    check: (message) => checkWithdrawal(dossier, message),
    apply: (message, acceptedAt) => withdraw(dossier, message, acceptedAt),
  });
}

async function file(dossier: Dossier, { actor, filing }: FileDossier) {
  const outcome = await dossier.context.recordAct('fileDossier', actor, {
    reason: null,
    facts: { ...filing },
    change: { type: 'dossier-filed', unit: dossier.input.unit, filing },
    letters: [receipt(dossier, filing.receipt)],
  });
  const taken = take(dossier, outcome);
  return { status: dossier.state.status, ...taken };
}

/** The letter on a filing: what was received the records say. */
export function receipt(dossier: Dossier, number: string): LeftLetter {
  const { campaign } = dossier.input;
  const content = { code: 'dossier-received' as const, campaign, cutoff: dossier.deadline };
  return dossier.letter(`received/${number}`, content);
}

/** A new version is the dossier's current one and is to be reviewed. Time that was granted stays granted. */
export function take(dossier: Dossier, outcome: RecordOutcome) {
  if (outcome.value?.type !== 'filing-taken') return refuse({ code: 'filing.unknown', receipt: '' });
  const { receipt, digest, receivedAt, collectives, individuals } = outcome.value;
  const current = { receipt, digest, receivedAt, collectives, individuals };
  dossier.state.current = current;
  dossier.state.status = 'submitted';
  dossier.hasChanged();
  return current;
}

function checkWithdrawal(dossier: Dossier, message: WithdrawDossier): Refusal | null {
  const wrongUnit = dossier.checkUnit(message.actor);
  if (wrongUnit !== null) return wrongUnit;
  const { status } = dossier.state;
  const isFiled = status === 'submitted' || status === 'returned' || status === 'accepted';
  return isFiled ? null : { code: 'dossier.wrong-status', status, message: 'withdrawDossier' };
}

async function withdraw(dossier: Dossier, { actor, reason }: WithdrawDossier, at: number | null) {
  const { unit, campaign } = dossier.input;
  const content = { code: 'dossier-withdrawn' as const, campaign, cutoff: dossier.deadline };
  await dossier.context.recordAct('withdrawDossier', actor, {
    reason,
    facts: {},
    change: { type: 'dossier-withdrawn', unit },
    letters: [dossier.letterOnAct('withdrawn', content)],
    at,
  });
  dossier.state.status = 'withdrawn';
  dossier.hasChanged();
  return { status: dossier.state.status };
}
