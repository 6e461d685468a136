import type { Client } from '@temporalio/client';
import { searchAttributeNames } from '../../../worker/embedded/temporal/namespace.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { fault, type Finding, ok, warning } from './finding.js';

const day = 86_400;
const leastRetention = 3 * day;

export async function checkNamespace({ connection, options: { namespace } }: Client): Promise<Finding> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
  const days = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(seconds / day);
  const text = say(
    `${namespace}, giữ luồng việc đã kết thúc ${days} ngày`,
    `${namespace}, keeps ended workflows for ${days} days`,
  );
  if (seconds >= leastRetention) return ok('namespace', text);
  return warning(
    'namespace',
    text,
    say(
      `Nên giữ lâu hơn, phòng khi worker dừng nhiều ngày: temporal operator namespace update --namespace ${namespace} --retention 30d`,
      `Better keep them longer, in case the worker stops for days: temporal operator namespace update --namespace ${namespace} --retention 30d`,
    ),
  );
}

export async function checkSearchAttributes({
  connection,
  options: { namespace },
}: Client): Promise<Finding> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributeNames.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return ok('search-attributes', say('đủ', 'complete'));
  return fault(
    'search-attributes',
    say(`thiếu ${missing.join(', ')}`, `missing: ${missing.join(', ')}`),
    `temporal operator search-attribute create --namespace ${namespace} ${missing.map((name) => `--name ${name}`).join(' ')} --type Keyword`,
  );
}

/** A poller that asks for work at all asks again within a minute. */
const lately = 90_000;

/** Who takes the work: whether one asked lately, and whether it runs the code that wrote the movement's history last. */
export async function checkWorker(
  client: Client,
  taskQueue: string,
  movementId: string | null,
): Promise<Finding> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
  });
  const alive = pollers
    .map((it) => ({
      identity: it.identity ?? '',
      at: Number(it.lastAccessTime?.seconds ?? 0) * 1_000,
      build: it.workerVersionCapabilities?.buildId ?? '',
    }))
    .filter(({ at }) => Date.now() - at < lately);
  const mend = say(
    'Khởi động «npx thidua live», hoặc worker (node .build/worker/main.js), và xem nhật ký của nó.',
    'Start «npx thidua live», or the worker (node .build/worker/main.js), and look at its log.',
  );
  const [worker] = alive;
  if (worker === undefined)
    return fault(
      'worker',
      say(`không có worker nào nhận việc ở ${taskQueue}`, `no worker takes work from ${taskQueue}`),
      mend,
    );
  const who = say(
    `${alive.map(({ identity }) => identity).join(', ')} nhận việc ở ${taskQueue}`,
    `${alive.map(({ identity }) => identity).join(', ')} takes work from ${taskQueue}`,
  );
  const last = movementId === null ? null : await lastWriter(client, movementId);
  const builds = new Set(alive.map(({ build }) => build));
  if (builds.size > 1)
    return warning(
      'worker',
      say(
        `${who}, bằng ${String(builds.size)} bản khác nhau`,
        `${who}, of ${String(builds.size)} different builds`,
      ),
      say('Dừng những worker của bản cũ.', 'Stop the workers of the old build.'),
    );
  if (last === null || worker.build === '' || last.build === worker.build)
    return ok(
      'worker',
      say(
        `${who}, cùng bản đã ghi lịch sử gần đây nhất`,
        `${who}, of the build that wrote the latest histories`,
      ),
    );
  return warning(
    'worker',
    say(
      `${who} bằng bản khác với bản đã ghi lịch sử lúc ${formatMoment(last.at)}`,
      `${who}, of another build than the one that wrote histories at ${formatMoment(last.at)}`,
    ),
    say(
      'Vừa nâng cấp thì bình thường. Nếu worker là bản cũ hơn: dừng nó và chạy bản mới.',
      'Normal after an update. If the worker is an older build: stop it and run the new one.',
    ),
  );
}

/** Which build completed the workflow's last workflow task, and when; null where it can't be told. */
async function lastWriter(client: Client, workflowId: string): Promise<{ build: string; at: number } | null> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: 30,
  });
  for (const event of history?.events ?? []) {
    const build = event.workflowTaskCompletedEventAttributes?.workerVersion?.buildId ?? '';
    if (build !== '') return { build, at: Number(event.eventTime?.seconds ?? 0) * 1_000 };
  }
  return null;
}
