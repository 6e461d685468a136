import type { Part, State } from '../engine/doctor/finding.js';
import { say } from '../language/language.js';

/** How a part stands, in a word. */
export const stateNames: Record<State, string> = {
  ok: say('đạt', 'good'),
  warning: say('cảnh báo', 'warning'),
  fault: say('LỖI', 'ERROR'),
  away: say('LỖI', 'ERROR'),
  unchecked: '–',
};

/** What the parts are called. */
export const partNames: Record<Part, string> = {
  configuration: say('Cấu hình', 'Configuration'),
  disk: say('Ổ đĩa', 'Disk'),
  database: say('Cơ sở dữ liệu', 'Database'),
  tables: say('Các bảng', 'Tables'),
  clock: say('Đồng hồ', 'Clock'),
  temporal: say('Máy chủ Temporal', 'Temporal server'),
  namespace: 'Namespace',
  'search-attributes': say('Thuộc tính tìm kiếm', 'Search attributes'),
  instance: say('Dữ liệu của nhau', 'Of each other'),
  worker: 'Worker',
  workflows: say('Luồng việc', 'Workflows'),
  'workflow-tasks': say('Bước đang xử lý', 'Workflow tasks'),
  effects: say('Việc ghi sổ, gửi thư', 'Effects'),
  archive: say('Lịch sử đã lưu', 'Kept histories'),
  mail: say('Máy chủ thư', 'Mail server'),
  letters: say('Thư', 'Letters'),
};
