import type { MailContent } from '../../../workflows/api/letters.js';
import { refusalSentence } from '../../../workflows/api/refusal-sentences.js';
import { announceBy } from './deadlines.js';
import { formatCutoff } from './format.js';
import { type Ask, type Block, facts, type Letter, quote, text } from './letter.js';
import { listBlocks } from './list-items.js';
import { campaignName } from '../../../workflows/plan/names.js';
import { officesOf } from './names.js';
import type { Scene } from './scene.js';
import type { Plan } from '../../../workflows/plan/schema.js';

type Content<C extends MailContent['code']> = Extract<MailContent, { code: C }>;
export type ListContent = Content<
  | 'appraise-request'
  | 'appraise-reminder'
  | 'list-returned'
  | 'list-superseded'
  | 'sign-request'
  | 'sign-reminder'
  | 'sign-refused'
  | 'signed'
>;

const ask = (act: string, before: number): Ask => ({ act, by: { before } });

const causes = {
  review: 'kết quả xét hồ sơ đã thay đổi',
  ranking: 'kết quả xếp hạng cải cách hành chính đã được ghi lại',
  revocation: 'có Bằng khen đã bị thu hồi',
  records: 'dữ liệu làm căn cứ lập danh sách đã thay đổi',
} as const satisfies Record<Content<'list-superseded'>['by'], string>;

/** The letters on a forwarded list: appraisal, sign-off, return, another list in its place. */
export function listLetter(content: ListContent, scene: Scene): Letter {
  const { plan } = scene;
  const say = officesOf(plan);
  const campaign = campaignName(plan, content.campaign);
  switch (content.code) {
    case 'appraise-request':
      return {
        ask: ask('thẩm định', content.announceBy),
        title: `Danh sách đề nghị tặng Bằng khen chờ thẩm định, ${campaign}`,
        blocks: [
          text(
            `${say.homeAffairs} đã gửi danh sách đề nghị khen thưởng. Đề nghị ${say.board} thẩm định để trình ${say.chairman}, hoặc trả lại có nêu lý do.`,
            'IV.1.b',
          ),
          ...theList(content.digest, scene),
          byQuarter(plan, content.announceBy),
        ],
      };
    case 'appraise-reminder':
      return {
        ask: ask('thẩm định', content.announceBy),
        title: `Nhắc thẩm định danh sách đề nghị tặng Bằng khen, ${campaign}`,
        blocks: [
          text(`Danh sách đã được gửi sang và đang chờ ${say.board} thẩm định.`, 'IV.1.b'),
          ...theList(content.digest, scene),
          byQuarter(plan, content.announceBy),
        ],
      };
    case 'sign-request':
      return {
        ask: ask('ký duyệt', content.announceBy),
        title: `Danh sách đề nghị tặng Bằng khen trình ký, ${campaign}`,
        blocks: [
          text(
            `${say.board} đã thẩm định và kính trình ${say.chairman} xem xét. Có thể duyệt toàn bộ, duyệt và gạch từng trường hợp có nêu lý do, hoặc trả lại.`,
            'IV.1.b',
          ),
          ...theList(content.digest, scene),
          byQuarter(plan, content.announceBy),
        ],
      };
    case 'sign-reminder':
      return {
        ask: ask('ký duyệt', content.announceBy),
        title: `Nhắc ký duyệt danh sách đề nghị tặng Bằng khen, ${campaign}`,
        blocks: [
          text(`Danh sách đã được thẩm định và đang chờ ${say.chairman} xem xét.`, 'III.2.b'),
          ...theList(content.digest, scene),
          byQuarter(plan, content.announceBy),
        ],
      };
    case 'list-returned':
      return {
        ask: ask('xem lại và trình lại', announceBy(plan, content.campaign)),
        title: `${say[content.by]} trả lại danh sách, ${campaign}`,
        blocks: [
          text(`${say[content.by]} đã trả lại danh sách đề nghị khen thưởng.`, 'IV.1.b'),
          quote('Lý do', content.reason),
          text(
            `Đề nghị ${say.homeAffairs} xem lại theo lý do trên rồi trình lại. Trình lại đúng danh sách cũ thì phải nêu lý do.`,
            'IV.1.b',
          ),
          byQuarter(plan, announceBy(plan, content.campaign)),
        ],
      };
    case 'list-superseded':
      return {
        ask: null,
        title: `Danh sách đã trình không còn được thẩm định, ký duyệt, ${campaign}`,
        blocks: [
          text(
            `Danh sách đề nghị khen thưởng có mã dưới đây không còn được thẩm định hay ký duyệt nữa, vì ${causes[content.by]}.`,
            'IV.1.b',
          ),
          facts(['Mã danh sách', content.digest]),
          ...(content.reason === null ? [] : [quote('Lý do', content.reason)]),
          text(
            `${say.homeAffairs} sẽ tổng hợp lại và trình danh sách mới; khi đó có thư riêng kèm danh sách và mã của danh sách. Ý kiến về danh sách đã trình không được tính cho danh sách mới.`,
            'IV.1.b',
          ),
        ],
      };
    case 'sign-refused':
      return {
        ask: null,
        title: `Chưa ghi nhận ý kiến ký duyệt, ${campaign}`,
        blocks: [
          text(notTaken(content.count ?? 1), 'III.2.b'),
          quote('Lý do', refusalSentence(plan, content.refusal)),
          text(
            'Ý kiến không được ghi nhận không làm thay đổi gì trong đợt khen thưởng. Danh sách đang trình, nếu có, đã được gửi trong thư riêng cùng mã của danh sách. Mỗi ngày có nhiều nhất một thư như thư này; nếu còn ý kiến khác không được ghi nhận, thư sau sẽ nêu số lượng.',
            'IV.1.b',
          ),
        ],
      };
    case 'signed':
      return {
        ask: ask('ghi số, ngày quyết định', announceBy(plan, content.campaign)),
        title: `${say.chairman} đã duyệt danh sách, ${campaign}`,
        blocks: [
          text(
            content.struck === 0
              ? `${say.chairman} đã duyệt toàn bộ danh sách đề nghị khen thưởng.`
              : `${say.chairman} đã duyệt danh sách đề nghị khen thưởng, trừ ${content.struck} trường hợp bị gạch có nêu lý do.`,
            'III.2.b',
          ),
          facts(['Mã danh sách đã duyệt', content.digest]),
          text(
            'Đề nghị ghi số và ngày của quyết định khen thưởng; sau đó kết quả mới được thông báo cho các đơn vị và cơ quan báo chí.',
            'IV.1.b',
          ),
        ],
      };
  }
}

const theList = (digest: string, scene: Scene): Block[] => [
  ...(scene.selected === null ? [] : listBlocks(scene.selected, scene)),
  facts(['Mã danh sách', digest]),
];

const byQuarter = ({ cutoffs }: Plan, before: number): Block =>
  text(
    `Tổng kết, khen thưởng được tổ chức trong ${cutoffs.announce.within}, trước ${formatCutoff(before)}.`,
    'IV.1.b',
  );

const notTaken = (count: number): string =>
  count === 1
    ? 'Ý kiến ký duyệt vừa gửi không được ghi nhận, vì:'
    : `Từ thư trước đến nay có ${count} ý kiến ký duyệt không được ghi nhận. Ý kiến gần nhất không được ghi nhận, vì:`;
