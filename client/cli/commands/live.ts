import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { openRecords, type Records } from '../../../activities/records/database/open.js';
import { readinessOf } from '../../../activities/records/registry/readiness.js';
import { type Configuration, readConfiguration } from '../../../worker/configuration.js';
import { configurationSentences } from '../../language/part-problems.js';
import type { Progress } from '../../../worker/embedded/progress.js';
import { type Engine, startEngine } from '../../engine/engine.js';
import { type Prepared, prepareLive, type Trial } from '../../engine/live.js';
import { startMovement } from '../../engine/movement.js';
import { watchWorkflow } from '../../engine/movement-watch.js';
import { restoreMovement } from '../../engine/restore.js';
import { openPages } from '../../engine/portal.js';
import { Patience } from '../../engine/patience.js';
import { say } from '../../language/language.js';
import { exitStatusOf } from '../engine-problems.js';
import { outOfReach } from '../exit-status.js';
import { readLive } from '../../officials/standing.js';
import { liveStartLines } from '../show/live-start.js';
import { firstFacts, liveViewOn, watchLive } from '../show/live-watch.js';
import { standingSentence } from '../../officials/movement-lost.js';
import { notReadySentence } from '../show/not-ready.js';
import { type StopRequest, stopRequest } from '../stop-request.js';
import { movementId } from '../../../workflows/api/identity.js';
import { MovingLine } from '../terminal/moving-line.js';
import { printLines, widthOf } from '../terminal/tables.js';
import { readTrial, type TrialOptions } from './trial-options.js';

export interface LiveOptions extends TrialOptions {
  /** Where no unit is set up yet, a page is opened on which that is done. */
  setup?: boolean;
  /** A plan's code or file. */
  plan?: string;
}

/** Says what the engine's processes say. */
interface Voice {
  say: Progress;
}

interface Asked {
  plan: string | undefined;
  trial: Trial | null;
  configuration: Configuration;
  /** Where no unit is set up yet, a page is opened on which that is done. */
  setsUp: boolean;
}

/**
 * `thidua live`: the service on the wall clock, or a trial on a moved one; nobody is played. Stays until it is told to stop.
 * @returns the exit status: 0 stopped when asked, 130 stopped before it ran, 2 with a sentence on what to do, 4 where the
 * servers are gone
 */
export async function runLive(options: LiveOptions): Promise<number> {
  const read = readConfiguration(process.env);
  if (!read.ok) return atFault(configurationSentences(read.problems));
  const asked = readTrial(options, read.configuration);
  if ('sentence' in asked) return atFault([asked.sentence]);
  const start = new MovingLine(process.stdout);
  const voice: Voice = { say: start.say };
  const holder: { engine?: Engine } = {};
  try {
    const progress: Progress = (line, passing) => voice.say(line, passing);
    holder.engine = await startEngine(read.configuration, progress).finally(() => start.end());
    const { configuration } = read;
    const { plan, setup: setsUp = false } = options;
    return await serve(holder.engine, { plan, trial: asked.trial, configuration, setsUp }, voice);
  } catch (error) {
    return exitStatusOf(error);
  } finally {
    await holder.engine?.stop();
  }
}

function atFault(sentences: readonly string[]): number {
  for (const sentence of sentences) console.error(sentence);
  return 2;
}

async function serve(engine: Engine, asked: Asked, voice: Voice): Promise<number> {
  const request = stopRequest(engine.serversEnded);
  const { databaseUrl, temporal } = engine.places;
  const connection = await Connection.connect(engine.temporal);
  const records = await openRecords(databaseUrl);
  const client = new Client({ connection, namespace: temporal.namespace });
  try {
    const site = { engine, client, records, request, voice, configuration: asked.configuration };
    const prepared = await prepareSetUp(site, asked);
    if ('problem' in prepared) return atFault([notReadySentence(prepared.problem)]);
    await stay(site, prepared);
    return request.isForced() ? outOfReach : 0;
  } catch (error) {
    if (request.signal.aborted) return request.isForced() ? outOfReach : 130;
    throw error;
  } finally {
    request.settle();
    await records.close();
    await connection.close();
  }
}

/** As {@link prepareLive}; where units are missing and it was asked for, they are set up in the browser first. */
async function prepareSetUp(site: Site, asked: Asked): Promise<Prepared> {
  const prepared = await prepareLive(site, asked);
  if (!asked.setsUp || !('problem' in prepared) || prepared.problem.code !== 'setup.none') return prepared;
  const code = randomBytes(24).toString('base64url');
  const { engine, records, request } = site;
  const first = await engine.startFirstSetUp(code, asked.plan);
  printLines(process.stdout, firstSetUpLines(first.address));
  try {
    while (!(await readinessOf(records)).hasUnits)
      await pause(betweenLooks, undefined, { signal: request.signal });
  } finally {
    await first.stop();
  }
  return prepareLive(site, { ...asked, trial: asked.trial && { at: null } });
}

/** Milliseconds between two looks at whether units stand. */
const betweenLooks = 500;

const firstSetUpLines = (address: string): string[] => [
  say(
    'Chưa có đơn vị nào. Mở địa chỉ này bằng trình duyệt để thiết lập (dùng được đến khi thiết lập xong):',
    'There are no units yet. Open this address in a browser to set them up (good until that is done):',
  ),
  `  ${address}`,
];

interface Site {
  engine: Engine;
  client: Client;
  records: Records;
  request: StopRequest;
  voice: Voice;
  configuration: Configuration;
}

const lostReason = 'Máy chủ Temporal không còn chạy phong trào mà cơ sở dữ liệu đã ghi';

/** Runs the movement and shows it, until a stop is asked for. */
async function stay(
  { engine, client, records, request, voice, configuration }: Site,
  { plan, clock }: Extract<Prepared, { clock: unknown }>,
): Promise<void> {
  const { signal } = request;
  // Not before: the worker takes its queue from the records, whose clock is only now this command's.
  await engine.startWorker();
  const patience = new Patience(signal, (line) => voice.say(line));
  const isNew = await patience.with(async () => {
    const lost = await restoreMovement({ client, records, plan, reason: lostReason, operator: 'live' });
    if (lost.length > 0)
      voice.say(
        say(
          `${lostReason}: đã chạy lại ${String(lost.length)} luồng việc.`,
          `The Temporal server no longer ran the movement that the records hold: ${String(lost.length)} workflows were restored.`,
        ),
      );
    return startMovement({ client, records }, plan, clock);
  });
  const facts = await patience.with(() => firstFacts(records, plan, signal));
  const pages = await openPages(engine, records, configuration, (line) => voice.say(line));
  const places = { ...engine.places, pages };
  printLines(process.stdout, liveStartLines(facts, isNew, places, widthOf(process.stdout)));
  const view = liveViewOn(process.stdout);
  view.begin(facts);
  voice.say = (line) => view.say(line);
  const id = movementId(plan.plan);
  await Promise.all([
    watchLive(() => readLive(records, plan), view, signal),
    watchWorkflow(client, id, (standing) => voice.say(standingSentence(id, standing)), signal),
  ]);
  voice.say = (line) => console.log(line);
}
