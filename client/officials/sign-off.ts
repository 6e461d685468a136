import { setTimeout as pause } from 'node:timers/promises';
import type { CourseState } from '../../workflows/api/campaign-state.js';
import type { SignOff } from '../../workflows/api/messages.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';
import { courseOf } from './course.js';
import { type Answer, type Services, signOff } from './send.js';

const betweenLooks = 500;
const mostLooks = 100;

/** Sends the Chairman's signal, which has no answer, and waits for what becomes of it; null: nothing did within its time. */
export async function signOffAnswered(
  services: Services,
  campaign: CampaignKey,
  message: SignOff,
): Promise<Answer | null> {
  const { state: before } = await courseOf(services, campaign);
  await signOff(services, campaign, message);
  for (let looks = 1; looks <= mostLooks; looks += 1) {
    const { state } = await courseOf(services, campaign);
    const answer = outcomeOf(before, state, message);
    if (answer !== null) return answer;
    await pause(betweenLooks);
  }
  return null;
}

/** What became of a decision that was sent at `before`; null: nothing yet. */
function outcomeOf(before: CourseState, now: CourseState, message: SignOff): Answer | null {
  if (now.signals <= before.signals) return null;
  const known = new Set(before.refusals.map((it) => JSON.stringify(it)));
  const refused = now.refusals.find(
    (it) => !known.has(JSON.stringify(it)) && it.actor?.person === message.actor.person,
  );
  if (refused !== undefined) return { done: false, refusal: refused.refusal, sentence: refused.sentence };
  const { digest, decision, actor } = message;
  const value = { decision, digest };
  const isSigned =
    decision === 'approve' && now.signed?.digest === digest && now.signed.person === actor.person;
  const isReturned =
    decision === 'return' && now.returned?.by === 'chairman' && now.returned.digest === digest;
  return isSigned || isReturned ? { done: true, value } : null;
}
