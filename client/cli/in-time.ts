import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { reasonOf } from '../../worker/embedded/problems.js';
import type { Services } from '../officials/send.js';
import { type Ending, outOfReach, refusedByRules } from './records-at-hand.js';

/** A message waits so long for a worker, milliseconds. */
const longestWait = 60_000;

/**
 * Gives what is asked of the server a minute from now on: anew after a person was asked, who takes his time. Where the server
 * is away the records are still there, and what needs it fails soon.
 */
export async function inTime<R>({ client }: Services, work: () => Promise<R>): Promise<R> {
  const isThere = await client.connection.ensureConnected().then(
    () => true,
    () => false,
  );
  try {
    return await client.withDeadline(Date.now() + (isThere ? longestWait : soon), work);
  } catch (error) {
    throw isThere || grpcCauseOf(error) === undefined ? error : new ServerAway({ cause: error });
  }
}

/** Milliseconds. */
const soon = 1_000;

/** No connection to the Temporal server could be made. */
class ServerAway extends Error {
  override readonly name = 'ServerAway';
  constructor(options: ErrorOptions) {
    super('The Temporal server is out of reach.', options);
  }
}

/** How a command ends whose server or worker gave no answer, or has no such workflow; null where the error is another. */
export function knownEnding(error: unknown): Ending | null {
  if (error instanceof WorkflowNotFoundError)
    return {
      sentence: `Máy chủ không có luồng việc ${error.workflowId} đang chạy: chưa bắt đầu, hoặc đã kết thúc. Xem «thidua status».`,
      status: refusedByRules,
    };
  if (error instanceof ServerAway) return { sentence: `${serverAway}.`, status: outOfReach };
  const cause = grpcCauseOf(error);
  const away = cause === undefined ? undefined : awaySentences.get(cause.code);
  return away === undefined ? null : { sentence: `${away} (${reasonOf(cause)})`, status: outOfReach };
}

function grpcCauseOf(error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(cause) ? cause : undefined;
}

const serverAway = 'Không liên lạc được với máy chủ Temporal: xem «thidua doctor»';

/** By gRPC's codes: DEADLINE_EXCEEDED, UNAVAILABLE. */
const awaySentences: ReadonlyMap<number, string> = new Map([
  [
    4,
    'Chưa có tiến trình nào nhận việc trong một phút: xem «thidua doctor». Làm lại sau cũng được; việc đã ghi sổ thì không ghi hai lần nếu là cùng một nội dung.',
  ],
  [14, `${serverAway}.`],
]);
