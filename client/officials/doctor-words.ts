import type { Part, State } from '../engine/doctor/finding.js';

/** How a part stands, in a word. */
export const stateNames: Record<State, string> = {
  ok: 'đạt',
  warning: 'cảnh báo',
  fault: 'LỖI',
  away: 'LỖI',
  unchecked: '–',
};

/** What the parts are called. */
export const partNames: Record<Part, string> = {
  configuration: 'Cấu hình',
  disk: 'Ổ đĩa',
  database: 'Cơ sở dữ liệu',
  tables: 'Các bảng',
  clock: 'Đồng hồ',
  temporal: 'Máy chủ Temporal',
  namespace: 'Namespace',
  'search-attributes': 'Thuộc tính tìm kiếm',
  instance: 'Dữ liệu của nhau',
  worker: 'Worker',
  workflows: 'Luồng việc',
  'workflow-tasks': 'Bước đang xử lý',
  effects: 'Việc ghi sổ, gửi thư',
  archive: 'Lịch sử đã lưu',
  mail: 'Máy chủ thư',
  letters: 'Thư',
};
