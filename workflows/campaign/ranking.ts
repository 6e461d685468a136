import { campaignId } from '../api/identity.js';
import { type RecordRanking, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { checkChangeable } from './stages.js';
import { supersede } from './standing.js';
import { rankingShape } from '../rules/selection/ranking.js';

/** Stage 4: each bloc's official ranking, and last year's where the records lack it. */
export function listenForRankings(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.recordRanking, {
    check: (message) => checkRanking(course, message),
    apply: (message) => recordRanking(course, message),
  });
}

function checkRanking(course: Course, message: RecordRanking): Refusal | null {
  const frozen = checkChangeable(course.state, course.now, 'recordRanking', message.reason);
  if (frozen !== null) return frozen;
  if (course.campaign === 'summary' && message.period === 'previous') {
    return { code: 'ranking.no-previous', campaign: course.campaign };
  }
  const seen = new Set<string>();
  const repeated: { row: number; unit: string }[] = [];
  message.rows.forEach(({ unit }, index) => {
    if (seen.has(unit)) repeated.push({ row: index + 1, unit });
    seen.add(unit);
  });
  if (repeated.length > 0) return { code: 'ranking.repeated-unit', rows: repeated };
  const misfits = rankingShape(message.rows.map((row) => row.rank));
  return misfits.length === 0 ? null : { code: 'ranking.shape', bloc: message.bloc, rows: misfits };
}

async function recordRanking(course: Course, message: RecordRanking) {
  const { actor, bloc, period, decision, rows, reason } = message;
  await course.context.recordAct('recordRanking', actor, {
    reason: reason ?? null,
    facts: { bloc, period, decision, rows: rows.length },
    change: { type: 'ranking', bloc, period, decision, rows },
  });
  const others = course.state.rankings.filter((it) => it.bloc !== bloc || it.period !== period);
  course.state.rankings = [...others, { bloc, period, decision, units: rows.length }];
  course.selectAgain();
  await supersede(course, 'ranking', reason ?? null);
  // Next year's greatest leap is reckoned from this ranking (III.3.a).
  if (period === 'current' && course.campaign !== 'summary') {
    const next = campaignId(course.plan.plan, String(Number(course.campaign) + 1));
    await course.context.nudge(next);
  }
  return { bloc, period, units: rows.length };
}
