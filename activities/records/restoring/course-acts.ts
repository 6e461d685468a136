import { z } from 'zod';
import type { CourseState } from '../../../workflows/api/campaign-state.js';
import { type Answer } from '../../../workflows/api/campaign-state.js';
import { readChoice } from '../../../workflows/api/choices.js';
import type { Actor } from '../../../workflows/api/messages.js';
import { Instrument, Scope } from '../../../workflows/api/messages.js';
import { ownQuestionOf } from '../../../workflows/api/own-questions.js';
import { refusalSentence } from '../../../workflows/api/refusal-sentences.js';
import { Refusal } from '../../../workflows/api/refusals.js';
import {
  Bloc,
  type CampaignKey,
  Day,
  NomineeKind,
  type Plan,
  UnitCode,
} from '../../../workflows/plan/schema.js';
import { addDays, dayOf, instantOf } from '../../../workflows/rules/calendar.js';

/** An act of a campaign as the audit table has it; `at` in epoch ms of business time. */
export interface CourseAct {
  key: string;
  act: string;
  at: number;
  actor: Actor | null;
  reason: string | null;
  facts: unknown;
  refusal: Refusal | null;
  holder: { name: string; signsAs: string } | null;
  value: unknown;
}

/** The campaign whose acts are followed. */
export interface Following {
  plan: Plan;
  campaign: CampaignKey;
  state: CourseState;
}

type Follow = (following: Following, act: CourseAct) => void;

const cutoffAfter = (lastDay: Day): number => instantOf(addDays(lastDay, 1));

/** What an act that was not refused changed in its campaign's state, by the act's name. */
const follow: Readonly<Record<string, Follow>> = {
  'launch-plans-asked': ({ state }, { at }) => {
    state.launchedAt = at;
  },
  'dossiers-opened': ({ state }, { facts }) => {
    const { cutoff } = z.object({ cutoff: z.number() }).parse(facts);
    if (state.planCutoff !== null) grant(state, cutoff);
    else {
      state.cutoff = cutoff;
      state.planCutoff = cutoff;
    }
  },
  grantExtension: ({ state }, { facts, at }) => {
    const { scope, lastDay } = Extension.parse(facts);
    if (scope.of === 'all') state.cutoff = Math.max(state.cutoff ?? 0, cutoffAfter(lastDay));
    else grant(state, cutoffAfter(lastDay));
    state.doneUntil = Math.max(state.doneUntil, at);
  },
  shortenExtension: ({ state }, { facts, at }) => {
    const { scope, lastDay } = Extension.parse(facts);
    if (scope.of === 'all') state.cutoff = cutoffAfter(lastDay);
    grant(state, cutoffAfter(lastDay));
    state.doneUntil = Math.max(state.doneUntil, at);
  },
  answerQuestion: answered,
  'choices-dropped': ({ state }, { facts }) => {
    const { questions, shortlists } = Dropped.parse(facts);
    state.answers = state.answers.filter(({ key }) => !questions.includes(key));
    for (const { kind, bloc } of shortlists) choose(state, kind, bloc, null);
    state.drops += 1;
  },
  shortlist: ({ state }, { facts }) => {
    const { kind, bloc, nominees } = Chosen.parse(facts);
    choose(state, kind, bloc, nominees);
  },
  waiveCriterion: ({ state }, { facts, reason }) => {
    state.waivers.push({ ...Waived.parse(facts), reason: reason ?? '' });
  },
  recordRanking: ({ state }, { facts }) => {
    const { rows, ...ranking } = Ranked.parse(facts);
    const others = state.rankings.filter(
      ({ bloc, period }) => bloc !== ranking.bloc || period !== ranking.period,
    );
    state.rankings = [...others, { ...ranking, units: rows }];
  },
  recordLaunchPlan: ({ state }, { facts }) => {
    state.launchPlans += z.object({ units: z.number() }).parse(facts).units;
  },
  reportCommendations: ({ state }) => {
    state.commendations += 1;
  },
  'dossiers-restarted': ({ state }) => {
    state.restarts += 1;
  },
  'list-computed': ({ state }) => {
    state.computed += 1;
  },
  forward: ({ state }, { facts, actor, at }) => {
    const { digest, input, round } = Forwarded.parse(facts);
    state.round = round;
    state.returned = null;
    state.list = { digest, input, forwardedBy: actor?.person ?? '', at, isAppraised: false };
  },
  appraise: ({ state }, { facts, reason }) => {
    if (Decided.parse(facts).decision === 'return') giveBack(state, 'board', reason);
    else if (state.list !== null) state.list.isAppraised = true;
  },
  signOff: signed,
  'list-superseded': ({ state }) => {
    state.list = null;
    state.signed = null;
  },
  'sign-refusals-told': ({ state }, { facts, at }) => {
    state.refusalsUntold -= z.object({ count: z.number() }).parse(facts).count;
    state.nextRefusalLetter = instantOf(addDays(dayOf(at), 1), 8);
  },
  recordDecision: ({ state }, { facts, value }) => {
    state.decision = z.object({ decision: Instrument }).parse(facts).decision;
    const { rows, total } = Written.catch({ rows: 0, total: 0 }).parse(value);
    state.awards = { rows, total };
  },
  recordCeremony: ({ state }, { facts }) => {
    state.ceremony = z.object({ date: Day, place: z.string() }).parse(facts);
  },
  pauseReminders: ({ state }, { facts, reason, at }) => {
    const { unit } = Held.parse(facts);
    const pause = { reason: reason ?? '', at };
    if (unit === undefined) state.reminders.paused = pause;
    else state.reminders.pausedUnits[unit] = pause;
  },
  resumeReminders: ({ state }, { facts }) => {
    const { unit } = Held.parse(facts);
    const { pausedUnits } = state.reminders;
    if (unit === undefined) state.reminders.paused = null;
    else
      state.reminders.pausedUnits = Object.fromEntries(
        Object.entries(pausedUnits).filter(([code]) => code !== unit),
      );
  },
  'campaign-closed': ({ state }) => {
    state.isClosed = true;
  },
  'ceremony-not-reported': ({ state }) => {
    state.isClosed = true;
  },
};

