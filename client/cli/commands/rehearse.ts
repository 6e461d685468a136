import { once } from 'node:events';
import { join } from 'node:path';
import { makeDueDocuments } from '../../../activities/documents/make.js';
import { type Configuration, readConfiguration } from '../../../worker/configuration.js';
import { configurationSentences } from '../../language/part-problems.js';
import { clearData } from '../../../worker/embedded/data/folder.js';
import type { Progress } from '../../../worker/embedded/progress.js';
import { Day, type Plan } from '../../../workflows/plan/schema.js';
import { datesYear, dayOfCutoff } from '../../../workflows/rules/calendar.js';
import { choosePlan } from '../../plan.js';
import { addDays, instantOf } from '../../../workflows/rules/days.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { saveDocuments } from '../../officials/documents.js';
import { showResult } from '../show/result.js';
import { giveOrder, type Order, takeOrders } from '../../rehearsal/control.js';
import { Orders } from '../../rehearsal/orders.js';
import { Rehearsal } from '../../rehearsal/rehearse.js';
import { keepRoles, keptRoles, readRoles, type Roles, rolesLeft } from '../../rehearsal/roles.js';
import { outOfReach } from '../exit-status.js';
import { orderLost, PeoplePlay } from '../people-play.js';
import { LiveView } from '../terminal/live-view.js';
import { MovingLine } from '../terminal/moving-line.js';
import { type Engine, type Places, startEngine } from '../../engine/engine.js';
import { openRehearsalPages } from '../../engine/portal.js';
import { exitStatusOf } from '../engine-problems.js';
import { type StopRequest, stopRequest } from '../stop-request.js';

export interface StartOptions {
  fresh?: boolean;
  /** The last day to play, `YYYY-MM-DD`. */
  until?: string;
  /** A plan's code or file. */
  plan?: string;
  /** Plays one event and stops. */
  once?: boolean;
  /** The roles to play, from now on: `none`, `unit,board`; the others are left to people. */
  play?: string;
  /** A rehearsal that runs on the data already is told to do it, where people have roles in it. */
  isOrder?: boolean;
}

/**
 * The main job: starts what is missing, then rehearses the plan on it, from where it stopped last.
 * @returns the exit status: 0 done or stopped when asked, 130 stopped before it ran, 2 with a sentence on what to do, 4 where
 * its servers are gone
 */
export async function runStart(options: StartOptions): Promise<number> {
  const read = readConfiguration(process.env);
  if (!read.ok) {
    for (const sentence of configurationSentences(read.problems)) console.error(sentence);
    return 2;
  }
  if (options.until !== undefined && !Day.safeParse(options.until).success) {
    console.error(
      say(
        `--until ${options.until}: không phải là ngày có thật; ngày viết dạng 2024-02-09.`,
        `--until ${options.until}: there is no such day; write a day like 2024-02-09.`,
      ),
    );
    return 2;
  }
  const chosen = options.plan === undefined ? {} : choosePlan(options.plan);
  if ('sentence' in chosen) {
    console.error(chosen.sentence);
    return 2;
  }
  const roles = options.play === undefined ? undefined : readRoles(options.play);
  if (roles !== undefined && 'sentence' in roles) {
    console.error(roles.sentence);
    return 2;
  }
  const { configuration } = read;
  const obeyed = await orderRunning(configuration.dataFolder, options);
  if (obeyed !== null) return obeyed;
  const start = new MovingLine(process.stdout);
  const voice: Voice = { say: start.say };
  const progress: Progress = (line, passing) => voice.say(line, passing);
  const holder: { engine?: Engine } = {};
  try {
    if (options.fresh === true) await clearData(configuration.dataFolder);
    const engine = await startEngine(configuration, progress).finally(() => start.end());
    holder.engine = engine;
    if (roles !== undefined) await keepRoles(configuration.dataFolder, roles.roles);
    const played = await keptRoles(configuration.dataFolder);
    return await play({ ...engine.places, ...chosen, configuration, played }, options, engine, voice);
  } catch (error) {
    return exitStatusOf(error);
  } finally {
    await holder.engine?.stop();
  }
}

/** Tells the rehearsal that stands on the data, waiting for people, what to do. @returns the exit status; null where none runs */
async function orderRunning(
  dataFolder: string,
  { isOrder, once: isStep, until, fresh, plan, play: roles }: StartOptions,
): Promise<number | null> {
  if (isOrder !== true || fresh === true || plan !== undefined || roles !== undefined) return null;
  const on: Order = until === undefined ? { move: 'on' } : { move: 'until', day: until };
  try {
    const answer = await giveOrder(dataFolder, isStep === true ? { move: 'step' } : on);
    if (answer === null) return null;
    console.log(answer);
    return 0;
  } catch {
    console.error(orderLost);
    return outOfReach;
  }
}

/** Says what the engine's processes say. */
interface Voice {
  say: Progress;
}

