import { businessNow } from '../../activities/records/database/business-time.js';
import { officeHolders } from '../../activities/records/registry/units.js';
import type { Actor, Definition } from '../../workflows/api/messages.js';
import type { Refusal } from '../../workflows/api/refusals.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { dayOf, formatDay } from '../../workflows/rules/days.js';
import type { Course } from './course.js';
import type { Services } from './send.js';
import { awaitingLabel } from './words.js';
import { say } from '../language/language.js';
import { officeName } from '../language/names.js';

/** What is awaited from whom. */
export function nextLines(plan: Plan, { awaiting, stage }: Course): string[] {
  if (awaiting.length === 0)
    return [
      stage === 'closed'
        ? say('Đợt này đã kết thúc.', 'This campaign has ended.')
        : say('Hiện đợt này không chờ ai.', 'This campaign waits for nobody now.'),
    ];
  return [
    say('Tiếp theo:', 'What comes next:'),
    ...awaiting.map((item) =>
      say(`- chờ ${awaitingLabel(plan, item)}`, `- waits: ${awaitingLabel(plan, item)}`),
    ),
  ];
}

const ofActor: ReadonlySet<Refusal['code']> = new Set([
  'actor.wrong-office',
  'actor.not-holder',
  'actor.is-nominee',
  'actor.filed-it',
  'actor.forwarded-it',
  'proof.other-person',
]);

/** Who could do what this person may not; null where that is not why it was refused. */
export async function whoCould(
  { services, plan, actor }: { services: Pick<Services, 'records'>; plan: Plan; actor: Actor },
  { offices }: Pick<Definition<unknown>, 'offices'>,
  refusal: Refusal | null,
): Promise<string | null> {
  if (refusal === null || !ofActor.has(refusal.code)) return null;
  const on = dayOf(await businessNow(services.records));
  const named: string[] = [];
  for (const office of offices) {
    if (office === 'unit') continue;
    const holders = await officeHolders(services.records, { office, on });
    const others = holders.filter(({ person }) => person !== actor.person);
    const people = others.map(({ name, title, person }) => `${name} – ${title} (${person})`);
    if (people.length > 0) named.push(`${officeName(plan, office)}: ${people.join(', ')}`);
  }
  if (named.length === 0)
    return say(
      `Ngày ${formatDay(on)} không có ai khác giữ chức trách để làm việc này.`,
      `On ${formatDay(on)} nobody else holds an office that may do this.`,
    );
  return say(
    `Ngày ${formatDay(on)}, người có thể làm việc này: ${named.join('; ')}.`,
    `On ${formatDay(on)} these people may do this: ${named.join('; ')}.`,
  );
}
