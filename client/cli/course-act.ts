import type { Definition } from '../../workflows/api/messages.js';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import { settledCourse } from '../officials/course.js';
import { nextLines, whoCould } from '../officials/course-act.js';
import { type Answer, sendToCampaign, sendToDossier, sendToMovement } from '../officials/send.js';
import { forPrograms, say } from '../language/language.js';
import { actAs, actEnding, type ActingOptions, type Desk } from './acting.js';
import type { Surroundings } from './asking.js';
import { GivenWrong, orGivenWrong } from './given.js';
import type { Ending } from './records-at-hand.js';

/** One act of a person: what is sent about which campaign (and unit), and what is told once it is done. */
export interface CourseAct<M> {
  campaign: CampaignKey;
  /** Whose dossier it is about. */
  unit?: UnitCode | undefined;
  definition: Definition<M>;
  message: M;
  told: (value: unknown) => readonly string[];
}

/** Lets a person act by {@link actAs}; what he gave and can't have meant ends it with a sentence. @returns the exit status */
export const atDesk = (
  options: ActingOptions,
  as: string,
  surroundings: Surroundings,
  work: (desk: Desk) => Promise<Ending>,
): Promise<number> => actAs(options, as, surroundings, (desk) => orGivenWrong(() => work(desk)));

/** Does an act and says what happened and what comes next, or why it was refused and who could. */
export async function doAct<M>(
  desk: Desk,
  act: CourseAct<M>,
  options: { json?: boolean | undefined },
): Promise<Ending> {
  const answer = await sendAct(desk, act);
  return outcomeEnding(desk, act, answer, options);
}

/** Sends an act. Throws {@link GivenWrong} where it has no form that a workflow could take. */
export function sendAct<M>({ services }: Desk, act: CourseAct<M>): Promise<Answer> {
  const { campaign, unit, definition, message } = act;
  checkForm(definition, message);
  if (unit !== undefined) return sendToDossier(services, { campaign, unit }, definition, message);
  return definition.on === 'movement'
    ? sendToMovement(services, definition, message)
    : sendToCampaign(services, campaign, definition, message);
}

/** All that is wrong with a message's form, at once. */
export function checkForm({ schema }: Definition<unknown>, message: unknown): void {
  const parsed = schema.safeParse(message);
  if (parsed.success) return;
  const problems = parsed.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
  throw new GivenWrong(
    say(
      `Nội dung không đúng mẫu – ${problems.join('; ')}.`,
      `The message is malformed – ${problems.join('; ')}.`,
    ),
  );
}

/** How an act ends that was answered. */
export async function outcomeEnding(
  desk: Desk,
  {
    campaign,
    definition,
    told,
  }: Pick<CourseAct<unknown>, 'campaign' | 'told'> & {
    definition: Pick<Definition<unknown>, 'offices'>;
  },
  answer: Answer,
  options: { json?: boolean | undefined },
): Promise<Ending> {
  const course = await settledCourse(desk.services, campaign);
  const { stage, awaiting } = course;
  if (answer.done)
    return actEnding(desk.plan, { ...answer, ...{ stage, awaiting } }, options, (value) => [
      ...told(value),
      ...nextLines(desk.plan, course),
    ]);
  const more = await forPrograms(options.json, async () => {
    const next = answer.refusal?.code === 'stage.wrong' ? nextLines(desk.plan, course).join('\n') : '';
    return (await whoCould(desk, definition, answer.refusal)) ?? next;
  });
  return actEnding(desk.plan, { ...answer, ...{ stage, awaiting } }, options, told, more);
}
