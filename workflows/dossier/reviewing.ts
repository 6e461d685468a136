import type { MailContent } from '../api/letters.js';
import { messages, type ReviewDossier } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import { dayOf } from '../rules/calendar.js';
import type { Dossier } from './dossier.js';
import { checkWithinQuarter } from './quarter.js';
import type { DossierInput } from './state.js';

/** Home Affairs accepts the dossier, rejects it, or returns it for completion. */
export function listenForReviews(dossier: Dossier): void {
  dossier.context.onUpdate(messages.reviewDossier, {
    check: (message) => checkReview(dossier, message),
    apply: (message) => review(dossier, message),
  });
}

function checkReview({ state, isClosing, context, input }: Dossier, message: ReviewDossier): Refusal | null {
  const { status, current } = state;
  if (isClosing) return { code: 'workflow.closing' };
  const isReviewable = status !== 'open' && status !== 'withdrawn' && status !== 'lapsed';
  if (!isReviewable || current === null) {
    return { code: 'dossier.wrong-status', status, message: 'reviewDossier' };
  }
  if (message.digest !== current.digest) return { code: 'dossier.other-version', current: current.digest };
  if (message.decision !== 'return') return null;
  const { completeBy, beyond } = message;
  if (completeBy < dayOf(context.clock.now())) return { code: 'dossier.complete-by-past', completeBy };
  return beyond === undefined ? checkWithinQuarter(completeBy, input.announceBy) : null;
}

const reviewed = { accept: 'accepted', return: 'returned', reject: 'rejected' } as const;

async function review(dossier: Dossier, message: ReviewDossier) {
  const { state, input } = dossier;
  const { unit, campaign } = input;
  const { decision, digest } = message;
  const status = reviewed[decision];
  const completeBy = message.decision === 'return' ? message.completeBy : null;
  const beyond = message.decision === 'return' ? message.beyond : undefined;
  await dossier.context.recordAct('reviewDossier', message.actor, {
    reason: message.reason ?? null,
    facts: { decision, digest, completeBy, ...(beyond !== undefined && { beyond }) },
    change: { type: 'dossier-reviewed', unit, status, reviewed: digest, completeBy },
    letters: [dossier.letterOnAct('reviewed', reviewMail(campaign, message))],
  });
  // A return grants time; reviewing what was given back takes it back. Otherwise what was granted holds.
  if (status === 'returned' || state.status === 'returned') state.completeBy = completeBy;
  state.status = status;
  dossier.hasChanged();
  return { status };
}

function reviewMail(campaign: DossierInput['campaign'], message: ReviewDossier): MailContent {
  switch (message.decision) {
    case 'accept':
      return { code: 'dossier-accepted', campaign };
    case 'return':
      return { code: 'dossier-returned', campaign, reason: message.reason, completeBy: message.completeBy };
    case 'reject':
      return { code: 'dossier-rejected', campaign, reason: message.reason };
  }
}
