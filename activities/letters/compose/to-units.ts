import type { MailContent } from '../../../workflows/api/letters.js';
import { formatDay, instantOf } from '../../../workflows/rules/days.js';
import { formatCutoff } from './format.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { type Ask, type Block, facts, type Letter, list, quote, text } from './letter.js';
import { campaignName } from '../../../workflows/api/names.js';

type Content<C extends MailContent['code']> = Extract<MailContent, { code: C }>;
export type DossierContent = Content<
  | 'dossier-open'
  | 'dossier-reminder'
  | 'dossier-received'
  | 'dossier-returned'
  | 'dossier-accepted'
  | 'dossier-rejected'
  | 'dossier-withdrawn'
  | 'dossier-lapsed'
  | 'dossier-extended'
  | 'dossier-shortened'
>;

/** The unit that a letter is about. */
export interface About {
  /** Its name. */
  unit: string;
  /** The dossier's code, `dossier/263/2023/so-y-te`. */
  dossier: string;
}

const toFile = (cutoff: number): Ask => ({ act: 'nộp hồ sơ', by: { before: cutoff } });

/** Every letter of a dossier to its unit. */
export function dossierLetter(content: DossierContent, about: About, at: number): Letter {
  const subject = `${campaignName(content.campaign)} – ${about.unit}`;
  switch (content.code) {
    case 'dossier-open':
      return {
        ask: toFile(content.cutoff),
        title: `Hồ sơ đề nghị khen thưởng cải cách hành chính, ${subject}`,
        blocks: [
          text(
            `Sở Nội vụ đã mở nhận hồ sơ đề nghị Chủ tịch UBND thành phố tặng Bằng khen, ${campaignName(content.campaign)}.`,
            'IV.1.a',
          ),
          list('Hồ sơ gồm', components(at)),
          ...howToFile(about, content.cutoff),
          text(
            'Trước thời hạn trên, đơn vị có thể nộp lại bản khác hoặc rút hồ sơ. Hồ sơ không nộp trong thời hạn thì không được xét.',
            'IV.1.a',
          ),
        ],
      };
    case 'dossier-reminder':
      return {
        ask: toFile(content.cutoff),
        title: `Nhắc nộp hồ sơ đề nghị khen thưởng, ${subject}`,
        blocks: [
          text(
            `Sở Nội vụ chưa nhận được hồ sơ của đơn vị. Tính đến thời hạn chỉ còn ${content.workingDays} ngày làm việc.`,
            'IV.1.a',
          ),
          list('Hồ sơ gồm', components(at)),
          ...howToFile(about, content.cutoff),
        ],
      };
    case 'dossier-received':
      return {
        ask: null,
        title: `Đã nhận hồ sơ đề nghị khen thưởng, ${subject}`,
        blocks: [
          text('Hồ sơ của đơn vị đã được tiếp nhận và chờ Sở Nội vụ xét.', 'IV.1.a'),
          facts(
            ['Thời điểm nhận', formatMoment(content.receivedAt)],
            ['Số tập thể đề nghị', String(content.collectives)],
            ['Số cá nhân đề nghị', String(content.individuals)],
            ['Mã hồ sơ', about.dossier],
            ['Mã kiểm tra nội dung', content.digest],
          ),
          ...(at < content.cutoff
            ? [
                text(
                  `Đơn vị vẫn có thể nộp lại bản khác hoặc rút hồ sơ trước ${formatCutoff(content.cutoff)}.`,
                  'IV.1.a',
                ),
              ]
            : []),
        ],
      };
    case 'dossier-returned':
      return {
        ask: { act: 'hoàn thiện hồ sơ', by: { until: content.completeBy } },
        title: `Hồ sơ cần hoàn thiện, ${subject}`,
        blocks: [
          text('Sở Nội vụ đã xét và trả lại hồ sơ để đơn vị hoàn thiện.', 'IV.1.b'),
          quote('Lý do', content.reason),
          text(
            `Đề nghị nộp lại hồ sơ đã hoàn thiện chậm nhất ngày ${formatDay(content.completeBy)} (mã hồ sơ: ${about.dossier}). Quá ngày này mà chưa nộp lại thì hồ sơ không được xét.`,
            'IV.2',
          ),
        ],
      };
    case 'dossier-accepted':
      return {
        ask: null,
        title: `Hồ sơ đã được chấp nhận, ${subject}`,
        blocks: [
          text(
            'Sở Nội vụ đã chấp nhận hồ sơ của đơn vị để tổng hợp, lựa chọn và trình khen thưởng.',
            'IV.1.b',
          ),
          text(
            'Hồ sơ được chấp nhận chưa phải là kết quả khen thưởng; kết quả sẽ được thông báo sau khi Chủ tịch UBND thành phố quyết định.',
            'III.2.b',
          ),
        ],
      };
    case 'dossier-rejected':
      return {
        ask: null,
        title: `Hồ sơ không được chấp nhận, ${subject}`,
        blocks: [
          text('Sở Nội vụ đã xét và không chấp nhận hồ sơ của đơn vị.', 'IV.1.b'),
          quote('Lý do', content.reason),
          text('Nếu có ý kiến về kết quả xét, đề nghị phản ánh trực tiếp về Sở Nội vụ.', 'V.4'),
        ],
      };
    case 'dossier-withdrawn':
      return {
        ask: null,
        title: `Đã rút hồ sơ, ${subject}`,
        blocks: [
          text('Đã ghi nhận việc đơn vị rút hồ sơ đề nghị khen thưởng; hồ sơ không được xét.', 'IV.1.a'),
          ...(at < content.cutoff
            ? [text(`Đơn vị có thể nộp lại hồ sơ trước ${formatCutoff(content.cutoff)}.`, 'IV.1.a')]
            : []),
        ],
      };
    case 'dossier-lapsed':
      return {
        ask: null,
        title: `Hết hạn nộp hồ sơ, ${subject}`,
        blocks: [
          text(
            `Thời hạn (trước ${formatCutoff(content.cutoff)}) đã qua mà đơn vị chưa nộp hồ sơ hợp lệ, nên đơn vị không được xét trong ${campaignName(content.campaign)}.`,
            'IV.1.a',
          ),
          text(
            'Chỉ Sở Nội vụ mới có thể gia hạn, bằng văn bản có nêu lý do. Nếu có khó khăn, đề nghị phản ánh trực tiếp về Sở Nội vụ.',
            'V.4',
          ),
        ],
      };
    case 'dossier-extended':
      return {
        ask: toFile(content.cutoff),
        title: `Gia hạn nộp hồ sơ, ${subject}`,
        blocks: [
          text(
            `Sở Nội vụ đã gia hạn nộp hồ sơ cho đơn vị: thời hạn mới là trước ${formatCutoff(content.cutoff)}.`,
            'IV.1.a',
          ),
          quote('Lý do gia hạn', content.reason),
          list('Hồ sơ gồm', components(at)),
          ...howToFile(about, content.cutoff),
        ],
      };
    case 'dossier-shortened':
      return {
        ask: toFile(content.cutoff),
        title: `Rút ngắn thời gian gia hạn nộp hồ sơ, ${subject}`,
        blocks: [
          text(
            `Sở Nội vụ đã rút ngắn thời gian gia hạn nộp hồ sơ của đơn vị: thời hạn mới là trước ${formatCutoff(content.cutoff)}. Nếu hồ sơ đã được tiếp nhận thì không cần nộp lại.`,
            'IV.1.a',
          ),
          quote('Lý do rút ngắn', content.reason),
          ...howToFile(about, content.cutoff),
        ],
      };
  }
}

