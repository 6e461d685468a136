import {
  defineSearchAttributeKey,
  type SearchAttributePair,
  TypedSearchAttributes,
} from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { CampaignView } from './acts.js';
import { agendaAhead } from './course-agenda.js';
import type { Context } from './context.js';
import { awaited } from './course-awaited.js';
import type { Course } from './course.js';
import type { DossierInput, DossierState } from './dossier-state.js';
import type { MovementState } from './movement.js';
import { awaitedLine, campaignName, stageNames, statusNames } from './names.js';
import type { CampaignKey } from './plan/schema.js';
import { formatDay } from './rules/calendar.js';
import { formatMoment } from './rules/days.js';

/** Typed search attributes: codes and states only, for they are never encrypted. */
export const searchAttributes = {
  plan: defineSearchAttributeKey('PlanCode', 'KEYWORD'),
  campaign: defineSearchAttributeKey('Campaign', 'KEYWORD'),
  bloc: defineSearchAttributeKey('Bloc', 'KEYWORD'),
  unit: defineSearchAttributeKey('Unit', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  dossierStatus: defineSearchAttributeKey('DossierStatus', 'KEYWORD'),
} as const;

export function waitSummary(moment: number | null): string {
  return moment === null ? 'chờ việc của người có thẩm quyền' : `chờ đến ${formatMoment(moment)}`;
}

function index(pairs: SearchAttributePair[]): void {
  const known = workflowInfo().typedSearchAttributes;
  const changed = pairs.filter((pair) => known.get(pair.key) !== pair.value);
  if (changed.length > 0) upsertSearchAttributes(changed);
}

export function showDossier(context: Context, input: DossierInput, state: DossierState): void {
  const { status, cutoff, current, completeBy } = state;
  const lines = [
    `**${statusNames[status]}** – ${campaignName(input.campaign)}, đơn vị \`${input.unit}\``,
    `Nộp trước ${formatMoment(cutoff)}.`,
    current === null
      ? ''
      : `Bản hiện hành nhận lúc ${formatMoment(current.receivedAt)}, mã \`${current.digest.slice(0, 12)}\`.`,
    completeBy === null ? '' : `Hoàn thiện chậm nhất ngày ${formatDay(completeBy)}.`,
  ];
  context.show(lines.filter((line) => line !== '').join('\n\n'));
  index([{ key: searchAttributes.dossierStatus, value: status }]);
}

export function showCourse(course: Course): void {
  const { state, stage } = course;
  const view = courseView(course, course.context.id);
  const lines = [
    `**${stageNames[stage]}** – ${campaignName(course.campaign)}`,
    view.next === null ? '' : `Mốc tiếp theo: ${formatMoment(view.next)}.`,
    ...awaited(course).map((item) => `- Chờ ${awaitedLine(item)}`),
    state.list === null ? '' : `Danh sách đã trình (lần ${String(state.round)}): \`${state.list.digest}\``,
    ...state.refusals.slice(-3).map((trace) => `- Không nhận ký duyệt: ${trace.sentence}`),
  ];
  course.context.show(lines.filter((line) => line !== '').join('\n\n'));
  index([{ key: searchAttributes.stage, value: stage }]);
}

export function showMovement(context: Context, state: MovementState, isOver: boolean): void {
  const lines = [
    isOver
      ? '**Phong trào đã tổng kết**; vẫn nhận quyết định thu hồi bằng khen.'
      : '**Phong trào đang chạy**',
    `Đã mở: ${state.started.map(campaignName).join('; ') || 'chưa đợt nào'}.`,
    ...state.closed.map((it) => `- ${campaignName(it.campaign)}: ${String(it.awards)} bằng khen`),
  ];
  context.show(lines.join('\n\n'));
  index([{ key: searchAttributes.stage, value: isOver ? 'closed' : 'running' }]);
}

/** What `status` and the queries show of a campaign. */
export function courseView(course: Course, workflow: string): CampaignView {
  const { state } = course;
  const moments = agendaAhead(course.campaign, state).map((moment) => moment.at);
  const questions = [...state.questions, ...(state.selection?.questions ?? [])];
  return {
    workflow,
    plan: course.input.plan,
    campaign: course.campaign,
    stage: course.stage,
    next: moments.length === 0 || state.isClosed ? null : Math.min(...moments),
    awaiting: awaited(course).map((item) => ({ ...item })),
    openQuestions: questions.map((question) => question.key),
    digest: state.list?.digest ?? state.selection?.digest ?? null,
    round: state.round,
    frozen: state.signed !== null ? 'signed' : state.list !== null ? 'forwarded' : 'free',
  };
}

/** What the Temporal UI shows of a dossier from its start. */
export function dossierMemo(input: DossierInput) {
  return {
    staticSummary: `Hồ sơ ${input.unit} – ${campaignName(input.campaign)}`,
    staticDetails: `Kế hoạch ${input.plan}/KH-UBND, mục IV.1.a và IV.2: hồ sơ đề nghị khen thưởng của một đơn vị.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.plan, value: input.plan },
      { key: searchAttributes.campaign, value: input.campaign },
      { key: searchAttributes.bloc, value: input.bloc },
      { key: searchAttributes.unit, value: input.unit },
      { key: searchAttributes.dossierStatus, value: input.state.status },
    ]),
  };
}

/** What the Temporal UI shows of a campaign from its start. */
export function courseMemo(plan: string, campaign: CampaignKey) {
  const clause = campaign === 'summary' ? 'III.3.b' : 'III.3.a';
  return {
    staticSummary: `Kế hoạch ${plan}: ${campaignName(campaign)}`,
    staticDetails: `Kế hoạch ${plan}/KH-UBND, mục ${clause} và IV.1: phát động, nhận hồ sơ, lựa chọn, thẩm định, ký, công bố.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.plan, value: plan },
      { key: searchAttributes.campaign, value: campaign },
      { key: searchAttributes.stage, value: 'launch' },
    ]),
  };
}
