import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { begunCampaigns, expectedWorkflows } from '../../../activities/records/reads/expected-workflows.js';
import { failingEffects } from '../../../activities/records/reads/failing.js';
import { byMailbox, undelivered } from '../../../activities/records/reads/mails.js';
import { campaignId, movementId, postId } from '../../../workflows/api/identity.js';
import { examine } from '../../engine/doctor/doctor.js';
import { inspect } from '../../engine/doctor/workflow-checks.js';
import { readableOf, readTimeline } from '../../officials/history/read.js';
import { type RunHistory, serverRuns } from '../../officials/history/runs.js';
import { standingWord } from '../../officials/movement-lost.js';
import { goTo } from '../acting.js';
import { addresses } from '../addresses.js';
import type { Page, Portal, Route, Visit } from '../visit.js';
import { doctorPage, operatorsPage, type ShownWorkflow } from './operators.js';
import { noSuchPage, notAllowed } from './problems.js';
import { timelinePage } from './timeline.js';

/** In service Home Affairs runs the system; in a rehearsal everybody may look behind it. */
export const isOperator = ({ visitor, portal }: Visit): boolean =>
  portal.mode === 'rehearsal' || (visitor.kind === 'official' && visitor.actor.office === 'home-affairs');

const forOperators =
  (answer: (visit: Visit) => Promise<Page | Response>): Route['answer'] =>
  (visit) =>
    isOperator(visit) ? answer(visit) : Promise.resolve(notAllowed(visit, ['home-affairs']));

const longestWait = 5_000;

/** What the server says; null where it is away. */
async function fromServer<T>({ client }: Portal, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await client.withDeadline(Date.now() + longestWait, ask);
  } catch (error) {
    if (error instanceof ServiceError || isGrpcServiceError(error)) return null;
    throw error;
  }
}

/** A workflow's own page in the Temporal UI. */
const uiOf = ({ temporalUi, client }: Portal, id: string): string | null =>
  temporalUi === undefined
    ? null
    : `${temporalUi}/namespaces/${client.options.namespace}/workflows/${encodeURIComponent(id)}`;

async function answerOperators({ portal, plan: { plan } }: Visit): Promise<Page> {
  const { records } = portal;
  const [expected, begun, failing, lost] = await Promise.all([
    expectedWorkflows(records, plan),
    begunCampaigns(records, plan),
    failingEffects(records),
    undelivered(records),
  ]);
  const great = expected.filter(({ kind }) => kind !== 'dossier');
  const inspected = await fromServer(portal, () => inspect(portal.client, great));
  const known = new Map((inspected ?? []).map((it) => [it.workflowId, it]));
  const over = begun.filter(({ isOver }) => isOver).map(({ campaign }) => campaignId(plan, campaign));
  const shown = (id: string): ShownWorkflow => ({
    id,
    isOver: over.includes(id),
    standing: known.get(id)?.standing ?? null,
    tries: known.get(id)?.tries ?? 0,
    ui: uiOf(portal, id),
  });
  const campaigns = begun.map(({ campaign }) => campaignId(plan, campaign));
  const ids = expected.length === 0 ? [] : [movementId(plan), postId(plan), ...campaigns];
  return operatorsPage({
    workflows: ids.map(shown),
    dossiers: expected.length - great.length,
    failing,
    undelivered: byMailbox(lost),
    ui: portal.temporalUi ?? null,
  });
}

async function answerDoctor({ portal: { configuration } }: Visit): Promise<Page> {
  if (configuration === undefined) return noSuchPage();
  return doctorPage({ findings: await examine(configuration, process.env, standingWord) });
}

async function answerTimeline({ portal, plan, parameters }: Visit): Promise<Page> {
  const workflow = parameters['workflow'] ?? '';
  const server: { runs: RunHistory[] | null } = { runs: null };
  const entries = await readTimeline(portal.records, plan, workflow, async () => {
    server.runs = await fromServer(portal, () => serverRuns(portal.client, workflow));
    return server.runs ?? [];
  });
  const away =
    server.runs === null ? 'Máy chủ Temporal không trả lời; trang này chỉ có những gì đã lưu.' : null;
  return timelinePage({ workflow, entries: readableOf(entries), ui: uiOf(portal, workflow), away });
}

const findTimeline = ({ url }: Visit): Promise<Response> => {
  const name = (url.searchParams.get('ten') ?? '').trim();
  return Promise.resolve(goTo(name === '' ? addresses.operators : addresses.workflow(name)));
};

/** What those see who keep the system running. */
export const operatorRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.operators, openTo: 'readers', answer: forOperators(answerOperators) },
  { method: 'GET', path: addresses.doctor, openTo: 'readers', answer: forOperators(answerDoctor) },
  { method: 'GET', path: addresses.workflows, openTo: 'readers', answer: forOperators(findTimeline) },
  {
    method: 'GET',
    path: '/van-hanh/luong/:workflow',
    openTo: 'readers',
    answer: forOperators(answerTimeline),
  },
];
