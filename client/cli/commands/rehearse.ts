import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import {
  configurationSentences,
  readConfiguration,
  type TemporalConnection,
} from '../../../worker/configuration.js';
import { clearData } from '../../../worker/embedded/data/folder.js';
import { EmbeddedError } from '../../../worker/embedded/problems.js';
import { keepRunning } from '../../../worker/embedded/processes/keeper.js';
import type { Progress } from '../../../worker/embedded/progress.js';
import { NotOurs } from '../../../worker/embedded/temporal/running-movement.js';
import { Day, type Plan } from '../../../workflows/plan/schema.js';
import { datesYear, dayOfCutoff } from '../../../workflows/rules/calendar.js';
import { choosePlan } from '../../plan.js';
import { addDays, formatMoment, instantOf } from '../../../workflows/rules/days.js';
import { showResult } from '../show/result.js';
import { Rehearsal } from '../../rehearsal/rehearse.js';
import { LiveView } from '../terminal/live-view.js';
import { MovingLine } from '../terminal/moving-line.js';
import { ProcessEnded, startProcess } from '../../engine/processes.js';

export interface StartOptions {
  fresh?: boolean;
  /** The last day to play, `YYYY-MM-DD`. */
  until?: string;
  /** A plan's code or file. */
  plan?: string;
  /** Plays one event and stops. */
  once?: boolean;
}

const Ready = z.object({
  temporal: z.object({ address: z.string(), namespace: z.string(), uiUrl: z.string().optional() }),
  databaseUrl: z.string(),
  smtpUrl: z.string(),
  mailFolder: z.string().optional(),
});

/**
 * The main job: starts what is missing, then rehearses the plan on it, from where it stopped last.
 * @returns the exit status
 */
export async function runStart(options: StartOptions): Promise<number> {
  const read = readConfiguration(process.env);
  if (!read.ok) {
    for (const sentence of configurationSentences(read.problems)) console.error(sentence);
    return 2;
  }
  if (options.until !== undefined && !Day.safeParse(options.until).success) {
    console.error(`--until ${options.until}: không phải là ngày có thật; ngày viết dạng 2024-02-09.`);
    return 2;
  }
  const chosen = options.plan === undefined ? {} : choosePlan(options.plan);
  if ('sentence' in chosen) {
    console.error(chosen.sentence);
    return 2;
  }
  const { dataFolder } = read.configuration;
  const environment = { ...process.env, THIDUA_DATA: dataFolder };
  const start = new MovingLine(process.stdout);
  const voice: Voice = { say: start.say };
  const say: Progress = (line, passing) => voice.say(line, passing);
  const log = (name: string): string => join(dataFolder, 'logs', `${name}.log`);
  const running: { stop(): Promise<void> }[] = [];
  try {
    if (options.fresh === true) await clearData(dataFolder);
    const servers = await startProcess({
      program: 'worker/embedded/main.js',
      environment,
      say,
      logFile: log('servers'),
    }).finally(() => start.end());
    running.push(servers);
    const where = Ready.parse(JSON.parse(servers.ready));
    const startWorker = async (): Promise<void> => {
      const worker = { program: 'worker/main.js', environment, say, logFile: log('worker') };
      running.push(await keepRunning({ name: 'Worker', start: () => startProcess(worker), progress: say }));
    };
    const temporal = read.configuration.temporal ?? { address: where.temporal.address };
    return await play({ ...where, ...chosen }, options, {
      temporal,
      serversEnded: servers.ended,
      startWorker,
      voice,
    });
  } catch (error) {
    if (error instanceof ProcessEnded) return error.code ?? 1;
    if (error instanceof EmbeddedError || error instanceof NotOurs) {
      console.error(error.message);
      return error instanceof NotOurs ? 2 : 1;
    }
    throw error;
  } finally {
    for (const process of running.reverse()) await process.stop();
  }
}

interface Engine {
  temporal: TemporalConnection;
  serversEnded: Promise<unknown>;
  startWorker(): Promise<void>;
  /** Says what its processes say. */
  voice: Voice;
}

