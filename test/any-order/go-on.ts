import { type Actor, messages } from '../../workflows/api/messages.js';
import { dayOf } from '../../workflows/rules/days.js';
import {
  aDossier,
  board,
  chairman,
  homeAffairs,
  homeAffairsHead,
  unitOfficial,
} from '../workflows/people.js';
import { clock } from './acts-of-the-world.js';
import { Dice } from './dice.js';
import type { Play } from './play.js';
import { questionAsked, proposedOrder } from './questions.js';
import type { Outcome } from './outcome.js';

/** Whoever the campaign waits for does what is awaited of him, as he should: so that random acts find every stage. */
export async function goOn(play: Play): Promise<void> {
  const state = await play.state();
  if (state.decision !== null) return state.ceremony === null ? celebrate(play) : pass(play);
  if (state.signed !== null) return decide(play, state.signed.digest);
  if (state.list !== null) return decideOnList(play, state.list.digest, state.list.isAppraised);
  if (state.cutoff === null || play.now < state.cutoff) return pass(play);
  if (await settleDossier(play)) return;
  const [question] = [...state.questions, ...(state.selection?.questions ?? [])];
  if (question !== undefined) {
    const choices = question.options.slice(0, question.choose ?? 0);
    const asked = await questionAsked(play, question.key);
    const message = {
      actor: homeAffairs,
      question: question.key,
      choices,
      reason: `Việc ${String(play.step)}.`,
    };
    const words = `Home Affairs answers ${question.key}: ${choices.join(', ')}`;
    return toCampaign(play, 'answerQuestion', message, words, asked);
  }
  const waiting = (state.selection?.waiting ?? []).filter((it) => it.for === 'shortlist');
  const [seat] = waiting;
  if (seat !== undefined) {
    const { kind, bloc } = seat;
    const seats = waiting.filter((it) => it.kind === kind && it.bloc === bloc).length;
    const nominees = (await proposedOrder(play, bloc, kind)).slice(0, seats);
    const message = { actor: homeAffairs, kind, bloc, nominees, reason: `Tiêu biểu ${String(play.step)}.` };
    return toCampaign(
      play,
      'shortlist',
      message,
      `Home Affairs shortlists ${kind} ${bloc}: ${nominees.join(', ')}`,
    );
  }
  const digest = state.selection?.digest;
  if (digest === undefined) return pass(play);
  const message = { actor: homeAffairsHead, digest, reason: 'Đã hoàn thiện.' };
  return toCampaign(play, 'forward', message, 'Home Affairs forwards the list with a reason');
}

type Sent = 'answerQuestion' | 'shortlist' | 'forward' | 'appraise' | 'recordDecision' | 'recordCeremony';

async function toCampaign(
  play: Play,
  name: Sent,
  message: unknown,
  words: string,
  asked: Awaited<ReturnType<typeof questionAsked>> = null,
): Promise<void> {
  const id = play.nextId();
  const outcome = await play.officials.raw(name, message, id);
  play.note({ workflow: play.officials.courseId, name, id, message, outcome, words, asked });
}

const decide = (play: Play, digest: string): Promise<void> => {
  const decision = { number: '598/QĐ-UBND', date: dayOf(play.now) };
  const message = { actor: homeAffairs, digest, decision };
  return toCampaign(play, 'recordDecision', message, 'Home Affairs records the decision of today');
};

const celebrate = (play: Play): Promise<void> =>
  toCampaign(
    play,
    'recordCeremony',
    { actor: homeAffairs, date: dayOf(play.now), place: 'Hội trường' },
    'Home Affairs records the ceremony of today',
  );

async function decideOnList(play: Play, digest: string, isAppraised: boolean): Promise<void> {
  if (!isAppraised) {
    const meeting = { date: dayOf(play.now), participants: ['Trưởng ban'] };
    const message = { actor: board, digest, decision: 'approve', meeting };
    return toCampaign(play, 'appraise', message, 'the Board approves');
  }
  const later: Actor = { office: 'chairman', person: 'ct-chu-tich-2025-10' };
  const actor = play.campaign === 'summary' ? later : chairman;
  const message = { actor, digest, decision: 'approve' as const, strikes: [] };
  const outcome: Outcome = await play.officials.sign(message);
  const words = `${actor.person} signs`;
  play.note({
    workflow: play.officials.courseId,
    name: 'signOff',
    id: play.nextId(),
    message,
    outcome,
    words,
  });
}

const pass = (play: Play): Promise<void> => clock(play, new Dice([1]));

/** What was submitted is accepted; what was returned is filed anew. */
async function settleDossier(play: Play): Promise<boolean> {
  const dossiers = await play.site.records.db
    .selectFrom('dossier')
    .select(['unit', 'filer', 'status', 'digest'])
    .where('campaign', '=', play.campaign)
    .orderBy('unit')
    .execute();
  const open = dossiers.find((it) => it.status === 'submitted' || it.status === 'returned');
  if (open === undefined) return false;
  const { unit, filer, digest, status } = open;
  const id = play.nextId();
  const workflow = play.officials.dossierId(unit);
  if (status === 'submitted') {
    const message = { actor: homeAffairsHead, digest: digest ?? '', decision: 'accept' as const };
    const outcome = await play.officials.toDossier(unit, messages.reviewDossier, message, id);
    play.note({
      workflow,
      name: 'reviewDossier',
      id,
      message,
      outcome,
      words: `Home Affairs accepts ${unit}`,
    });
    return true;
  }
  const actor = unitOfficial(filer);
  const received = await play.officials.receive(unit, actor, aDossier(play.campaign, unit, { edition: id }));
  if ('refusal' in received) return false;
  play.receipts.set(unit, [...(play.receipts.get(unit) ?? []), { ...received, person: actor.person }]);
  const outcome = await play.officials.file(unit, actor, received, id);
  const message = { receipt: received.receipt };
  play.note({ workflow, name: 'fileDossier', id, message, outcome, words: `${filer} completes ${unit}` });
  return true;
}
