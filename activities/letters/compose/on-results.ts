import type { MailContent } from '../../../workflows/api/letters.js';
import type { Plan, UnitCode } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { formatMoney } from '../../../workflows/rules/money.js';
import type { LedgerRow } from '../../records/reads/ledger.js';
import { type Block, facts, type Item, type Letter, listUnlessEmpty, quote, text } from './letter.js';
import { campaignName, periodName } from '../../../workflows/plan/names.js';
import { kindNames, officesOf, seatName } from './names.js';
import type { Dossiers, Scene } from './scene.js';

type Content<C extends MailContent['code']> = Extract<MailContent, { code: C }>;

/** What became of a unit's dossier: its certificates, and each other nominee with the reason and its clause. */
export function resultLetter(
  { campaign }: Content<'result'>,
  unit: UnitCode,
  unitName: string,
  scene: Scene,
): Letter {
  const say = officesOf(scene.plan);
  const awards = scene.awards.filter((it) => it.unit === unit && it.revoked === null);
  const dossier = scene.selected?.dossiers.find((it) => it.unit === unit);
  const others = notAwarded(dossier, awards, scene);
  return {
    ask: null,
    title: `Kết quả ${campaignName(scene.plan, campaign)} – ${unitName}`,
    blocks: [
      text(
        awards.length > 0
          ? `${say.chairman} đã quyết định tặng Bằng khen về cải cách hành chính ${periodName(scene.plan, campaign)}, trong đó có tập thể, cá nhân của đơn vị.`
          : `Đã có kết quả ${campaignName(scene.plan, campaign)}. Lần này đơn vị không có tập thể, cá nhân được tặng Bằng khen.`,
        'III.2.b',
      ),
      ...decisionFacts(scene.awards),
      ...listUnlessEmpty(
        'Được tặng Bằng khen',
        awards.map((it) => awardItem(it, scene)),
      ),
      ...listUnlessEmpty('Không được chọn, và lý do', others),
      ...(awards.length + others.length === 0
        ? [text('Đơn vị không có hồ sơ, tập thể hay cá nhân nào được xét trong đợt này.', 'IV.1.a')]
        : []),
      ...listUnlessEmpty('Căn cứ mức tiền thưởng', moneyItems(awards, scene.plan)),
    ],
  };
}

/** V.3: who was commended, for those who make it known. */
export function pressLetter({ campaign }: Content<'press-bulletin'>, scene: Scene): Letter {
  const say = officesOf(scene.plan);
  const awards = scene.awards.filter((it) => it.revoked === null);
  return {
    ask: null,
    title: `Thông tin báo chí: Bằng khen về cải cách hành chính ${periodName(scene.plan, campaign)}`,
    blocks: [
      text(
        `${say.chairmanInFull} tặng Bằng khen cho ${count(awards, 'collective')} tập thể và ${count(awards, 'individual')} cá nhân có thành tích xuất sắc trong phong trào thi đua đẩy mạnh cải cách hành chính ${periodName(scene.plan, campaign)}.`,
        'III.2.b',
      ),
      ...decisionFacts(awards),
      ...scene.plan.blocs.flatMap(({ code: bloc, full }) =>
        listUnlessEmpty(
          full,
          awards
            .filter((it) => it.bloc === bloc)
            .map((it) => ({ text: `${awardName(it, scene)} – ${seatName(it.seat)}`, clause: it.clause })),
        ),
      ),
      text('Gửi quý cơ quan để đưa tin và nêu gương điển hình tiên tiến, người tốt việc tốt.', 'V.3'),
    ],
  };
}

/** A later decision took a certificate back. */
export function revokedLetter(content: Content<'certificate-revoked'>, scene: Scene): Letter {
  const award = scene.awards.find((it) => it.unit === content.unit && it.seat === content.seat);
  return {
    ask: null,
    title: `Thu hồi Bằng khen, ${campaignName(scene.plan, content.campaign)} – ${scene.unitName(content.unit)}`,
    blocks: [
      text(
        `Bằng khen tặng ${award === undefined ? scene.unitName(content.unit) : awardName(award, scene)} (${seatName(content.seat)}) đã bị thu hồi.`,
        award?.clause ?? (content.campaign === 'summary' ? 'III.3.b' : 'III.3.a'),
      ),
      ...(award?.revoked
        ? [facts(['Quyết định thu hồi', `số ${award.revoked.number} ngày ${formatDay(award.revoked.date)}`])]
        : []),
      quote('Lý do', content.reason),
      text('Bằng khen đã thu hồi không được tính khi xét tổng kết giai đoạn.', 'III.1.b'),
    ],
  };
}

