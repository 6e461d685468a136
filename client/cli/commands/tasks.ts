import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import { Office } from '../../../workflows/api/messages.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { beforeMoment } from '../../officials/act-details.js';
import { findNamed } from '../nearest.js';
import type { Asker, Task } from '../../officials/tasks.js';
import { readTasks } from '../../officials/waiting.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending } from '../records-at-hand.js';
import { readLive } from '../show/live-facts.js';
import { hang, joined, widthOf } from '../terminal/tables.js';
import { awaitingLabel, campaignLabel } from '../terminal/words.js';

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
    const tasks = await readTasks(records, plan, asker);
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

const offices = Office.options.map((it) => (it === 'unit' ? 'unit:<mã đơn vị>' : it)).join(', ');

function readAsker(
  given: string,
  units: readonly { code: string; name: string }[],
): Asker | { sentence: string } {
  const [name, unit, ...more] = given.split(':');
  const office = Office.safeParse(name).data;
  if (office === undefined || more.length > 0 || (office === 'unit') !== (unit !== undefined))
    return { sentence: `“${given}” không phải chức trách; có thể dùng: ${offices}.` };
  if (unit === undefined) return { office, unit };
  const named = findNamed('đơn vị', unit, units);
  return 'found' in named ? { office, unit: named.found.code } : named;
}

async function nothingWaits(records: Records, plan: Plan): Promise<string> {
  const [next] = (await readLive(records, plan)).next;
  return next === undefined
    ? 'Không có việc gì đang chờ.'
    : `Không có việc gì đang chờ. Tiếp theo: ${next.line}`;
}

const shown = ({ before, ...task }: Task) => ({
  ...task,
  before: before === null ? null : businessInstant(before),
});

const mostNamed = 5;

function taskLines(plan: Plan, task: Task, names: ReadonlyMap<string, string>, width: number): string[] {
  const listed = task.what === 'dossiers' || task.what === 'reviews';
  const named = task.which.slice(0, mostNamed).map((code) => names.get(code) ?? code);
  const more = task.which.length - named.length;
  const which = listed ? [named.join('; ') + (more > 0 ? ` … và ${more} đơn vị nữa` : '')] : task.which;
  const from = task.unit === null ? task.office : task.unit;
  const what = awaitingLabel(plan, { from: task.office, what: task.what, which, count: task.count });
  const whose = task.unit === null ? what : what.replace(/^[^–]*/, `${names.get(from) ?? from} `);
  return [
    ...hang(`${campaignLabel(task.campaign)}  `, whose, width),
    ...hang('      ', `${untilText(task)}. Lệnh: ${task.command}`, width),
  ];
}

function untilText({ before, workingDays }: Task): string {
  if (before === null) return 'Không có hạn';
  const left = workingDays === null ? '' : `, còn ${workingDays} ngày làm việc`;
  return `Hạn: ${beforeMoment(before)}${left}`;
}
