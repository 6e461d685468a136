import type { Plan } from '../../workflows/plan/schema.js';

/** How a seat is filled, in words. */
export const ruleNames: Record<Plan['blocs'][number]['seats'][number]['rule'], string> = {
  'highest-rank': 'hạng cao nhất',
  'greatest-leap': 'thay đổi vượt bậc về thứ hạng',
  choice: 'lựa chọn trong những trường hợp đủ điều kiện',
};
