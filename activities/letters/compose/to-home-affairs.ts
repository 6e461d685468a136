import { readMailboxCode } from '../../records/registry/mailbox-code.js';
import { effectName } from '../../../workflows/api/failing.js';
import type { MailContent, UnreachedMailbox } from '../../../workflows/api/letters.js';
import { dayOf, formatDay, formatMoment } from '../../../workflows/rules/days.js';
import { dossierCutoff } from './deadlines.js';
import { formatCutoff } from './format.js';
import {
  type Ask,
  type Block,
  type Item,
  type Letter,
  list,
  listUnlessEmpty,
  quote,
  text,
} from './letter.js';
import { proposedOrder } from './list-items.js';
import { Office } from '../../../workflows/api/messages.js';
import { blocHeading, campaignName, officeName } from '../../../workflows/plan/names.js';
import { awaitedName, kindNames, officesOf } from './names.js';
import { questionBlocks, questionTitle } from './questions.js';
import type { Scene } from './scene.js';
import type { Plan } from '../../../workflows/plan/schema.js';

type Content<C extends MailContent['code']> = Extract<MailContent, { code: C }>;
export type HomeAffairsContent = Content<
  | 'dossier-restarted'
  | 'last-day-question'
  | 'late-opening-question'
  | 'participants-question'
  | 'question'
  | 'shortlist-request'
  | 'choices-dropped'
  | 'forward-reminder'
  | 'ceremony-reminder'
  | 'weekly-digest'
  | 'difficulty'
  | 'holidays-ending'
>;

const ask = (act: string, before: number): Ask => ({ act, by: { before } });

/** The letters to Home Affairs, who prepares the list; the weekly digest goes to the Board and the Chairman too. */
export function homeAffairsLetter(content: HomeAffairsContent, scene: Scene): Letter {
  const { plan } = scene;
  const say = officesOf(plan);
  switch (content.code) {
    case 'last-day-question':
      return lastDayQuestion(content, plan);
    case 'late-opening-question':
      return lateOpeningQuestion(content, plan);
    case 'participants-question':
      return {
        ask: ask('quyết định', dossierCutoff(plan, content.campaign)),
        title: `Đơn vị đã kết thúc hoạt động có tham gia ${campaignName(plan, content.campaign)} không?`,
        blocks: [
          text(
            `Các đơn vị dưới đây có tham gia phong trào nhưng đã kết thúc hoạt động hoặc sáp nhập trong giai đoạn. Kế hoạch không nêu trường hợp này, nên đề nghị ${say.homeAffairs} quyết định đơn vị nào được xét và đơn vị nào nộp hồ sơ thay.`,
            'III.3.b',
          ),
          list(
            'Các đơn vị',
            content.candidates.map((code) => ({ text: scene.unitName(code), detail: `Mã: ${code}` })),
          ),
          text(
            'Có thể không chọn đơn vị nào. Quyết định phải nêu lý do; lý do được lưu và hiển thị cùng kết quả.',
            'IV.1.b',
          ),
        ],
      };
    case 'question':
      return {
        ask: ask('quyết định', content.cutoff),
        title: `${content.questions.length} vướng mắc khi lựa chọn, ${campaignName(plan, content.campaign)}`,
        blocks: [
          text(
            `Khi tổng hợp có những điểm kế hoạch để người có thẩm quyền quyết định. Đề nghị ${say.homeAffairs} quyết định từng điểm, có nêu lý do; lý do được lưu và hiển thị cùng kết quả.`,
            'IV.1.b',
          ),
          ...content.questions.flatMap((key) => questionBlocks(key, scene)),
        ],
      };
    case 'shortlist-request':
      return {
        ask: ask('lựa chọn', content.cutoff),
        title: `Lựa chọn tập thể, cá nhân được đề nghị tặng Bằng khen, ${campaignName(plan, content.campaign)}`,
        blocks: [
          text(
            `Đề nghị ${say.homeAffairs} lựa chọn trong số đủ tiêu chuẩn, trên cơ sở đề xuất của các cơ quan, đơn vị. Thứ tự dưới đây chỉ là đề xuất; có thể chọn ít hơn số lượng, không thể nhiều hơn.`,
            content.campaign === 'summary' ? 'III.3.b' : 'III.3.a',
          ),
          ...content.blocs.flatMap((bloc) => {
            const proposed = scene.selected === null ? [] : proposedOrder(scene.selected, bloc, scene);
            return proposed.length > 0
              ? proposed
              : [list('Khối cần lựa chọn', [{ text: blocHeading(plan, bloc) }])];
          }),
        ],
      };
    case 'choices-dropped':
      return choicesDropped(content, scene);
    case 'dossier-restarted':
      return {
        ask: null,
        title: `Đã khởi động lại việc theo dõi ${content.units.length} hồ sơ, ${campaignName(plan, content.campaign)}`,
        blocks: [
          text(
            'Việc theo dõi các hồ sơ dưới đây đã dừng trước thời hạn và vừa được hệ thống tự khởi động lại theo dữ liệu đã lưu. Hồ sơ đã tiếp nhận vẫn được giữ nguyên.',
            'IV.1.a',
          ),
          list(
            'Các đơn vị',
            content.units.map((code) => ({ text: scene.unitName(code), detail: `Mã: ${code}` })),
          ),
          text(
            'Quý cơ quan không phải làm gì thêm, chỉ nên kiểm tra lại tình trạng của các hồ sơ này.',
            'IV.1.b',
          ),
        ],
      };
    case 'forward-reminder':
      return {
        ask: ask('trình danh sách', content.cutoff),
        title: `Trình hồ sơ sang ${say.board}, ${campaignName(plan, content.campaign)}`,
        blocks: [
          text(
            `Còn ${content.workingDays} ngày làm việc là đến thời hạn gửi hồ sơ đề nghị khen thưởng sang ${say.board} (trước ${formatCutoff(content.cutoff)}).`,
            'IV.1.b',
          ),
          ...listUnlessEmpty('Việc còn phải làm', awaitedItems(plan, content.awaiting)),
        ],
      };
    case 'ceremony-reminder':
      return {
        ask: ask('tổ chức khen thưởng', content.announceBy),
        title: `Tổ chức tổng kết, khen thưởng, ${campaignName(plan, content.campaign)}`,
        blocks: [
          text(
            `Việc tổng kết, khen thưởng phải được tổ chức trong ${plan.cutoffs.announce.within}, tức là trước ${formatCutoff(content.announceBy)}. Chưa ghi nhận ngày và nơi tổ chức.`,
            'IV.1.b',
          ),
          text(`Đề nghị ${say.homeAffairs} ghi ngày và nơi tổ chức sau khi đã tổ chức.`, 'V.4'),
        ],
      };
    case 'weekly-digest':
      return weeklyDigest(content, scene);
    case 'difficulty':
      return {
        ask: null,
        title: `${scene.unitName(content.unit)} phản ánh khó khăn, vướng mắc, ${campaignName(plan, content.campaign)}`,
        blocks: [
          quote(`Nội dung phản ánh của ${scene.unitName(content.unit)}`, content.text),
          text(
            `Theo phần cuối của kế hoạch, ${say.homeAffairs} tổng hợp khó khăn, vướng mắc để báo cáo ${plan.issuer} xem xét, giải quyết.`,
            'V.4',
          ),
        ],
      };
    case 'holidays-ending':
      return {
        ask: { act: 'bổ sung lịch nghỉ', by: { until: content.lastDay } },
        title: 'Bảng ngày nghỉ lễ, Tết sắp hết',
        blocks: [
          text(
            `Bảng ngày nghỉ lễ, Tết của hệ thống chỉ có đến ngày ${formatDay(content.lastDay)}, trong khi các thời hạn cần tính đến ngày ${formatDay(content.needed)}.`,
            'IV.1',
          ),
          text(
            'Đề nghị bổ sung lịch nghỉ của năm tiếp theo khi có thông báo chính thức, để thời hạn và thư nhắc được tính đúng ngày làm việc.',
            'IV.1',
          ),
        ],
      };
  }
}

