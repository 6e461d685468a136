import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { say } from '../../language/language.js';
import { formatMoment } from '../../language/amounts.js';
import { fault, type Finding, ok, warning } from './finding.js';

/** A worker that asked for work lately, and the build that it runs; '' where it doesn't say. */
interface Poller {
  identity: string;
  build: string;
}

/** Which build completed a workflow task, and when (epoch ms). */
interface Writing {
  build: string;
  at: number;
}

/** What a worker's age is judged by. */
export interface WorkerFacts {
  taskQueue: string;
  pollers: readonly Poller[];
  /** Of the running workflows, the latest first. */
  writings: readonly Writing[];
  /** This program's own build; null where it can't be read. */
  own: string | null;
}

/** Who takes the work: whether one asked lately, and how its build stands to those that wrote the histories. */
export async function checkWorker(
  client: Client,
  taskQueue: string,
  workflowIds: readonly string[],
): Promise<Finding> {
  const pollers = await pollersOf(client, taskQueue);
  const written = await Promise.all(workflowIds.map((id) => writingsOf(client, id)));
  const writings = written.flat().sort((one, other) => other.at - one.at);
  return judgeWorker({ taskQueue, pollers, writings, own: await ownBuild() });
}

/** A poller that asks for work at all asks again within a minute. */
const lately = 90_000;

async function pollersOf(client: Client, taskQueue: string): Promise<Poller[]> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
  });
  return pollers
    .filter((it) => Date.now() - Number(it.lastAccessTime?.seconds ?? 0) * 1_000 < lately)
    .map((it) => ({ identity: it.identity ?? '', build: it.workerVersionCapabilities?.buildId ?? '' }));
}

/** So many events back: an upgrade of longer ago is none any more. */
const eventsBack = 200;

async function writingsOf(client: Client, workflowId: string): Promise<Writing[]> {
  try {
    const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: client.options.namespace,
      execution: { workflowId },
      maximumPageSize: eventsBack,
    });
    return (history?.events ?? []).flatMap((event) => {
      const build = event.workflowTaskCompletedEventAttributes?.workerVersion?.buildId ?? '';
      return build === '' ? [] : [{ build, at: Number(event.eventTime?.seconds ?? 0) * 1_000 }];
    });
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || isNotFound(error)) return [];
    throw error;
  }
}

/** gRPC's NOT_FOUND. */
const isNotFound = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 5;

const program = 'workflow-bundle.js';
const bundle = new URL(
  import.meta.url.endsWith('.ts') ? `../../../.build/${program}` : `../../../${program}`,
  import.meta.url,
);

/** By what a build is told from another: the digest of its workflow code, as workers give it after `+`. */
async function ownBuild(): Promise<string | null> {
  const code = await readFile(bundle).catch(() => null);
  return code === null ? null : createHash('sha256').update(code).digest('hex');
}

const codeOf = (build: string): string => build.split('+').at(-1) ?? build;
const shortly = (build: string): string => codeOf(build).slice(0, 8);

const startWorker = say(
  'Khởi động «npx thidua live», hoặc worker (node .build/worker/main.js), và xem nhật ký của nó.',
  'Start «npx thidua live», or the worker (node .build/worker/main.js), and look at its log.',
);

/** How the worker stands, by what is known of the builds. */
export function judgeWorker({ taskQueue, pollers, writings, own }: WorkerFacts): Finding {
  const [worker] = pollers;
  if (worker === undefined)
    return fault(
      'worker',
      say(`không có worker nào nhận việc ở ${taskQueue}`, `no worker takes work from ${taskQueue}`),
      startWorker,
    );
  const who = say(
    `${[...new Set(pollers.map(({ identity }) => identity))].join(', ')} nhận việc ở ${taskQueue}`,
    `${[...new Set(pollers.map(({ identity }) => identity))].join(', ')}: workers of ${taskQueue}`,
  );
  const builds = [...new Set(pollers.map(({ build }) => build))];
  if (builds.length > 1)
    return warning(
      'worker',
      say(
        `${who}, bằng ${String(builds.length)} bản khác nhau: ${builds.map(shortly).join(', ')}`,
        `${who}, of ${String(builds.length)} different builds: ${builds.map(shortly).join(', ')}`,
      ),
      own === null
        ? say('Dừng những worker của bản cũ.', 'Stop the workers of the old build.')
        : say(
            `Dừng những worker không phải bản ${shortly(own)} (bản của lệnh này); nếu vừa dừng xong thì đợi hai phút rồi kiểm tra lại.`,
            `Stop the workers that are not of the build ${shortly(own)} (this command's); if you just did, wait two minutes and check again.`,
          ),
    );
  return judgeBuild(who, worker.build, { writings, own });
}

function judgeBuild(
  who: string,
  build: string,
  { writings, own }: Pick<WorkerFacts, 'writings' | 'own'>,
): Finding {
  const [last] = writings;
  if (build === '' || last === undefined || codeOf(last.build) === codeOf(build)) {
    if (build === '' || own === null || codeOf(build) === own)
      return ok(
        'worker',
        `${who}, ${last === undefined ? say('chưa ghi lịch sử nào', 'no history written yet') : say('cùng bản đã ghi lịch sử gần đây nhất', 'of the build that wrote the latest histories')}`,
      );
    return warning(
      'worker',
      say(
        `${who} bằng bản ${shortly(build)}; lệnh này là bản ${shortly(own)}`,
        `${who} of the build ${shortly(build)}; this command is of ${shortly(own)}`,
      ),
      say(
        'Nếu vừa nâng cấp chương trình: khởi động lại worker («npx thidua live») để dùng bản mới.',
        'After an update of the program: restart the worker («npx thidua live») so that it runs the new build.',
      ),
    );
  }
  const [its, newer] = [shortly(build), shortly(last.build)];
  const at = formatMoment(last.at);
  const wroteBefore = writings.some((it) => codeOf(it.build) === codeOf(build));
  if (wroteBefore || codeOf(last.build) === own)
    return fault(
      'worker',
      say(
        `${who} bằng bản ${its}, cũ hơn bản ${newer} đã ghi lịch sử lúc ${at}`,
        `${who} of the build ${its}, older than ${newer}, which wrote histories at ${at}`,
      ),
      say(
        `Dừng worker bản ${its} và chạy worker của bản ${newer} (khởi động lại «npx thidua live» từ thư mục của bản ấy): bản cũ có thể không đọc tiếp được lịch sử của bản mới.`,
        `Stop the worker of the build ${its} and run one of ${newer} (restart «npx thidua live» from that build's folder): the older may not be able to read on in histories of the newer.`,
      ),
    );
  return warning(
    'worker',
    say(
      `${who} bằng bản ${its}, khác bản ${newer} đã ghi lịch sử lúc ${at}`,
      `${who} of the build ${its}, another than ${newer}, which wrote histories at ${at}`,
    ),
    say(
      `Vừa nâng cấp lên bản ${its} thì bình thường. Nếu ${its} là bản cũ hơn: dừng nó và chạy worker của bản ${newer}.`,
      `Normal after an update to ${its}. If ${its} is the older build: stop it and run a worker of ${its}.`,
    ),
  );
}
