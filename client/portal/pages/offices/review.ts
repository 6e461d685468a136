import { findFile, readFileChunks, unknownFiles } from '../../../../activities/records/filings/files.js';
import { dossierActs, dossierVersions } from '../../../../activities/records/reads/dossier-history.js';
import { dossierStandings } from '../../../../activities/records/reads/dossier-standings.js';
import { unitDossier } from '../../../../activities/records/reads/unit-dossier.js';
import { type Actor, messages, type ReviewDossier } from '../../../../workflows/api/messages.js';
import { type CampaignKey, UnitCode } from '../../../../workflows/plan/schema.js';
import { endingOf } from '../../../officials/dossier/files.js';
import { actorOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { noSuchPage } from '../problems.js';
import { inCampaign, isOver } from './ground.js';
import { reviewPage } from './review-page.js';
import { nothingTyped, Reading, type Typed } from './typed.js';

const answerReview = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  shown(visit, campaign, nothingTyped);

async function shown(visit: Visit, campaign: CampaignKey, typed: Typed): Promise<Page> {
  const { portal, plan } = visit;
  const { records } = portal;
  const unit = UnitCode.safeParse(visit.parameters['unit']);
  if (!unit.success) return noSuchPage();
  const key = { plan: plan.plan, campaign, unit: unit.data };
  const dossier = await unitDossier(records, key);
  if (dossier === null) return noSuchPage();
  const [versions, acts, standings] = await Promise.all([
    dossierVersions(records, key),
    dossierActs(records, key),
    dossierStandings(records, { plan: plan.plan, campaign, units: [unit.data] }),
  ]);
  const digests = versions.flatMap(({ content }) =>
    content.documents.flatMap(({ digest }) => (digest === undefined ? [] : [digest])),
  );
  const unknown = new Set(await unknownFiles(records.db, digests));
  const kept = new Set(digests.filter((it) => !unknown.has(it)));
  const { office } = actorOf(visit);
  const completeBy = standings[0]?.completeBy ?? null;
  const over = await isOver(visit, campaign);
  return reviewPage({
    plan,
    campaign,
    isOver: over,
    office,
    dossier,
    completeBy,
    versions,
    acts,
    kept,
    typed,
  });
}

async function review(visit: Visit, campaign: CampaignKey): Promise<Page | Response> {
  const form = await visit.form();
  const reading = new Reading(form);
  const message = readReview(reading, actorOf(visit));
  const unit = UnitCode.safeParse(visit.parameters['unit']);
  if (!unit.success) return noSuchPage();
  if (message === null || reading.isFaulty) return shown(visit, campaign, reading.typed());
  const act = { campaign, unit: unit.data, definition: messages.reviewDossier, message };
  const taken = await takeAct(visit, form, act, addresses.dossiers(campaign));
  return taken.done ? taken.response : shown(visit, campaign, reading.typed(taken.sentence));
}

function readReview(reading: Reading, actor: Actor): ReviewDossier | null {
  const digest = reading.form.get('ban') ?? '';
  const decision = reading.choice(
    'quyet-dinh',
    ['accept', 'return', 'reject'],
    'Cần chọn một: chấp nhận, trả lại hoặc từ chối.',
  );
  if (decision === null) return null;
  if (decision === 'accept') {
    const reason = reading.optional('ly-do');
    return { actor, digest, decision, ...(reason !== undefined && { reason }) };
  }
  const reason = reading.text('ly-do', 'lý do');
  if (decision === 'reject') return { actor, digest, decision, reason };
  const completeBy = reading.day('hoan-thien', 'ngày cuối để hoàn thiện');
  const beyond = reading.optional('vuot');
  return { actor, digest, decision, reason, completeBy, ...(beyond !== undefined && { beyond }) };
}

/** A file of one of a dossier's versions, to be saved; another file than theirs is no page. */
async function answerFile(visit: Visit, campaign: CampaignKey): Promise<Page | Response> {
  const { portal, plan, parameters } = visit;
  const { records } = portal;
  const { unit = '', digest = '' } = parameters;
  const versions = await dossierVersions(records, { plan: plan.plan, campaign, unit });
  const documents = versions.flatMap(({ content }) => content.documents);
  const file = documents.some((it) => it.digest === digest) ? await findFile(records, digest) : null;
  if (file === null) return noSuchPage();
  const chunks = readFileChunks(records, file);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  const name = `${unit}-${campaign}-${digest.slice(0, 12)}${endingOf(file.type)}`;
  return new Response(body, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
      'content-length': String(file.size),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

const path = addresses.review(':campaign', ':unit');
const readers = ['home-affairs', 'board', 'chairman'] as const;

export const reviewRoutes: readonly Route[] = [
  { method: 'GET', path, openTo: readers, answer: inCampaign(answerReview) },
  { method: 'POST', path, openTo: ['home-affairs'], answer: inCampaign(review) },
  {
    method: 'GET',
    path: addresses.reviewFile(':campaign', ':unit', ':digest'),
    openTo: readers,
    answer: inCampaign(answerFile),
  },
];