const awaitedItems = (plan: Plan, awaiting: readonly string[]) =>
  awaiting.map((what) => ({ text: awaitedName(plan, what) }));

function lateOpeningQuestion(
  { campaign, cutoff, announceBy, lastDay }: Content<'late-opening-question'>,
  plan: Plan,
): Letter {
  const say = officesOf(plan);
  const extending =
    lastDay === null
      ? []
      : [
          {
            text: `Gia hạn đến hết ngày ${formatDay(lastDay)}, hoặc đến một ngày khác còn trong thời gian công bố của Kế hoạch: các đơn vị được thông báo và nộp hồ sơ`,
            detail: `Mã phương án: extend:${lastDay}`,
          },
        ];
  return {
    ask: ask('quyết định', announceBy),
    title: `Hạn nộp hồ sơ đã qua trước khi phong trào chạy trên hệ thống, ${campaignName(plan, campaign)}`,
    blocks: [
      text(
        `Hạn nộp hồ sơ là trước ${formatCutoff(cutoff)}, đã qua trước khi phong trào bắt đầu chạy trên hệ thống, nên chưa đơn vị nào nộp được hồ sơ tại đây. Đề nghị ${say.homeAffairs} quyết định gia hạn, hay không thực hiện đợt này trên hệ thống, có nêu lý do.`,
        'IV.1.a',
      ),
      list('Các phương án', [
        ...extending,
        {
          text: 'Giữ nguyên: đợt này không thực hiện trên hệ thống; khi có quyết định khen thưởng thì nhập kết quả bằng «thidua import»',
          detail: 'Mã phương án: keep',
        },
      ]),
      text('Chưa có quyết định thì hồ sơ chưa được mở và chưa đơn vị nào nhận thư về đợt này.', 'IV.1.b'),
    ],
  };
}

