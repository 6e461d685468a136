import type { Client } from '@temporalio/client';
import { searchAttributeNames } from '../../../worker/embedded/temporal/namespace.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { fault, type Finding, ok, warning } from './finding.js';

const day = 86_400;
const leastRetention = 3 * day;

export async function checkNamespace({ connection, options: { namespace } }: Client): Promise<Finding> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
  const days = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(seconds / day);
  const text = `${namespace}, giữ luồng việc đã kết thúc ${days} ngày`;
  if (seconds >= leastRetention) return ok('namespace', text);
  return warning(
    'namespace',
    text,
    `Nên giữ lâu hơn, phòng khi worker dừng nhiều ngày: temporal operator namespace update --namespace ${namespace} --retention 30d`,
  );
}

export async function checkSearchAttributes({
  connection,
  options: { namespace },
}: Client): Promise<Finding> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributeNames.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return ok('search-attributes', 'đủ');
  return fault(
    'search-attributes',
    `thiếu ${missing.join(', ')}`,
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
  const mend =
    'Khởi động «npx thidua live», hoặc worker (node .build/worker/main.js), và xem nhật ký của nó.';
  const [worker] = alive;
  if (worker === undefined) return fault('worker', `không có worker nào nhận việc ở ${taskQueue}`, mend);
  const who = `${alive.map(({ identity }) => identity).join(', ')} nhận việc ở ${taskQueue}`;
  const last = movementId === null ? null : await lastWriter(client, movementId);
  const builds = new Set(alive.map(({ build }) => build));
  if (builds.size > 1)
    return warning(
      'worker',
      `${who}, bằng ${String(builds.size)} bản khác nhau`,
      'Dừng những worker của bản cũ.',
    );
  if (last === null || worker.build === '' || last.build === worker.build)
    return ok('worker', `${who}, cùng bản đã ghi lịch sử gần đây nhất`);
  return warning(
    'worker',
    `${who} bằng bản khác với bản đã ghi lịch sử lúc ${formatMoment(last.at)}`,
    'Vừa nâng cấp thì bình thường. Nếu worker là bản cũ hơn: dừng nó và chạy bản mới.',
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
