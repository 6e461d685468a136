import type { WorkflowStanding } from '../engine/workflow-standing.js';
import { say } from '../language/language.js';

const statusNames: ReadonlyMap<string, string> = new Map([
  ['TERMINATED', say('bị chấm dứt (terminate)', 'was terminated')],
  ['CANCELLED', say('bị hủy (cancel)', 'was canceled')],
  ['FAILED', say('thất bại', 'failed')],
  ['TIMED_OUT', say('hết thời gian', 'timed out')],
  ['COMPLETED', say('đã kết thúc', 'has ended')],
]);

/** How a workflow ended, as an operator reads it. */
const closedAs = (status: string): string =>
  statusNames.get(status) ?? say(`đã đóng (${status})`, `is closed (${status})`);

/** How a workflow stands that ought to run, and what to do. */
export function standingSentence(workflowId: string, standing: WorkflowStanding): string {
  const mend = say(
    `Để chạy lại từ những gì cơ sở dữ liệu đã giữ: npx thidua restore ${workflowId} --reason "LÝ DO"`,
    `To start it again from what the records hold: npx thidua restore ${workflowId} --reason "REASON"`,
  );
  switch (standing.state) {
    case 'running':
      return say(`Luồng việc ${workflowId} đang chạy trở lại.`, `The workflow ${workflowId} runs again.`);
    case 'reset':
      return say(
        `Luồng việc ${workflowId} đã bị đặt lại (reset) về một thời điểm trước và đang chạy từ đó; những việc đã ghi sổ không bị ghi hai lần. Hãy xem «npx thidua doctor».`,
        `The workflow ${workflowId} was reset to an earlier moment and runs from there; recorded acts are not recorded twice. See «npx thidua doctor».`,
      );
    case 'closed':
      return say(
        `Luồng việc ${workflowId} ${closedAs(standing.status)} trên máy chủ Temporal. ${mend}`,
        `The workflow ${workflowId} ${closedAs(standing.status)} on the Temporal server. ${mend}`,
      );
    case 'missing':
      return say(
        `Luồng việc ${workflowId} không còn trên máy chủ Temporal. ${mend}`,
        `The workflow ${workflowId} is no longer on the Temporal server. ${mend}`,
      );
  }
}

/** How a workflow stands, in a word or two. */
export function standingWord(standing: WorkflowStanding): string {
  switch (standing.state) {
    case 'running':
      return say('đang chạy', 'runs');
    case 'reset':
      return say('bị đặt lại (reset)', 'was reset');
    case 'closed':
      return closedAs(standing.status);
    case 'missing':
      return say('không có trên máy chủ', 'is not on the server');
  }
}