const howToFile = ({ dossier }: About, cutoff: number): Block[] => [
  facts(
    ['Nơi nhận', 'Sở Nội vụ thành phố Cần Thơ (mục IV.1.a)'],
    [
      'Cách nộp',
      'Cán bộ đầu mối của đơn vị nộp trên hệ thống quản lý phong trào thi đua theo mã hồ sơ dưới đây',
    ],
    ['Mã hồ sơ', dossier],
    ['Thời hạn', `trước ${formatCutoff(cutoff)}`],
  ),
  text(
    'Thời điểm được tính là lúc hệ thống tiếp nhận hồ sơ; đơn vị nhận được thư xác nhận ngay sau đó.',
    'IV.1.a',
  ),
];

/** 98/2023/NĐ-CP replaced 91/2017/NĐ-CP from this day. */
const formReplaced = instantOf('2024-01-01');

const components = (at: number) => [
  { text: 'Tờ trình đề nghị khen thưởng của cấp trình khen', clause: 'IV.2.a' },
  {
    text: 'Biên bản họp xét khen thưởng của Hội đồng Thi đua - Khen thưởng, hoặc biên bản họp xét của cơ quan đầu mối công tác CCHC và các ngành liên quan cấp trình khen',
    clause: 'IV.2.b',
  },
  {
    text: 'Báo cáo thành tích của từng tập thể, cá nhân được đề nghị',
    detail:
      at < formReplaced
        ? 'Theo Mẫu số 07 ban hành kèm theo Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ.'
        : 'Kế hoạch dẫn chiếu Mẫu số 07 kèm theo Nghị định số 91/2017/NĐ-CP; nghị định này hết hiệu lực từ 01/01/2024, nay dùng mẫu tương ứng của nghị định đang có hiệu lực.',
    clause: 'IV.2.c',
  },
];
