import { begunCampaigns } from '../../../../activities/records/reads/expected-workflows.js';
import { allUnits } from '../../../../activities/records/registry/units.js';
import { campaignsOf } from '../../../../workflows/plan/names.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import { type Course, courseOf, settledCourse } from '../../../officials/course.js';
import { awaySentence, servicesOf } from '../../acting.js';
import type { Page, Route, Visit } from '../../visit.js';
import { noSuchPage } from '../problems.js';
import { notNowPage } from './not-now.js';

type AnswerIn = (visit: Visit, campaign: CampaignKey) => Promise<Page | Response>;

/** An answer about the campaign that the address names; another campaign than the plan's is no page. */
export const inCampaign =
  (answer: AnswerIn): Route['answer'] =>
  (visit) => {
    const campaign = campaignsOf(visit.plan).find((it) => it === visit.parameters['campaign']);
    return campaign === undefined ? Promise.resolve(noSuchPage()) : answer(visit, campaign);
  };

/** A query waits so long for a worker, milliseconds. */
const longestLook = 15_000;

/**
 * A page that rests on what a campaign's workflow holds: once what was done has had its effect, or as it stands. Where the
 * workflow isn't there, or doesn't answer, the page says that.
 */
export async function withCourse<A>(
  visit: Visit,
  campaign: CampaignKey,
  work: (course: Course) => Promise<A>,
  isSettled = true,
): Promise<A | Page> {
  const services = servicesOf(visit);
  let course: Course;
  try {
    course = await services.client.withDeadline(Date.now() + longestLook, () =>
      (isSettled ? settledCourse : courseOf)(services, campaign),
    );
  } catch (error) {
    const sentence = awaySentence(error);
    if (sentence === null) throw error;
    return notNowPage(visit.plan, campaign, sentence);
  }
  return work(course);
}

/** Whether a campaign has ended: then nothing of it is decided any more. */
export async function isOver({ portal, plan }: Visit, campaign: CampaignKey): Promise<boolean> {
  const begun = await begunCampaigns(portal.records, plan.plan);
  return begun.some((it) => it.campaign === campaign && it.isOver);
}

/** What units are called, by code. */
export async function unitNames({ portal: { records } }: Visit): Promise<(code: string) => string> {
  const names = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}
