import type { MailContent } from '../../../workflows/api/letters.js';
import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { formatCutoff } from './format.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { type Ask, type Block, facts, type Item, type Letter, list, quote, text } from './letter.js';
import { campaignName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { officesOf } from './names.js';

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
  plan: Plan;
  /** Its name. */
  unit: string;
  /** The dossier's code, `dossier/263/2023/so-y-te`. */
  dossier: string;
}

const toFile = (cutoff: number): Ask => ({ act: 'nộp hồ sơ', by: { before: cutoff } });

/** Every letter of a dossier to its unit. */
export function dossierLetter(content: DossierContent, about: About, at: number): Letter {
  const say = officesOf(about.plan);
  const subject = `${campaignName(about.plan, content.campaign)} – ${about.unit}`;
  switch (content.code) {
    case 'dossier-open':
      return {
        ask: toFile(content.cutoff),
        title: `Hồ sơ đề nghị khen thưởng cải cách hành chính, ${subject}`,
        blocks: [
          text(
            `${say.homeAffairs} đã mở nhận hồ sơ đề nghị ${say.chairman} tặng Bằng khen, ${campaignName(about.plan, content.campaign)}.`,
            'IV.1.a',
          ),
          list('Hồ sơ gồm', components(about.plan, at)),
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
            `${say.homeAffairs} chưa nhận được hồ sơ của đơn vị. Tính đến thời hạn chỉ còn ${content.workingDays} ngày làm việc.`,
            'IV.1.a',
          ),
          list('Hồ sơ gồm', components(about.plan, at)),
          ...howToFile(about, content.cutoff),
        ],
      };
    case 'dossier-received':
      return {
        ask: null,
        title: `Đã nhận hồ sơ đề nghị khen thưởng, ${subject}`,
        blocks: [
          text(`Hồ sơ của đơn vị đã được tiếp nhận và chờ ${say.homeAffairs} xét.`, 'IV.1.a'),
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
          text(`${say.homeAffairs} đã xét và trả lại hồ sơ để đơn vị hoàn thiện.`, 'IV.1.b'),
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
            `${say.homeAffairs} đã chấp nhận hồ sơ của đơn vị để tổng hợp, lựa chọn và trình khen thưởng.`,
            'IV.1.b',
          ),
          text(
            `Hồ sơ được chấp nhận chưa phải là kết quả khen thưởng; kết quả sẽ được thông báo sau khi ${say.chairman} quyết định.`,
            'III.2.b',
          ),
        ],
      };
    case 'dossier-rejected':
      return {
        ask: null,
        title: `Hồ sơ không được chấp nhận, ${subject}`,
        blocks: [
          text(`${say.homeAffairs} đã xét và không chấp nhận hồ sơ của đơn vị.`, 'IV.1.b'),
          quote('Lý do', content.reason),
          text(`Nếu có ý kiến về kết quả xét, đề nghị phản ánh trực tiếp về ${say.homeAffairs}.`, 'V.4'),
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
            `Thời hạn (trước ${formatCutoff(content.cutoff)}) đã qua mà đơn vị chưa nộp hồ sơ hợp lệ, nên đơn vị không được xét trong ${campaignName(about.plan, content.campaign)}.`,
            'IV.1.a',
          ),
          text(
            `Chỉ ${say.homeAffairs} mới có thể gia hạn, bằng văn bản có nêu lý do. Nếu có khó khăn, đề nghị phản ánh trực tiếp về ${say.homeAffairs}.`,
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
            `${say.homeAffairs} đã gia hạn nộp hồ sơ cho đơn vị: thời hạn mới là trước ${formatCutoff(content.cutoff)}.`,
            'IV.1.a',
          ),
          quote('Lý do gia hạn', content.reason),
          list('Hồ sơ gồm', components(about.plan, at)),
          ...howToFile(about, content.cutoff),
        ],
      };
    case 'dossier-shortened':
      return {
        ask: toFile(content.cutoff),
        title: `Rút ngắn thời gian gia hạn nộp hồ sơ, ${subject}`,
        blocks: [
          text(
            `${say.homeAffairs} đã rút ngắn thời gian gia hạn nộp hồ sơ của đơn vị: thời hạn mới là trước ${formatCutoff(content.cutoff)}. Nếu hồ sơ đã được tiếp nhận thì không cần nộp lại.`,
            'IV.1.a',
          ),
          quote('Lý do rút ngắn', content.reason),
          ...howToFile(about, content.cutoff),
        ],
      };
  }
}

const howToFile = ({ plan, dossier }: About, cutoff: number): Block[] => [
  facts(
    ['Nơi nhận', `${officesOf(plan).homeAffairsInFull} (mục IV.1.a)`],
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

/** IV.2: what a dossier holds, with what is to be said of it at this instant. */
const components = ({ dossier }: Plan, at: number): Item[] =>
  dossier.map(({ text: words, notes = [], clause }) => {
    const note = notes.find(({ before }) => before === undefined || dayOf(at) < before);
    return { text: words, ...(note !== undefined && { detail: note.text }), clause };
  });
