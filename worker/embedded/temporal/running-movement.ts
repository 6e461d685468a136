import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { z } from 'zod';
import { ClockMode } from '../../../workflows/api/clock-mode.js';
import { movementId } from '../../../workflows/api/identity.js';

/** Servers and records don't fit together; the message says to the operator what to do. */
export class NotOurs extends Error {}

/** The movement on the server belongs to other records. */
export class ForeignMovement extends NotOurs {}

/** A movement in the server's namespace belongs to other records: a trial can't run beside it. */
export class SharedNamespace extends NotOurs {
  constructor(
    readonly namespace: string,
    /** The workflow's id. */
    readonly movement: string,
  ) {
    super(
      `Trên máy chủ Temporal này, namespace ${namespace} đã có phong trào của một cơ sở dữ liệu khác (${movement}), không chạy thử chung được. Hãy đặt TEMPORAL_NAMESPACE là một namespace chưa có phong trào nào, hoặc bỏ TEMPORAL_ADDRESS để dùng máy chủ kèm theo.`,
    );
  }
}

const Beginning = z.object({
  instance: z.string().default(''),
  clock: z.object({ mode: ClockMode }),
});

/** What the movement on the server is: whose, and on which clock. */
export interface RunningMovement {
  /** Empty while it has not taken up any records. */
  instance: string;
  mode: ClockMode;
}

/** The plan's movement on the server, as its run began; null where none runs. It needs no worker to answer. */
export async function runningMovement(client: Client, plan: string): Promise<RunningMovement | null> {
  const workflowId = movementId(plan);
  if (!(await isRunning(client, workflowId))) return null;
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: 1,
  });
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  const [input] = await decodeArrayFromPayloads(client.options.loadedDataConverter, started?.input?.payloads);
  const { instance, clock } = Beginning.parse(input);
  return { instance, mode: clock.mode };
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

const MovementMemo = z.object({ instance: z.string().default('') }).catch({ instance: '' });

/**
 * Throws {@link SharedNamespace} where the server's namespace holds a movement, of whatever plan, running or ended, of other records
 * than those of `instance`. It needs a server that lists workflows; one that was started a moment ago may not be listed yet.
 */
export async function refuseShared(client: Client, instance: string): Promise<void> {
  const { namespace } = client.options;
  for await (const { workflowId, memo } of client.workflow.list({ query: "WorkflowType = 'movement'" })) {
    if (MovementMemo.parse(memo).instance === instance) continue;
    throw new SharedNamespace(namespace, workflowId);
  }
}

/** Throws {@link ForeignMovement} where the movement on the server belongs to other records than those of `instance`. */
export function refuseForeign(movement: RunningMovement | null, instance: string): void {
  if (movement === null || movement.instance === '' || movement.instance === instance) return;
  throw new ForeignMovement(
    'Máy chủ Temporal này đang chạy phong trào của một cơ sở dữ liệu khác. Hãy đặt DATABASE_URL là cơ sở dữ liệu của phong trào ấy, hoặc đặt TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE là nơi không có phong trào nào khác.',
  );
}
