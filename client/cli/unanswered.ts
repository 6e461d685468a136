import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { reasonOf } from '../../worker/embedded/problems.js';
import { outOfReach, refusedByRules } from './records-at-hand.js';

/** Why a message got no answer, in a sentence, and the exit status that says so. */
export interface Unanswered {
  sentence: string;
  status: number;
}

/** How a command ends whose server, worker or workflow gave no answer; null where the error is another. */
export function unansweredEnding(error: unknown): Unanswered | null {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return { sentence: noWorker, status: outOfReach };
  if (error instanceof WorkflowNotFoundError) return { sentence: absent(error), status: refusedByRules };
  if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) return null;
  const code: number = error.cause.code;
  if (code === deadlineExceeded) return { sentence: noWorker, status: outOfReach };
  if (code !== unavailable) return null;
  return {
    sentence: `Không liên lạc được với máy chủ Temporal (${reasonOf(error.cause)}): xem «thidua doctor».`,
    status: outOfReach,
  };
}

const deadlineExceeded = 4;
const unavailable = 14;

const noWorker =
  'Chưa có tiến trình nào nhận việc trong một phút: xem «thidua doctor». Làm lại sau cũng được; việc đã ghi sổ thì không ghi hai lần nếu là cùng một nội dung.';

const absent = ({ workflowId }: WorkflowNotFoundError): string =>
  `Không có luồng việc ${workflowId} đang chạy: việc này chưa mở hoặc đã kết thúc; xem «thidua status».`;