async function play(
  where: Places & { plan?: Plan; configuration: Configuration; played: Roles },
  options: StartOptions,
  engine: Engine,
  voice: Voice,
): Promise<number> {
  const view = new LiveView(process.stdout);
  const request = stopRequest(engine.serversEnded);
  const holder: { rehearsal?: Rehearsal } = {};
  try {
    const { temporal } = engine;
    const { databaseUrl, plan, played: roles } = where;
    const { namespace } = where.temporal;
    const settings = { temporal, namespace, databaseUrl, plan, roles };
    const rehearsal = await Rehearsal.open(settings, view, request.signal);
    holder.rehearsal = rehearsal;
    // Not before: the worker takes its queue from the records, which are only now a rehearsal's.
    await engine.startWorker();
    voice.say = (line) => view.alert(line);
    await rehearsal.begin();
    const portal = await openRehearsalPages(engine, where.configuration, (line) => voice.say(line));
    if (portal !== null)
      voice.say(
        say(`Cổng thông tin (mở bằng trình duyệt): ${portal}`, `Portal (open it in a browser): ${portal}`),
      );
    const withPeople = options.once !== true && rolesLeft(roles).length > 0;
    const isPlayed = withPeople
      ? await playWithPeople(rehearsal, where, options, view, request)
      : await playOn(rehearsal, options, view);
    view.end();
    voice.say = (line) => console.log(line);
    if (!isPlayed && request.signal.aborted) return stoppedStatus(request);
    if (!isPlayed) {
      console.log(stoppedAt(await rehearsal.now(), rolesLeft(roles).length > 0));
      return 0;
    }
    const { records } = rehearsal.services;
    await makeDueDocuments(records, rehearsal.plan.plan);
    const documentFolder = join(where.configuration.dataFolder, 'documents');
    await saveDocuments(records, { plan: rehearsal.plan.plan }, documentFolder);
    await showResult(rehearsal.services, { ...where, documentFolder });
    delete holder.rehearsal;
    await rehearsal.close();
    if (process.stdout.isTTY) await stay({ ...where, portal }, request);
    return 0;
  } catch (error) {
    view.end();
    if (!request.signal.aborted) throw error;
    return holder.rehearsal === undefined && !request.isForced() ? 130 : stoppedStatus(request);
  } finally {
    request.settle();
    await holder.rehearsal?.close();
  }
}

/** Wherever in an event it stops, it goes on from there. */
const stoppedStatus = (request: StopRequest): number => (request.isForced() ? outOfReach : 0);

/** While it runs it takes orders from other terminals. */
async function playWithPeople(
  rehearsal: Rehearsal,
  { configuration, played }: { configuration: Configuration; played: Roles },
  { until }: StartOptions,
  view: LiveView,
  { signal: stop }: StopRequest,
): Promise<boolean> {
  const orders = new Orders();
  const control = await takeOrders(configuration.dataFolder, (order) => orders.give(order));
  const end = instantOf(addDays(lastDayOf(rehearsal.plan), 1)) - 1;
  const stage = { rehearsal, played, orders, view, out: process.stdout, end, stop };
  try {
    return await new PeoplePlay(stage).play(until);
  } finally {
    orders.close();
    await control.close();
  }
}

/** @returns whether the whole period is played */
async function playOn(rehearsal: Rehearsal, options: StartOptions, view: LiveView): Promise<boolean> {
  const end = instantOf(addDays(options.until ?? lastDayOf(rehearsal.plan), 1)) - 1;
  for (;;) {
    const reached = await rehearsal.step(end);
    await rehearsal.patience.with(() => view.refresh(rehearsal.services.records));
    if (reached === null || options.once === true)
      return options.until === undefined && options.once !== true;
  }
}

/** The last day of the quarter in which the summary is announced. */
const lastDayOf = (plan: Plan): Day =>
  addDays(dayOfCutoff(plan.cutoffs.announce, datesYear(plan, 'summary')), -1);

function stoppedAt(at: number, withPeople: boolean): string {
  const further = withPeople
    ? say(
        '«npx thidua rehearse» (mở máy chủ để mọi người làm việc)',
        '«npx thidua rehearse» (opens the servers so that people can work)',
      )
    : say('«npm start» (đến hết)', '«npm start» (to the end)');
  return say(
    `Đã dừng ở ${formatMoment(at)}. Đi tiếp: «npx thidua step» (một sự kiện) hoặc ${further}.`,
    `Stopped at ${formatMoment(at)}. To go on: «npx thidua step» (one event) or ${further}.`,
  );
}

/** The result is read beside the servers: whoever sits at a terminal has them until Ctrl-C. */
async function stay(
  { temporal, mailFolder, portal }: Places & { portal: string | null },
  request: StopRequest,
): Promise<void> {
  const places = [
    ...(portal === null ? [] : [say(` Cổng thông tin: ${portal}`, ` Portal: ${portal}`)]),
    say(
      ` Giao diện Temporal: ${temporal.uiUrl ?? temporal.address}`,
      ` Temporal UI: ${temporal.uiUrl ?? temporal.address}`,
    ),
    ...(mailFolder === undefined ? [] : [say(` Thư đã gửi: ${mailFolder}`, ` Letters sent: ${mailFolder}`)]),
  ];
  console.log(
    [
      '',
      say(
        'Diễn tập đã xong. Các máy chủ vẫn chạy để tra cứu:',
        'The rehearsal has ended. The servers run on to be looked at:',
      ),
      ...places,
    ].join('\n'),
  );
  console.log(say('Nhấn Ctrl-C để dừng.', 'Ctrl-C stops.'));
  request.promise(say('Đang dừng các máy chủ theo thứ tự…', 'Stopping the servers in order…'));
  if (!request.signal.aborted) await once(request.signal, 'abort');
}
