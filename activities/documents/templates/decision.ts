import { planName } from '../../../workflows/plan/names.js';
import { formatCount, formatMoney } from '../../../workflows/rules/money.js';
import { seatName } from '../../letters/compose/names.js';
import type { Facts } from '../facts.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import {
  awardedTime,
  basis,
  centred,
  counts,
  listTitle,
  dayInWords,
  nameOf,
  placeOf,
  rowsByBloc,
  signed,
  text,
  titleOf,
} from './blocks.js';

/** The Chairman's decision of award with its list and the money (III.2.b, III.4). */
export function decisionSheet(facts: Facts): SheetDraft {
  const { letterhead, decision, plan, bases, rewardLaws } = facts;
  if (decision === null) throw new Error('A decision is made once it has its number.');
  const about = `Về việc tặng Bằng khen cho tập thể, cá nhân có thành tích xuất sắc\ntrong phong trào thi đua đẩy mạnh cải cách hành chính ${awardedTime(facts)}`;
  const total = facts.awards.reduce((sum, { money }) => sum + (money ?? 0), 0);
  return {
    title: `Quyết định số ${decision.number}`,
    author: letterhead.issuer.join(' '),
    day: decision.date,
    form: 'document',
    blocks: [
      {
        type: 'head',
        superior: [],
        body: letterhead.issuer,
        number: `Số: ${decision.number}`,
        placeAndDate: `${letterhead.place}, ${dayInWords(decision.date)}`,
      },
      ...titleOf('QUYẾT ĐỊNH', about),
      centred(letterhead.chairman, { bold: true }),
      ...bases.map((it) => basis(`Căn cứ ${it};`)),
      basis(`Căn cứ ${planName(plan)} ${dayInWords(plan.issued)} của ${plan.issuer};`),
      basis(
        `Theo đề nghị của ${plan.bodies['home-affairs'].name} và kết quả thẩm định của ${plan.bodies.board.name}.`,
      ),
      centred('QUYẾT ĐỊNH:', { bold: true }),
      article(
        1,
        `Tặng Bằng khen của ${plan.bodies.chairman.full} cho ${counts(facts)} có thành tích xuất sắc trong phong trào thi đua đẩy mạnh cải cách hành chính ${awardedTime(facts)} (danh sách kèm theo).`,
      ),
      article(
        2,
        `Tiền thưởng kèm theo Bằng khen: tổng cộng ${formatMoney(total)}. Nguồn chi: ${lowerFirst(plan.reward.fund.quote)}.`,
      ),
      ...rewardLaws.map((it) => text(`- ${it}`)),
      article(
        3,
        `Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này./.`,
      ),
      signed(decision.signer, letterhead.recipients),
      ...listOf(facts, decision),
    ],
  };
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const article = (number: number, words: string): BlockDraft => ({
  type: 'paragraph',
  indent: 12.7,
  runs: [{ text: `Điều ${number}. `, bold: true }, { text: words }],
});

function listOf(facts: Facts, { number, date }: { number: string; date: string }): BlockDraft[] {
  return [
    listTitle('DANH SÁCH'),
    centred(`Tập thể, cá nhân được tặng Bằng khen ${awardedTime(facts)}`, { bold: true }),
    centred(`(Kèm theo Quyết định số ${number} ${dayInWords(date)} của ${facts.plan.bodies.chairman.full})`, {
      italic: true,
    }),
    {
      type: 'table',
      columns: [
        { title: 'STT', share: 12, align: 'centre' },
        { title: 'Tên tập thể, cá nhân', share: 44 },
        { title: 'Đơn vị', share: 42 },
        { title: 'Thành tích', share: 40 },
        { title: 'Tiền thưởng (đồng)', share: 28, align: 'right' },
      ],
      rows: [
        ...rowsByBloc(facts, (it) => [
          nameOf(it),
          placeOf(it),
          seatName(it.seat),
          formatCount(it.money ?? 0),
        ]),
        {
          cells: [
            '',
            'Tổng cộng',
            '',
            '',
            formatCount(facts.awards.reduce((sum, { money }) => sum + (money ?? 0), 0)),
          ],
          bold: true,
        },
      ],
    },
  ];
}