const count = (awards: readonly LedgerRow[], kind: LedgerRow['kind']): number =>
  awards.filter((it) => it.kind === kind).length;

const awardName = ({ kind, name, unit }: LedgerRow, { unitName }: Scene): string =>
  kind === 'collective' ? unitName(unit) : `${name}, ${unitName(unit)}`;

function awardItem(award: LedgerRow, scene: Scene): Item {
  const who =
    award.decidedBy === null
      ? ''
      : ` Theo quyết định của ${officesOf(scene.plan).homeAffairs}, có nêu lý do.`;
  return {
    text: `${kindNames[award.kind]}: ${awardName(award, scene)} – ${seatName(award.seat)}`,
    detail: `Tiền thưởng: ${formatMoney(award.money)}.${who}`,
    clause: award.clause,
  };
}

/** III.4: the law behind each amount, once a kind. */
function moneyItems(awards: readonly LedgerRow[], { reward: { fund } }: Plan): Item[] {
  const laws = awards.map(({ reward }) => reward['explanation']).filter((it) => typeof it === 'string');
  return [
    ...[...new Set(laws)].map((it) => ({ text: it, clause: 'III.4.a' })),
    ...(awards.length === 0 ? [] : [{ text: fund.quote, clause: fund.clause }]),
  ];
}

function decisionFacts([award]: readonly LedgerRow[]): Block[] {
  if (award === undefined) return [];
  const { number, date } = award.decision;
  return [
    facts(
      ['Quyết định khen thưởng', `số ${number} ngày ${formatDay(date)}`],
      ['Người ký', `${award.signsAs} ${award.signedBy}`],
    ),
  ];
}

/** Each nominee of the unit without a certificate, and why; a dossier without nominees stands for itself. */
function notAwarded(
  dossier: Dossiers[number] | undefined,
  awards: readonly LedgerRow[],
  scene: Scene,
): Item[] {
  if (dossier === undefined) return [];
  if (dossier.nominees.length === 0) return dossierItems(dossier.status);
  const awarded = new Set(awards.map((it) => it.nominee));
  return dossier.nominees
    .filter((it) => !awarded.has(it.id))
    .map((nominee) => ({
      text: `${kindNames[nominee.kind]}: ${nominee.kind === 'collective' ? scene.unitName(dossier.unit) : nominee.name}`,
      ...whyNot(nominee, scene),
    }));
}

const dossierItems = (status: string): Item[] =>
  status === 'lapsed'
    ? [{ text: 'Đơn vị không nộp hồ sơ trong thời hạn', clause: 'IV.1.a' }]
    : status === 'withdrawn'
      ? [{ text: 'Đơn vị đã rút hồ sơ', clause: 'IV.1.a' }]
      : [];

function whyNot(
  { id, kind }: Dossiers[number]['nominees'][number],
  { plan, content, strikes, selected }: Scene,
): Omit<Item, 'text'> {
  const say = officesOf(plan);
  const isSummary = 'campaign' in content && content.campaign === 'summary';
  const clause = isSummary ? 'III.3.b' : 'III.3.a';
  const struck = strikes.get(id);
  if (struck !== undefined)
    return { detail: `${say.chairman} không duyệt, vì: ${struck}`, clause: 'III.2.b' };
  const refusal = selected?.answer.refusals.find((it) => it.nominee === id);
  if (refusal !== undefined)
    return { detail: refusal.explanation, clause: isSummary ? 'III.1.b' : 'III.1.a' };
  if (kind === 'individual')
    return {
      detail: `Đủ tiêu chuẩn nhưng không được chọn trong số lượng có hạn của khối, theo tổng hợp, lựa chọn của ${say.homeAffairs}.`,
      clause,
    };
  return isSummary
    ? { detail: 'Đủ tiêu chuẩn nhưng không được chọn trong số lượng có hạn của khối.', clause }
    : {
        detail:
          'Đủ tiêu chuẩn nhưng không phải đơn vị có thứ hạng cao nhất của khối, hay thay đổi vượt bậc về thứ hạng (cấp xã).',
        clause,
      };
}
