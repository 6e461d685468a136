import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { z } from 'zod';
import { ClockMode } from '../../../workflows/api/clock-mode.js';
import { movementId } from '../../../workflows/api/identity.js';

/** Servers and records don't fit together; the message says to the operator what to do. */
export class NotOurs extends Error {}

/** The movement on the server belongs to other records. */
export class ForeignMovement extends NotOurs {}

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

/** Throws {@link ForeignMovement} where the movement on the server belongs to other records than those of `instance`. */
export function refuseForeign(movement: RunningMovement | null, instance: string): void {
  if (movement === null || movement.instance === '' || movement.instance === instance) return;
  throw new ForeignMovement(
    'Máy chủ Temporal này đang chạy phong trào của một cơ sở dữ liệu khác. Hãy đặt DATABASE_URL là cơ sở dữ liệu của phong trào ấy, hoặc đặt TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE là nơi không có phong trào nào khác.',
  );
}
