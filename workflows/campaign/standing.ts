import type { Course } from './campaign.js';
import { wakeOverdue } from './dossiers.js';

/**
 * Asks the records how the dossiers and the list stand, where something may have changed. A list in hand that a change
 * has set free there is superseded here; a dossier that ended before its time is started again.
 */
export async function look(course: Course): Promise<void> {
  const { state, context, campaign } = course;
  state.isLookDue = false;
  const at = context.clock.stamp();
  const standing = await context.records.campaignStanding({ plan: course.plan.plan, campaign, at });
  const { filing, review, overdue, frozen } = standing;
  context.clock.learn(standing.at);
  state.pending = { filing, review };
  state.nextLook = standing.nextLook;
  state.isSelectionDue = true;
  if (frozen === 'free' && state.list !== null) await supersede(course, 'review');
  if (overdue.length > 0) await wakeOverdue(course, overdue);
}

type SupersededBy = 'review' | 'ranking' | 'revocation' | 'records';

/** What the list in hand rests on has changed: nobody appraises or signs it any more, and whoever had it is told. */
export async function supersede(
  course: Course,
  by: SupersededBy,
  reason: string | null = null,
): Promise<void> {
  const { state, context, campaign } = course;
  const { list } = state;
  if (list === null) return;
  state.list = null;
  state.signed = null;
  const event = `list-superseded/${String(state.round)}`;
  const offices = ['home-affairs', 'board', ...(list.isAppraised ? (['chairman'] as const) : [])] as const;
  await context.record({
    key: event,
    act: 'list-superseded',
    actor: null,
    reason,
    facts: { digest: list.digest, input: list.input, by },
    change: { type: 'list-superseded' },
    letters: [
      {
        event,
        recipients: offices.map((office) => ({ office })),
        content: { code: 'list-superseded', campaign, digest: list.digest, by, reason },
      },
    ],
  });
  course.selectAgain();
}
