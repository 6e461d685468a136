import { type Actor, messages, type ReviewDossier, type Scope } from '../../workflows/api/messages.js';
import type { Bloc, NomineeKind } from '../../workflows/plan/schema.js';
import { plan263 } from '../plan/plans.js';
import { addDays, dayOf } from '../../workflows/rules/days.js';
import { homeAffairs, homeAffairsHead } from '../workflows/people.js';
import { nomineeIds } from './acts-of-units.js';
import type { AskedQuestion } from './checks/evidence.js';
import type { Dice } from './dice.js';
import type { Play } from './play.js';
import { questionAsked, proposedOrder } from './questions.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';

const reviewers: [Actor, ...Actor[]] = [
  homeAffairs,
  { office: 'home-affairs', person: 'snv-cchc-2' },
  homeAffairsHead,
];
const blocs: [Bloc, ...Bloc[]] = ['communes', 'departments', 'communes', 'districts', 'vertical'];
const elsewhere = 'f'.repeat(64);

/** Home Affairs accepts, returns or rejects a dossier: the version that is current, or one that isn't any more. */
export async function review(play: Play, dice: Dice): Promise<void> {
  const dossiers = await play.site.records.db
    .selectFrom('dossier')
    .select(['unit', 'status', 'digest'])
    .where('campaign', '=', play.campaign)
    .orderBy('unit')
    .execute();
  const waiting = dossiers.filter((it) => it.status === 'submitted');
  const from = waiting.length > 0 && !dice.isUnusual(35) ? waiting : dossiers;
  const dossier = dice.pickFrom(from);
  if (dossier === undefined) return;
  const { unit } = dossier;
  const actor = dice.pick(reviewers);
  const digest = dice.isUnusual(5) ? elsewhere : (dossier.digest ?? elsewhere);
  const reason = 'Xét hồ sơ.';
  const decision = dice.pick<ReviewDossier['decision']>([
    'accept',
    'accept',
    'accept',
    'return',
    'return',
    'reject',
  ]);
  const completeBy = addDays(dayOf(play.now), dice.pick([5, 1, 0, 3, 12, 20, -1, 60]));
  const message: ReviewDossier =
    decision === 'return'
      ? { actor, digest, decision, reason, completeBy }
      : { actor, digest, decision, reason };
  const id = play.nextId();
  const outcome = await play.officials.toDossier(unit, messages.reviewDossier, message, id);
  const until = decision === 'return' ? ` until ${completeBy}` : '';
  const workflow = play.officials.dossierId(unit);
  const words = `${actor.person} reviews ${unit}: ${decision}${until}${digest === elsewhere ? ' (a version that is not current)' : ''}`;
  play.note({ workflow, name: 'reviewDossier', id, message, outcome, words });
}

function scopeOf(play: Play, dice: Dice): { scope: Scope; name: string } {
  const unit = dice.pickFrom(play.units)?.code ?? 'so-y-te';
  const bloc = dice.pick(blocs);
  const of = dice.pick(['unit', 'unit', 'unit', 'bloc', 'all']);
  if (of === 'unit') return { scope: { of, unit }, name: unit };
  return of === 'bloc' ? { scope: { of, bloc }, name: bloc } : { scope: { of: 'all' }, name: 'all' };
}

export async function extend(play: Play, dice: Dice): Promise<void> {
  const { scope, name } = scopeOf(play, dice);
  const lastDay = addDays(dayOf(play.now), dice.pick([8, 3, 1, 0, 15, 25, 45, -2]));
  const message = { actor: homeAffairs, scope, lastDay, reason: 'Có văn bản đề nghị.' };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.grantExtension, message, id);
  const words = `Home Affairs extends for ${name} until ${lastDay}`;
  play.note({ workflow: play.officials.courseId, name: 'grantExtension', id, message, outcome, words });
}

export async function shorten(play: Play, dice: Dice): Promise<void> {
  const { scope, name } = scopeOf(play, dice);
  const lastDay = addDays(dayOf(play.now), dice.pick([1, 2, 4, 0, -1, 9]));
  const message = { actor: homeAffairs, scope, lastDay, reason: 'Gia hạn nhầm ngày.' };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.shortenExtension, message, id);
  const words = `Home Affairs shortens the extension of ${name} to ${lastDay}`;
  play.note({ workflow: play.officials.courseId, name: 'shortenExtension', id, message, outcome, words });
}

/** A bloc's ranking: in some order, with a tie, without a unit, of the year or the year before. */
export async function rank(play: Play, dice: Dice): Promise<void> {
  const bloc = dice.pick(blocs);
  const order = dice.shuffle(play.units.filter((it) => it.bloc === bloc).map((it) => it.code));
  const period =
    play.campaign !== 'summary' && bloc === 'communes' && dice.isUnusual(40) ? 'previous' : 'current';
  const isTied = dice.isUnusual(15);
  const isShort = dice.isUnusual(10);
  const reason = dice.isUnusual(60) ? 'Có quyết định đính chính.' : undefined;
  const listed = isShort ? order.slice(1) : order;
  const rows = listed.map((unit, index) => ({ unit, rank: isTied ? Math.max(index, 1) : index + 1 }));
  if (rows.length === 0) return;
  const decision = { number: `${String(400 + play.step)}/QĐ-UBND`, date: dayOf(play.now) };
  const message = {
    actor: homeAffairs,
    bloc,
    period,
    decision,
    rows,
    ...(reason !== undefined && { reason }),
  } as const;
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.recordRanking, message, id);
  const places = rows.map((it) => `${String(it.rank)} ${it.unit}`).join(', ');
  const words = `Home Affairs records the ${period} ranking of ${bloc}${reason === undefined ? '' : ' with a reason'}: ${places}`;
  play.note({ workflow: play.officials.courseId, name: 'recordRanking', id, message, outcome, words });
}

