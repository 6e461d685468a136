import { allUnits } from '../../../../activities/records/registry/units.js';
import { withFiler } from '../../../../workflows/api/choices.js';
import { messages } from '../../../../workflows/api/messages.js';
import { ownQuestionOf } from '../../../../workflows/api/own-questions.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import { dayOf } from '../../../../workflows/rules/days.js';
import { isInForce, type Unit } from '../../../../workflows/rules/registry.js';
import type { Course } from '../../../officials/course.js';
import { questionLabel } from '../../../officials/labels.js';
import { findNamed } from '../../../officials/nearest.js';
import { choicesLabel, openQuestions, shownQuestion } from '../../../officials/question-shown.js';
import { actorOf, servicesOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { noSuchPage } from '../problems.js';
import { inCampaign, withCourse } from './ground.js';
import { questionPage, questionsPage } from './questions-page.js';
import type { TrialShown } from './trial.js';
import { trialOf } from './trials.js';
import { nothingTyped, Reading, type Typed } from './typed.js';

const engineOf = (visit: Visit) => ({ services: servicesOf(visit), plan: visit.plan });

const answerQuestions = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  withCourse(visit, campaign, async ({ state }) => {
    const answered = await Promise.all(
      state.answers.map(async ({ key, choices, reason }) => ({
        key,
        reason,
        chosen: await choicesLabel(engineOf(visit), campaign, key, choices),
      })),
    );
    return questionsPage({ plan: visit.plan, campaign, open: openQuestions(state), answered });
  });

const answerQuestion = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  withCourse(visit, campaign, (course) => shown(visit, campaign, course, nothingTyped));

const keyOf = ({ parameters }: Visit): string => parameters['key'] ?? '';

/** The question of the address, open or answered already; null: there is none such. */
function questionIn(visit: Visit, { state }: Course) {
  const key = keyOf(visit);
  const open = openQuestions(state).find((it) => it.key === key);
  const answer = state.answers.find((it) => it.key === key) ?? null;
  const question = open ?? answer;
  return question === null ? null : { question, answer };
}

async function shown(
  visit: Visit,
  campaign: CampaignKey,
  course: Course,
  typed: Typed,
  trial?: TrialShown,
): Promise<Page> {
  const found = questionIn(visit, course);
  if (found === null) return goneQuestion(visit, campaign, typed);
  const engine = engineOf(visit);
  const { question, answer } = found;
  const own = ownQuestionOf(campaign, question.key);
  return questionPage({
    plan: visit.plan,
    campaign,
    question: await shownQuestion(engine, campaign, course.state, question),
    answer:
      answer === null
        ? null
        : { ...answer, chosen: await choicesLabel(engine, campaign, answer.key, answer.choices) },
    filers: own === 'participants' ? await filersOf(visit) : null,
    canTry: own === null,
    typed,
    trial,
  });
}

/** The question is answered or another meanwhile: the list of questions says how it stands now. */
const goneQuestion = (visit: Visit, campaign: CampaignKey, typed: Typed): Promise<Page> | Page =>
  typed === nothingTyped ? noSuchPage() : answerQuestions(visit, campaign);

async function filersOf({ portal, now }: Visit): Promise<Unit[]> {
  const on = dayOf(now);
  return (await allUnits(portal.records.db)).filter((unit) => isInForce(unit, on));
}

const decide = (visit: Visit, campaign: CampaignKey): Promise<Page | Response> =>
  withCourse<Page | Response>(visit, campaign, async (course) => {
    const form = await visit.form();
    const reading = new Reading(form);
    const found = questionIn(visit, course);
    if (found === null) return goneQuestion(visit, campaign, reading.typed());
    const { question } = found;
    const own = ownQuestionOf(campaign, question.key);
    const given = form.getAll('chon').slice(0, 500);
    const choices = own === 'participants' ? withFilers(reading, given, await filersOf(visit)) : given;
    if (question.choose !== null && choices.length !== question.choose)
      reading.fault('chon', `Cần chọn đúng ${String(question.choose)} phương án.`);
    const isTrial = form.get('cach') === 'thu' && own === null;
    const reason = isTrial ? 'Thử.' : reading.text('ly-do', 'lý do');
    if (reading.isFaulty) return shown(visit, campaign, course, reading.typed());
    const asked = form.get('dau') ?? '';
    if (isTrial) {
      const what = `${questionLabel(visit.plan, question.key)} – ${await choicesLabel(engineOf(visit), campaign, question.key, choices)}`;
      const answer = { question: question.key, asked, choices, reason };
      const tried = await trialOf(visit, campaign, course, what, { answer });
      return 'trial' in tried
        ? shown(visit, campaign, course, reading.typed(), tried.trial)
        : shown(visit, campaign, course, reading.typed(tried.sentence));
    }
    const message = {
      ...{ actor: actorOf(visit), question: question.key, choices, reason },
      ...(asked !== '' && { asked }),
    };
    const act = { campaign, definition: messages.answerQuestion, message };
    const taken = await takeAct(visit, form, act, addresses.questions(campaign));
    if (taken.done) return taken.response;
    return withCourse(visit, campaign, (now) => shown(visit, campaign, now, reading.typed(taken.sentence)));
  });

function withFilers(reading: Reading, chosen: readonly string[], filers: readonly Unit[]): string[] {
  return chosen.map((unit) => {
    const field = `nop.${unit}`;
    const given = (reading.form.get(field) ?? '').trim();
    if (given === '') return unit;
    const found = findNamed('đơn vị', given, filers);
    if ('found' in found) return withFiler(unit, found.found.code);
    reading.fault(field, found.sentence);
    return unit;
  });
}

const openTo = ['home-affairs'] as const;
const path = '/dot/:campaign/vuong-mac/:key';

export const questionRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.questions(':campaign'), openTo, answer: inCampaign(answerQuestions) },
  { method: 'GET', path, openTo, answer: inCampaign(answerQuestion) },
  { method: 'POST', path, openTo, answer: inCampaign(decide) },
];
