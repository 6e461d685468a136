import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import { Office } from '../../../workflows/api/messages.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { forPrograms, say } from '../../language/language.js';
import { officeName } from '../../language/names.js';
import { beforeMoment } from '../../officials/act-words.js';
import { findNamed } from '../../officials/nearest.js';
import type { Asker, Task } from '../../officials/tasks.js';
import { readTasks } from '../../officials/waiting.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending } from '../records-at-hand.js';
import { readLive } from '../../officials/standing.js';
import { hang, joined, widthOf } from '../terminal/tables.js';
import { awaitingLabel, campaignLabel } from '../../officials/words.js';

export interface TasksOptions {
  /** `home-affairs`, `unit:so-y-te` */
  as?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `thidua tasks`: what waits for whom, until when, and the command that does it; what comes next where nothing waits.
 * @returns the exit status: 0; 2 with a sentence on what to do; 4 where the records are out of reach
 */
export function runTasks(
  options: TasksOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return answerFromRecords({ plan: options.plan }, surroundings, async (records, plan): Promise<Ending> => {
    const units = await allUnits(records.db);
    const asker = options.as === undefined ? null : readAsker(options.as, units);
    if (asker !== null && 'sentence' in asker) return { ...asker, status: atFault };
    const tasks = await forPrograms(options.json, () => readTasks(records, plan, asker));
    if (options.json === true) return { text: `${JSON.stringify(tasks.map(shown), undefined, 2)}\n` };
    const width = widthOf(surroundings.out);
    if (tasks.length === 0) return { text: joined(hang('', await nothingWaits(records, plan), width)) };
    const names = new Map(units.map(({ code, name }) => [code, name]));
    return { text: joined(tasks.flatMap((task) => taskLines(plan, task, names, width))) };
  });
}

/** What waits for some offices, as an official reads it. */
export interface OfficesTasks {
  /** The same where the same kinds of things wait in the same campaigns; empty where nothing does. */
  kinds: string;
  lines: string[];
}

/** What waits for these offices. */
export async function tasksFor(
  records: Records,
  plan: Plan,
  offices: readonly Office[],
  width: number,
): Promise<OfficesTasks> {
  const tasks = (await readTasks(records, plan, null)).filter(({ office }) => offices.includes(office));
  const kinds = tasks.map(({ campaign, office, what }) => `${campaign}/${office}/${what}`).join();
  if (tasks.length === 0) return { kinds, lines: [] };
  const names = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  return { kinds, lines: tasks.flatMap((task) => taskLines(plan, task, names, width)) };
}

const offices = Office.options
  .map((it) => (it === 'unit' ? say('unit:<mã đơn vị>', 'unit:<unit code>') : it))
  .join(', ');

function readAsker(
  given: string,
  units: readonly { code: string; name: string }[],
): Asker | { sentence: string } {
  const [name, unit, ...more] = given.split(':');
  const office = Office.safeParse(name).data;
  if (office === undefined || more.length > 0 || (office === 'unit') !== (unit !== undefined))
    return {
      sentence: say(
        `“${given}” không phải chức trách; có thể dùng: ${offices}.`,
        `“${given}” is not an office; there are: ${offices}.`,
      ),
    };
  if (unit === undefined) return { office, unit };
  const named = findNamed(say('đơn vị', 'unit'), unit, units);
  return 'found' in named ? { office, unit: named.found.code } : named;
}

async function nothingWaits(records: Records, plan: Plan): Promise<string> {
  const [next] = (await readLive(records, plan)).next;
  return next === undefined
    ? say('Không có việc gì đang chờ.', 'Nothing waits.')
    : say(`Không có việc gì đang chờ. Tiếp theo: ${next.line}`, `Nothing waits. Next: ${next.line}`);
}

const shown = ({ before, returned, ...task }: Task) => ({
  ...task,
  returned: returned === null ? null : { ...returned, at: businessInstant(returned.at) },
  before: before === null ? null : businessInstant(before),
});

const mostNamed = 5;

function taskLines(plan: Plan, task: Task, names: ReadonlyMap<string, string>, width: number): string[] {
  const listed = task.what === 'dossiers' || task.what === 'reviews';
  const named = task.which.slice(0, mostNamed).map((code) => names.get(code) ?? code);
  const more = task.which.length - named.length;
  const which = listed
    ? [named.join('; ') + (more > 0 ? say(` … và ${more} đơn vị nữa`, ` … and ${more} more units`) : '')]
    : task.which;
  const from = task.unit === null ? task.office : task.unit;
  const what = awaitingLabel(plan, { from: task.office, what: task.what, which, count: task.count });
  const whose = task.unit === null ? what : what.replace(/^[^–]*/, `${names.get(from) ?? from} `);
  return [
    ...hang(`${campaignLabel(task.campaign)}  `, whose, width),
    ...(task.returned === null ? [] : hang('      ', returnedText(plan, task.returned), width)),
    ...hang(
      '      ',
      say(`${untilText(task)}. Lệnh: ${task.command}`, `${untilText(task)}. Command: ${task.command}`),
      width,
    ),
  ];
}

const returnedText = (plan: Plan, { by, at, reason }: NonNullable<Task['returned']>): string =>
  say(
    `${officeName(plan, by)} trả lại ngày ${formatDay(dayOf(at))}: ${reason}`,
    `${officeName(plan, by)} returned it on ${formatDay(dayOf(at))}: ${reason}`,
  );

function untilText({ before, workingDays }: Task): string {
  if (before === null) return say('Không có hạn', 'No deadline');
  const left =
    workingDays === null
      ? ''
      : say(`, còn ${workingDays} ngày làm việc`, `, ${workingDays} working days left`);
  return say(`Hạn: ${beforeMoment(before)}${left}`, `Deadline: ${beforeMoment(before)}${left}`);
}
