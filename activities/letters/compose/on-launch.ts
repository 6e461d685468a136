import type { MailContent } from '../../../workflows/api/letters.js';
import { launchBy } from './deadlines.js';
import { type Letter, text } from './letter.js';
import { periodName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { officesOf } from './names.js';

export type LaunchContent = Extract<MailContent, { code: 'launch-request' | 'launch-reminder' }>;

/** V.1: units are asked for their own launch plan. */
export function launchLetter({ code, campaign }: LaunchContent, plan: Plan): Letter {
  const period = periodName(plan, campaign);
  const say = officesOf(plan);
  return {
    ask: { act: 'ban hành và gửi kế hoạch phát động', by: { before: launchBy(plan, campaign) } },
    title: `Kế hoạch phát động phong trào thi đua cải cách hành chính ${period} của cơ quan, đơn vị, địa phương`,
    blocks: [
      text(
        code === 'launch-request'
          ? `Đề nghị cơ quan, đơn vị, địa phương xây dựng kế hoạch phát động phong trào thi đua đẩy mạnh cải cách hành chính ${period} tại nơi mình.`
          : `Đến nay chưa ghi nhận kế hoạch phát động phong trào thi đua cải cách hành chính ${period} của cơ quan, đơn vị, địa phương. Nếu đã ban hành, chỉ cần gửi số, ngày của kế hoạch.`,
        'V.1',
      ),
      text(`Gửi số, ngày của kế hoạch về ${say.homeAffairs} để được ghi nhận.`, 'V.4'),
      text(
        `Việc xây dựng và tổ chức thực hiện kế hoạch này là một tiêu chuẩn khi xét tặng Bằng khen cho tập thể. Kế hoạch số ${plan.number} không ấn định ngày; để được tính, kế hoạch phải có trong thời gian thi đua của đợt.`,
        'III.1.a',
      ),
    ],
  };
}