interface Voice {
  say: Progress;
}

async function play(
  where: z.infer<typeof Ready> & { plan?: Plan },
  options: StartOptions,
  engine: Engine,
): Promise<number> {
  const view = new LiveView(process.stdout);
  const request = stopRequest(engine.serversEnded);
  const holder: { rehearsal?: Rehearsal } = {};
  try {
    const { temporal } = engine;
    const { databaseUrl, plan } = where;
    const { namespace } = where.temporal;
    const rehearsal = await Rehearsal.open({ temporal, namespace, databaseUrl, plan }, view, request.signal);
    holder.rehearsal = rehearsal;
    // Not before: the worker takes its queue from the records, which are only now a rehearsal's.
    await engine.startWorker();
    engine.voice.say = (line) => view.alert(line);
    await rehearsal.begin();
    await playOn(rehearsal, options, view);
    view.end();
    engine.voice.say = (line) => console.log(line);
    if (options.until !== undefined || options.once === true) {
      console.log(stoppedAt(await rehearsal.now()));
      return 0;
    }
    await showResult(rehearsal.services, where);
    delete holder.rehearsal;
    await rehearsal.close();
    if (process.stdout.isTTY) await stay(where, request);
    return 0;
  } catch (error) {
    view.end();
    if (!request.signal.aborted) throw error;
    return 130;
  } finally {
    request.settle();
    await holder.rehearsal?.close();
  }
}

async function playOn(rehearsal: Rehearsal, options: StartOptions, view: LiveView): Promise<void> {
  const end = instantOf(addDays(options.until ?? lastDayOf(rehearsal.plan), 1)) - 1;
  for (;;) {
    const reached = await rehearsal.step(end);
    await rehearsal.patience.with(() => view.refresh(rehearsal.services.records));
    if (reached === null || options.once === true) return;
  }
}

/** The last day of the quarter in which the summary is announced. */
const lastDayOf = (plan: Plan): Day =>
  addDays(dayOfCutoff(plan.cutoffs.announce, datesYear(plan, 'summary')), -1);

function stoppedAt(at: number): string {
  return `Đã dừng ở ${formatMoment(at)}. Đi tiếp: «npx thidua step» (một sự kiện) hoặc «npm start» (đến hết).`;
}

/** The result is read beside the servers: whoever sits at a terminal has them until Ctrl-C. */
async function stay({ temporal, mailFolder }: z.infer<typeof Ready>, request: StopRequest): Promise<void> {
  const places = [
    ` Giao diện Temporal: ${temporal.uiUrl ?? temporal.address}`,
    ...(mailFolder === undefined ? [] : [` Thư đã gửi: ${mailFolder}`]),
  ];
  console.log(['', 'Diễn tập đã xong. Các máy chủ vẫn chạy để tra cứu:', ...places].join('\n'));
  console.log('Nhấn Ctrl-C để dừng.');
  request.promise('Đang dừng các máy chủ theo thứ tự…');
  if (!request.signal.aborted) await once(request.signal, 'abort');
}

interface StopRequest {
  signal: AbortSignal;
  /** What is said from now on when a stop is asked for. */
  promise(sentence: string): void;
  /** The play is over. */
  settle(): void;
}

/** Ctrl-C ends the play, and so do servers that are gone; all is stopped in order then. */
function stopRequest(serversEnded: Promise<unknown>): StopRequest {
  const stopping = new AbortController();
  const state = { isOver: false, sentence: 'Đang dừng theo thứ tự; lần chạy sau sẽ tiếp tục từ đây…' };
  const ask = (): void => {
    if (stopping.signal.aborted || state.isOver) return;
    stopping.abort();
    console.log(`\n${state.sentence}`);
  };
  const promise = (sentence: string): void => {
    state.sentence = sentence;
  };
  const settle = (): void => {
    state.isOver = true;
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  void serversEnded.then(ask);
  return { signal: stopping.signal, promise, settle };
}
