import type { Plan } from '../../workflows/plan/schema.js';
import { say } from '../language/language.js';

/** How a seat is filled, in words. */
export const ruleNames: Record<Plan['blocs'][number]['seats'][number]['rule'], string> = {
  'highest-rank': say('hạng cao nhất', 'highest rank'),
  'greatest-leap': say('thay đổi vượt bậc về thứ hạng', 'greatest leap in rank'),
  choice: say('lựa chọn trong những trường hợp đủ điều kiện', 'choice among those eligible'),
};