const Extension = z.object({ scope: Scope, lastDay: Day });
const Dropped = z.object({
  questions: z.array(z.string()),
  shortlists: z.array(z.object({ kind: NomineeKind, bloc: Bloc })),
});
const Chosen = z.object({ kind: NomineeKind, bloc: Bloc, nominees: z.array(z.string()) });
const Waived = z.object({ kind: NomineeKind, criterion: z.string() });
const Ranked = z.object({
  bloc: Bloc,
  period: z.enum(['current', 'previous']),
  decision: Instrument,
  rows: z.number(),
});
const Forwarded = z.object({ digest: z.string(), input: z.string(), round: z.number() });
const Decided = z.object({ decision: z.enum(['approve', 'return']) });
const Held = z.object({ unit: UnitCode.optional() });
const Written = z.object({ rows: z.number(), total: z.number() });
const Strikes = z.array(z.object({ nominee: z.string(), reason: z.string() }));
const Signed = Decided.extend({ digest: z.string(), input: z.string(), strikes: Strikes.default([]) });
const Answered = z.object({
  question: z.string(),
  choices: z.array(z.string()),
  asked: z.string().default(''),
  options: z.array(z.string()).optional(),
});

/** Acts whose key ends with the moment of the agenda that they are of, epoch ms. */
const ofMoment = new Set([
  'reminded',
  'dossiers-reminded',
  'cutoff-reached',
  'forward-cutoff-passed',
  'announce-by-passed',
]);

/** Follows one act; a refused one leaves only what its sender and the counters have of it. */
export function followAct(following: Following, act: CourseAct): void {
  const { state, plan } = following;
  if (act.act === 'reportDifficulty') state.difficulties += 1;
  const signal = /\/sign-off(?:-refused)?\/(\d+)$/.exec(act.key)?.[1];
  if (signal !== undefined) state.signals = Math.max(state.signals, Number(signal));
  const refusal = refusedSignOff(act);
  if (refusal !== null) {
    const trace = { at: act.at, actor: act.actor, refusal, sentence: refusalSentence(plan, refusal) };
    state.refusals = [...state.refusals, trace].slice(-20);
    state.refusalsUntold += 1;
  }
  if (act.refusal !== null) return;
  const moment = ofMoment.has(act.act) ? Number(act.key.split('/').at(-1)) : NaN;
  if (!Number.isNaN(moment)) state.doneUntil = Math.max(state.doneUntil, moment);
  follow[act.act]?.(following, act);
}

function refusedSignOff({ act, facts, refusal }: CourseAct): Refusal | null {
  if (act === 'signOff') return refusal;
  return act === 'signOff-refused' ? z.object({ refusal: Refusal }).parse(facts).refusal : null;
}

function grant(state: CourseState, cutoff: number): void {
  state.ownCutoffs = [...new Set([...state.ownCutoffs, cutoff])];
}

function answered({ state, campaign }: Following, { facts, reason, at }: CourseAct): void {
  const { question: key, choices, asked, options } = Answered.parse(facts);
  const open = [...state.questions, ...state.answers].find((it) => it.key === key);
  const choose = open?.choose ?? (open === undefined ? choices.length : null);
  const answer: Answer = {
    key,
    options: options ?? open?.options ?? [],
    choose,
    asked,
    choices,
    reason: reason ?? '',
  };
  state.answers = [...state.answers.filter((it) => it.key !== key), answer];
  state.questions = state.questions.filter((it) => it.key !== key);
  const extension = choices.map(readChoice).find((choice) => choice?.what === 'extend');
  if (extension?.what !== 'extend') return;
  const cutoff = cutoffAfter(extension.lastDay);
  const about = ownQuestionOf(campaign, key);
  if (about === 'forward-cutoff') state.forwardCutoff = cutoff;
  if (about !== 'cutoff') return;
  state.cutoff = Math.max(state.cutoff ?? 0, cutoff);
  state.doneUntil = Math.max(state.doneUntil, at);
}

function choose(state: CourseState, kind: NomineeKind, bloc: Bloc, nominees: string[] | null): void {
  const list = kind === 'individual' ? 'individuals' : 'collectives';
  const others = Object.entries(state.shortlist[list]).filter(([name]) => name !== bloc);
  state.shortlist[list] = Object.fromEntries(nominees === null ? others : [...others, [bloc, nominees]]);
}

function giveBack(state: CourseState, by: 'board' | 'chairman', reason: string | null): void {
  state.returned = { by, digest: state.list?.digest ?? '', reason: reason ?? '' };
  state.list = null;
}

function signed({ state }: Following, { facts, reason, actor, holder, at }: CourseAct): void {
  const { decision, digest, input, strikes } = Signed.parse(facts);
  if (decision === 'return') return giveBack(state, 'chairman', reason);
  const person = actor?.person ?? '';
  const { name, signsAs } = holder ?? { name: person, signsAs: '' };
  state.signed = { digest, input, struck: strikes, person, name, signsAs, at };
}
