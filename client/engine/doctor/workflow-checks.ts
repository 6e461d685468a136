import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { ExpectedWorkflow } from '../../../activities/records/reads/expected-workflows.js';
import { say } from '../../language/language.js';
import { workflowStanding, type WorkflowStanding } from '../workflow-standing.js';
import { fault, type Finding, ok, warning } from './finding.js';

/** A workflow that ought to run, and how it stands on the server. */
export interface Inspected {
  workflowId: string;
  standing: WorkflowStanding;
  /** Tries of its pending workflow task, where it is not the first. */
  tries: number;
}

const atOnce = 16;

export async function inspect(client: Client, expected: readonly ExpectedWorkflow[]): Promise<Inspected[]> {
  const waiting = [...expected];
  const found: Inspected[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      found.push(await inspectOne(client, next.workflowId));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found.sort((one, other) => (one.workflowId < other.workflowId ? -1 : 1));
}

async function inspectOne(client: Client, workflowId: string): Promise<Inspected> {
  const standing = await workflowStanding(client, workflowId);
  const isThere = standing.state === 'running' || standing.state === 'reset';
  return { workflowId, standing, tries: isThere ? await triesOf(client, workflowId) : 0 };
}

async function triesOf(client: Client, workflowId: string): Promise<number> {
  try {
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    const attempt = raw.pendingWorkflowTask?.attempt ?? 1;
    return attempt > 1 ? attempt : 0;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 0;
    throw error;
  }
}

const shown = 5;
const named = (ids: readonly string[]): string =>
  ids.length <= shown
    ? ids.join(', ')
    : say(
        `${ids.slice(0, shown).join(', ')} và ${String(ids.length - shown)} luồng khác`,
        `${ids.slice(0, shown).join(', ')} and ${String(ids.length - shown)} more`,
      );

const restoring = (ids: readonly string[]): string =>
  say(
    `npx thidua restore ${ids.length === 1 ? ids.join() : '--all'} --reason "LÝ DO"`,
    `npx thidua restore ${ids.length === 1 ? ids.join() : '--all'} --reason "REASON"`,
  );

/** @param describe how a workflow that doesn't run stands */
export function checkWorkflows(
  inspected: readonly Inspected[],
  describe: (standing: WorkflowStanding) => string,
): Finding {
  if (inspected.length === 0)
    return ok('workflows', say('chưa có phong trào nào bắt đầu', 'no movement has begun'));
  const gone = inspected.filter(
    ({ standing }) => standing.state === 'closed' || standing.state === 'missing',
  );
  if (gone.length > 0) {
    const ids = gone.map(({ workflowId }) => workflowId);
    const how = [...new Set(gone.map(({ standing }) => describe(standing)))].join(', ');
    const text = say(
      `${String(gone.length)} luồng việc đáng lẽ đang chạy mà không chạy (${how}): ${named(ids)}`,
      `${String(gone.length)} workflows should run and do not (${how}): ${named(ids)}`,
    );
    return fault(
      'workflows',
      text,
      say(
        `Chạy lại từ những gì cơ sở dữ liệu đã giữ:\n${restoring(ids)}`,
        `Start them again from what the records hold:\n${restoring(ids)}`,
      ),
    );
  }
  const reset = inspected.filter(({ standing }) => standing.state === 'reset').map((it) => it.workflowId);
  if (reset.length > 0)
    return warning(
      'workflows',
      say(
        `${String(inspected.length)} luồng việc đang chạy; đã bị đặt lại (reset) về một thời điểm trước: ${named(reset)}`,
        `${String(inspected.length)} workflows run; reset to an earlier moment: ${named(reset)}`,
      ),
      say(
        `Việc đã ghi sổ không bị ghi hai lần. Nếu trạng thái không đúng: chấm dứt (temporal workflow terminate) rồi\n${restoring(reset)}`,
        `Recorded acts are not recorded twice. If the state is wrong: terminate it (temporal workflow terminate), then\n${restoring(reset)}`,
      ),
    );
  return ok(
    'workflows',
    say(
      `${String(inspected.length)} luồng việc đáng lẽ đang chạy đều đang chạy`,
      `all ${String(inspected.length)} workflows that should run do`,
    ),
  );
}

/** Workflow tasks that fail are tried again and again: the workflow stands still meanwhile. */
export async function checkWorkflowTasks(client: Client, inspected: readonly Inspected[]): Promise<Finding> {
  const stuck = inspected.filter(({ tries }) => tries > 0);
  const [first] = stuck;
  if (first === undefined)
    return ok('workflow-tasks', say('không có luồng việc nào bị kẹt', 'no workflow is stuck'));
  const why = await failureOf(client, first.workflowId);
  return fault(
    'workflow-tasks',
    say(
      `${String(stuck.length)} luồng việc bị kẹt: ${named(stuck.map((it) => it.workflowId))}${why === null ? '' : `; lỗi: ${why}`}`,
      `${String(stuck.length)} workflows are stuck: ${named(stuck.map((it) => it.workflowId))}${why === null ? '' : `; error: ${why}`}`,
    ),
    say(
      'Worker chưa xử lý được bước tiếp theo: xem nhật ký worker; nếu vừa thay bản chương trình, hãy dùng lại bản trước.',
      'The worker could not do their next step: look at its log; if the program was just changed, go back to the version before.',
    ),
  );
}

async function failureOf(client: Client, workflowId: string): Promise<string | null> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: 10,
  });
  const failed = (history?.events ?? []).find((event) => event.workflowTaskFailedEventAttributes);
  return failed?.workflowTaskFailedEventAttributes?.failure?.message ?? null;
}
