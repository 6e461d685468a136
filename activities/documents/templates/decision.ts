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
      headOf(facts, decision),
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

/** The Chairman's decision that takes a certificate back: a correction is a new decision, never an edit. */
export function revocationSheet(facts: Facts): SheetDraft {
  const { letterhead, revocation, plan, bases } = facts;
  if (revocation === null) throw new Error('A revocation is told by its act.');
  const { award, given, decision, reason } = revocation;
  const whose = award.kind === 'collective' ? award.unitName : `${award.name}, ${award.unitName}`;
  return {
    ...{ title: `Quyết định số ${decision.number}`, author: letterhead.issuer.join(' ') },
    day: decision.date,
    form: 'document',
    blocks: [
      headOf(facts, decision),
      ...titleOf(
        'QUYẾT ĐỊNH',
        `Về việc thu hồi Bằng khen trong phong trào thi đua\nđẩy mạnh cải cách hành chính ${awardedTime(facts)}`,
      ),
      centred(letterhead.chairman, { bold: true }),
      ...bases.map((it) => basis(`Căn cứ ${it};`)),
      basis(
        `Căn cứ Quyết định số ${given.number} ${dayInWords(given.date)} của ${plan.bodies.chairman.full} về việc tặng Bằng khen;`,
      ),
      basis(`Theo đề nghị của ${plan.bodies['home-affairs'].name}.`),
      centred('QUYẾT ĐỊNH:', { bold: true }),
      article(
        1,
        `Thu hồi Bằng khen của ${plan.bodies.chairman.full} đã tặng ${whose} (${seatName(award.seat)}) tại Quyết định số ${given.number} ${dayInWords(given.date)}. Lý do: ${reason.replace(/\.$/, '')}.`,
      ),
      article(
        2,
        `${whose} nộp lại Bằng khen và tiền thưởng đã nhận${award.money === null ? '' : ` (${formatMoney(award.money)})`} theo quy định.`,
      ),
      article(
        3,
        'Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị liên quan và tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.',
      ),
      signed(decision.signer, letterhead.recipients),
    ],
  };
}

const headOf = ({ letterhead }: Facts, { number, date }: { number: string; date: string }): BlockDraft => ({
  type: 'head',
  superior: [],
  body: letterhead.issuer,
  number: `Số: ${number}`,
  placeAndDate: `${letterhead.place}, ${dayInWords(date)}`,
});

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
