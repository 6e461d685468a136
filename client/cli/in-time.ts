import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { reasonOf } from '../../worker/embedded/problems.js';
import type { Services } from '../officials/send.js';
import { say } from '../language/language.js';
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
      sentence: say(
        `Máy chủ không có luồng việc ${error.workflowId} đang chạy: chưa bắt đầu, hoặc đã kết thúc. Xem «thidua status».`,
        `The server runs no workflow ${error.workflowId}: not started, or ended. See «thidua status».`,
      ),
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

const serverAway = say(
  'Không liên lạc được với máy chủ Temporal: xem «thidua doctor»',
  'The Temporal server is out of reach: see «thidua doctor»',
);

/** By gRPC's codes: DEADLINE_EXCEEDED, UNAVAILABLE. */
const awaySentences: ReadonlyMap<number, string> = new Map([
  [
    4,
    say(
      'Sau một phút chưa có trả lời: có thể chưa có tiến trình nào nhận việc (xem «thidua doctor»). Việc này có thể vẫn được thực hiện sau; hãy xem «thidua status» trước khi làm lại.',
      'No answer after a minute: perhaps no process takes work (see «thidua doctor»). This may still be done later; see «thidua status» before doing it again.',
    ),
  ],
  [14, `${serverAway}.`],
]);
