import type { WorkflowStanding } from '../engine/workflow-standing.js';

const statusNames: ReadonlyMap<string, string> = new Map([
  ['TERMINATED', 'bị chấm dứt (terminate)'],
  ['CANCELLED', 'bị hủy (cancel)'],
  ['FAILED', 'thất bại'],
  ['TIMED_OUT', 'hết thời gian'],
  ['COMPLETED', 'đã kết thúc'],
]);

/** How a workflow ended, as an operator reads it. */
const closedAs = (status: string): string => statusNames.get(status) ?? `đã đóng (${status})`;

/** How a workflow stands that ought to run, and what to do. */
export function standingSentence(workflowId: string, standing: WorkflowStanding): string {
  const mend = `Để chạy lại từ những gì cơ sở dữ liệu đã giữ: npx thidua restore ${workflowId} --reason "LÝ DO"`;
  switch (standing.state) {
    case 'running':
      return `Luồng việc ${workflowId} đang chạy trở lại.`;
    case 'reset':
      return `Luồng việc ${workflowId} đã bị đặt lại (reset) về một thời điểm trước và đang chạy từ đó; những việc đã ghi sổ không bị ghi hai lần. Hãy xem «npx thidua doctor».`;
    case 'closed':
      return `Luồng việc ${workflowId} ${closedAs(standing.status)} trên máy chủ Temporal. ${mend}`;
    case 'missing':
      return `Luồng việc ${workflowId} không còn trên máy chủ Temporal. ${mend}`;
  }
}

/** How a workflow stands, in a word or two. */
export function standingWord(standing: WorkflowStanding): string {
  switch (standing.state) {
    case 'running':
      return 'đang chạy';
    case 'reset':
      return 'bị đặt lại (reset)';
    case 'closed':
      return closedAs(standing.status);
    case 'missing':
      return 'không có trên máy chủ';
  }
}
