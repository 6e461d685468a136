import { searchAttributes } from '../api/search-attributes.js';
import type { CampaignView } from '../api/views.js';
import { agendaAhead } from './agenda.js';
import { awaited } from './stages.js';
import type { Course } from './campaign.js';
import { index } from '../engine/showing.js';
import { awaitedLine, stageNames } from '../api/names.js';
import { campaignName } from '../plan/names.js';
import { formatMoment } from '../rules/days.js';

export function showCourse(course: Course): void {
  const { state, stage } = course;
  const view = courseView(course);
  const lines = [
    `**${stageNames[stage]}** – ${campaignName(course.plan, course.campaign)}`,
    view.next === null ? '' : `Mốc tiếp theo: ${formatMoment(view.next)}.`,
    ...awaited(state, course.now).map((item) => `- Chờ ${awaitedLine(course.plan, item)}`),
    ...remindersLines(course),
    state.list === null ? '' : `Danh sách đã trình (lần ${String(state.round)}): \`${state.list.digest}\``,
    ...state.refusals.slice(-3).map((trace) => `- Không nhận ký duyệt: ${trace.sentence}`),
  ];
  course.context.show(lines.filter((line) => line !== '').join('\n\n'));
  index([{ key: searchAttributes.stage, value: stage }]);
}

function remindersLines({ state }: Course): string[] {
  const { paused, pausedUnits } = state.reminders;
  const units = Object.keys(pausedUnits).length;
  return [
    paused === null ? '' : `**Tạm dừng nhắc việc** từ ${formatMoment(paused.at)}: ${paused.reason}`,
    units === 0 ? '' : `Tạm dừng nhắc việc đối với ${String(units)} đơn vị.`,
  ];
}

/** Keeps how the course stands in the records, where it stands otherwise than it was kept. */
export async function keepView(course: Course): Promise<void> {
  const view = courseView(course);
  const text = JSON.stringify(view);
  if (text === course.shown) return;
  course.shown = text;
  await course.context.records.showCampaign(view);
}

/** What `status` and the queries show of a campaign. */
export function courseView(course: Course): CampaignView {
  const { state } = course;
  const moments = agendaAhead(course.plan, course.campaign, state).map((moment) => moment.at);
  const questions = [...state.questions, ...(state.selection?.questions ?? [])];
  return {
    workflow: course.context.id,
    plan: course.plan.plan,
    campaign: course.campaign,
    stage: course.stage,
    next: moments.length === 0 || state.isClosed ? null : Math.min(...moments),
    awaiting: awaited(state, course.now).map((item) => ({ ...item })),
    openQuestions: questions.map((question) => question.key),
    digest: state.list?.digest ?? state.selection?.digest ?? null,
    round: state.round,
    frozen: state.signed !== null ? 'signed' : state.list !== null ? 'forwarded' : 'free',
  };
}