function lastDayQuestion(
  { campaign, cutoff, lastDay, holiday, nextWorkingDay }: Content<'last-day-question'>,
  plan: Plan,
): Letter {
  const say = officesOf(plan);
  const isDossiers = cutoff === dossierCutoff(plan, campaign);
  const what = isDossiers ? `nộp hồ sơ về ${say.homeAffairs}` : `gửi hồ sơ sang ${say.board}`;
  const clause = isDossiers ? 'IV.1.a' : 'IV.1.b';
  const options: Block = list('Các phương án', [
    { text: `Giữ nguyên: ${what} trước ${formatCutoff(cutoff)}`, detail: 'Mã phương án: keep', clause },
    {
      text: `Gia hạn đến hết ngày ${formatDay(nextWorkingDay)}, ngày làm việc tiếp theo`,
      detail: `Mã phương án: extend:${nextWorkingDay}`,
    },
  ]);
  return {
    ask: ask('quyết định', cutoff),
    title: `Ngày cuối để ${what} không phải ngày làm việc, ${campaignName(plan, campaign)}`,
    blocks: [
      text(
        `Thời hạn ${what} là trước ${formatCutoff(cutoff)}, nên ngày cuối là ${formatDay(lastDay)}: ${holiday === null ? 'ngày nghỉ hằng tuần' : holiday}. Đề nghị ${say.homeAffairs} quyết định giữ nguyên hay gia hạn, có nêu lý do.`,
        clause,
      ),
      options,
      text('Thời hạn không tự dời: chưa có quyết định thì ngày của kế hoạch được áp dụng.', clause),
    ],
  };
}

function choicesDropped(
  { campaign, questions, shortlists }: Content<'choices-dropped'>,
  { plan, unitName }: Scene,
): Letter {
  const answered = questions.map((key) => {
    const { title, clause } = questionTitle(plan, key, unitName);
    return { text: title, detail: `Mã vướng mắc: ${key}`, clause };
  });
  const chosen = shortlists.map(({ kind, bloc }) => ({
    text: `${blocHeading(plan, bloc)}: lựa chọn ${kindNames[kind].toLowerCase()}`,
    clause: campaign === 'summary' ? 'III.3.b' : 'III.3.a',
  }));
  return {
    ask: null,
    title: `Quyết định, lựa chọn trước đây không còn được tính, ${campaignName(plan, campaign)}`,
    blocks: [
      text(
        'Hồ sơ hoặc kết quả xếp hạng đã thay đổi, nên điều được hỏi không còn như khi quý cơ quan quyết định. Vì vậy các quyết định, lựa chọn dưới đây không được tính nữa.',
        'IV.1.b',
      ),
      ...listUnlessEmpty('Quyết định không còn được tính', answered),
      ...listUnlessEmpty('Lựa chọn không còn được tính', chosen),
      text(
        'Điều nào vẫn phải quyết định, lựa chọn thì được hỏi lại trong thư riêng, có ghi ngày. Quyết định trước đây và lý do vẫn được lưu.',
        'IV.1.b',
      ),
    ],
  };
}

function weeklyDigest(content: Content<'weekly-digest'>, scene: Scene): Letter {
  const { plan } = scene;
  const { campaign, items, failing = scene.failing, undelivered = scene.unreached } = content;
  return {
    ask: null,
    title: `Việc đang chờ, tuần từ ${formatDay(dayOf(scene.at))}: ${campaignName(plan, campaign)}`,
    blocks: [
      ...listUnlessEmpty(
        'Đang chờ quý cơ quan',
        items.map(({ what, count }) => ({
          text: count > 1 ? `${awaitedName(plan, what)}: ${count} việc` : awaitedName(plan, what),
        })),
      ),
      ...listUnlessEmpty(
        'Hệ thống đang có lỗi, vẫn tiếp tục thử lại',
        failing.map(({ effect, since, why }) => ({
          text: `${effectName(effect)}: chưa thực hiện được, từ ${formatMoment(since)}`,
          detail: why,
        })),
      ),
      ...listUnlessEmpty(
        'Hộp thư chưa nhận được thư',
        undelivered.map((it) => mailboxItem(it, scene)),
      ),
      text(
        'Việc nào có thời hạn thì đã được gửi trong thư riêng, có ghi ngày. Thư này gửi vào thứ Hai hằng tuần khi còn việc chờ.',
        'IV.1',
      ),
    ],
  };
}

function mailboxItem(
  { recipient, address, count, answer }: UnreachedMailbox,
  { plan, unitName }: Scene,
): Item {
  const { kind, code } = readMailboxCode(recipient) ?? { kind: null, code: recipient };
  const office = Office.safeParse(code).data;
  const name = kind === 'unit' ? unitName(code) : office === undefined ? code : officeName(plan, office);
  const mailbox = address === '' ? name : `${name}, ${address}`;
  return { text: `${mailbox}: ${count} thư`, ...(answer !== null && { detail: `Lý do: ${answer}` }) };
}