/** What is open now: the engine's own questions and the selection's. */
const openQuestions = ({ questions, selection }: CourseState) => [
  ...questions,
  ...(selection?.questions ?? []),
];

export async function answer(play: Play, dice: Dice): Promise<void> {
  const question = dice.pickFrom(openQuestions(await play.state()));
  if (question !== undefined) await answerTo(play, dice, question, 'answers');
}

/** Another word on what was answered already. */
export async function answerAgain(play: Play, dice: Dice): Promise<void> {
  const { answers } = await play.state();
  const question = dice.pickFrom(answers);
  if (question !== undefined) await answerTo(play, dice, question, 'answers again');
}

async function answerTo(
  play: Play,
  dice: Dice,
  { key, options, choose }: { key: string; options: string[]; choose: number | null },
  verb: string,
): Promise<void> {
  const count = choose ?? dice.number(options.length + 1);
  const chosen = dice.isUnusual(5) ? ['khong-co'] : dice.shuffle(options).slice(0, count);
  const isParticipants = key.endsWith('/participants');
  const choices = isParticipants
    ? chosen.map((unit) => `${unit}>${dice.pick(['xa-moi', 'xa-mot', 'so-noi-vu'])}`)
    : chosen;
  const asked: AskedQuestion | null = await questionAsked(play, key);
  const message = { actor: homeAffairs, question: key, choices, reason: `Quyết định ${String(play.step)}.` };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.answerQuestion, message, id);
  const words = `Home Affairs ${verb} ${key}: ${choices.join(', ') || 'none'}`;
  play.note({
    workflow: play.officials.courseId,
    name: 'answerQuestion',
    id,
    message,
    outcome,
    words,
    asked,
  });
}

export async function waive(play: Play, dice: Dice): Promise<void> {
  const { criteria } = play.campaign === 'summary' ? plan263.summary : plan263.annual;
  const kind = dice.pick<NomineeKind>(['collective', 'individual']);
  const criterion = dice.pickFrom(criteria[kind])?.code ?? 'leadership';
  const message = { actor: homeAffairs, kind, criterion, reason: 'Kế hoạch ban hành muộn.' };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.waiveCriterion, message, id);
  const words = `Home Affairs waives ${kind}/${criterion}`;
  play.note({ workflow: play.officials.courseId, name: 'waiveCriterion', id, message, outcome, words });
}

/** The individuals of a bloc: some of those proposed, or somebody who can't be. */
export async function shortlist(play: Play, dice: Dice): Promise<void> {
  const actor = dice.pick(reviewers);
  const { selection } = await play.state();
  const waiting = (selection?.waiting ?? []).filter((it) => it.for === 'shortlist');
  const seat = waiting.length > 0 && !dice.isUnusual(40) ? dice.pickFrom(waiting) : undefined;
  const bloc = seat?.bloc ?? dice.pick(blocs);
  const kind = seat?.kind ?? 'individual';
  const proposed = await proposedOrder(play, bloc, kind);
  const ids =
    proposed.length > 0
      ? proposed
      : play.units.filter((it) => it.bloc === bloc).flatMap((it) => nomineeIds(it.code));
  const nominees = dice.shuffle(ids).slice(0, dice.pick([3, 2, 1, 0, 4]));
  const message = { actor, kind, bloc, nominees, reason: `Tiêu biểu nhất (lần ${String(play.step)}).` };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.shortlist, message, id);
  const words = `${actor.person} shortlists ${kind} ${bloc}: ${nominees.join(', ') || 'nobody'}`;
  play.note({ workflow: play.officials.courseId, name: 'shortlist', id, message, outcome, words });
}

export async function forward(play: Play, dice: Dice): Promise<void> {
  const actor = dice.pick([homeAffairsHead, homeAffairsHead, homeAffairs]);
  const digest = dice.isUnusual(5) ? elsewhere : ((await play.state()).selection?.digest ?? elsewhere);
  const reason = dice.isUnusual(70) ? 'Đã xem lại.' : undefined;
  const message = { actor, digest, ...(reason !== undefined && { reason }) };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.forward, message, id);
  const words = `${actor.person} forwards the list${digest === elsewhere ? ' of another digest' : ''}${reason === undefined ? '' : ' with a reason'}`;
  play.note({ workflow: play.officials.courseId, name: 'forward', id, message, outcome, words });
}

/** The decision's number and date: today, or a slip. */
export async function decide(play: Play, dice: Dice): Promise<void> {
  const digest = (await play.state()).signed?.digest ?? elsewhere;
  const date = addDays(dayOf(play.now), dice.pick([0, 0, 0, 0, -400, 3]));
  const message = { actor: homeAffairs, digest, decision: { number: '598/QĐ-UBND', date } };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.recordDecision, message, id);
  const words = `Home Affairs records the decision of ${date}`;
  play.note({ workflow: play.officials.courseId, name: 'recordDecision', id, message, outcome, words });
}

export async function celebrate(play: Play, dice: Dice): Promise<void> {
  const date = addDays(dayOf(play.now), -dice.number(2));
  const message = { actor: homeAffairs, date, place: 'Hội trường' };
  const id = play.nextId();
  const outcome = await play.officials.toCampaign(messages.recordCeremony, message, id);
  const words = `Home Affairs records the ceremony of ${date}`;
  play.note({ workflow: play.officials.courseId, name: 'recordCeremony', id, message, outcome, words });
}
