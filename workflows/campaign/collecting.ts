import { type RecordLaunchPlan, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import type { UnitCode } from '../plan/schema.js';

/** What units and Home Affairs report beside the dossiers: launch plans (V.1), commendations given, difficulties. */
export function listenForReports(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.recordLaunchPlan, {
    check: (message) => checkLaunchPlan(course, message),
    apply: (message) => recordLaunchPlan(course, message),
  });
  context.onUpdate(messages.reportCommendations, {
    check: (message) => checkOwnUnit(course, message.actor.unit, message.unit),
    apply: async (message) => {
      const { actor, unit, collectives, individuals, document } = message;
      await context.recordAct('reportCommendations', actor, {
        reason: null,
        facts: { unit, collectives, individuals },
        change: { type: 'commendations', unit, collectives, individuals, document: document ?? null },
      });
      course.state.commendations += 1;
      return { unit };
    },
  });
  context.onUpdate(messages.reportDifficulty, {
    check: (message) => checkOwnUnit(course, message.actor.unit, message.unit),
    apply: async ({ actor, unit, text }) => {
      const { campaign } = course;
      course.state.difficulties += 1;
      await context.recordAct('reportDifficulty', actor, {
        reason: null,
        facts: { unit, text },
        change: { type: 'difficulty', unit, text },
        letters: [
          {
            event: `difficulty/${String(course.state.difficulties)}`,
            recipients: [{ office: 'home-affairs' }],
            content: { code: 'difficulty', campaign, unit, text },
          },
        ],
      });
      return { unit };
    },
  });
}

function checkOwnUnit(course: Course, own: UnitCode | undefined, unit: UnitCode): Refusal | null {
  if (course.state.isClosed) return { code: 'workflow.closing' };
  return own === undefined || own === unit ? null : { code: 'actor.wrong-unit', unit: own };
}

function checkLaunchPlan(course: Course, message: RecordLaunchPlan): Refusal | null {
  const { actor, plans } = message;
  const foreign = plans.find((plan) => checkOwnUnit(course, actor.unit, plan.unit) !== null);
  return foreign === undefined ? null : checkOwnUnit(course, actor.unit, foreign.unit);
}

async function recordLaunchPlan(course: Course, { actor, plans }: RecordLaunchPlan) {
  await course.context.recordAct('recordLaunchPlan', actor, {
    reason: null,
    facts: { units: plans.length },
    change: { type: 'launch-plans', plans },
  });
  course.state.launchPlans += plans.length;
  return { recorded: plans.length };
}
