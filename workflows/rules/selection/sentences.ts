import { blocName, officeName, twoDigits } from '../../plan/names.js';
import type { Bloc, Criterion, NomineeKind, Plan } from '../../plan/schema.js';
import type { Candidate } from './eligibility.js';
import type { RankedUnit } from './ranking.js';
import { refusalReasons } from './refusal-reasons.js';
import { listed } from './listed.js';

/** A seat as a sentence needs it. */
interface SeatFacts {
  bloc: Bloc;
  kind: NomineeKind;
  seat: string;
  clause: string;
}

/** What seats filled by choice have in common; `year` is null in the summary of the period. */
interface ChoiceFacts {
  year: number | null;
  seat: SeatFacts;
  eligible: number;
  winners: number;
  seats: number;
}

/** Why a seat is won, vacant or in question, or a nominee refused: a code and its facts. */
export type Explanation =
  | { code: 'highest-rank'; year: number; unit: RankedUnit }
  | { code: 'greatest-leap'; year: number; unit: RankedUnit }
  | { code: 'awarded'; year: number; of: 'rank' | 'leap'; unit: RankedUnit; reason: string }
  | ({ code: 'chosen'; winner: Candidate; isListed: boolean } & ChoiceFacts)
  | ({ code: 'not-shortlisted' | 'no-eligible-nominee' } & ChoiceFacts)
  | { code: 'decided-vacant'; year: number; seat: SeatFacts; reason: string }
  | { code: 'no-ranking-for-leap' | 'no-rise'; year: number; seat: SeatFacts }
  | { code: 'no-ranking-for-top'; seat: SeatFacts }
  | { code: 'ask-no-ranking' | 'ask-no-previous-ranking'; year: number; seat: SeatFacts }
  | {
      code: 'ask-tie';
      year: number;
      seat: SeatFacts;
      of: 'rank' | 'leap';
      units: readonly RankedUnit[];
      places: number;
    }
  | {
      code: 'ask-ineligible';
      year: number;
      seat: SeatFacts;
      of: 'rank' | 'leap';
      units: readonly RankedUnit[];
      refused: Candidate | null;
    }
  | {
      code: 'ask-predecessors';
      unit: RankedUnit;
      own: number;
      together: number;
      predecessors: readonly string[];
    }
  | { code: 'ask-top-unranked'; bloc: Bloc; count: number }
  | {
      code: 'ask-top-tie';
      bloc: Bloc;
      count: number;
      units: readonly RankedUnit[];
      rank: number;
      places: number;
    }
  | { code: 'refused'; candidate: Candidate; year: number | null; criteria: readonly Criterion[] };

/** One or two Vietnamese sentences: the unit or person, the figures, the clause of the plan. */
export function explain(plan: Plan, facts: Explanation): string {
  const homeAffairs = officeName(plan, 'home-affairs');
  switch (facts.code) {
    case 'highest-rank':
      return `${facts.unit.name} xếp hạng ${rankOf(facts.unit)}, cao nhất ${blocName(plan, facts.unit.bloc)} về kết quả CCHC năm ${facts.year} và đủ tiêu chuẩn (mục III.3.a).`;
    case 'greatest-leap':
      return `${facts.unit.name} ${leapOf(facts.unit)}, thay đổi vượt bậc nhất về thứ hạng CCHC năm ${facts.year} của ${blocName(plan, facts.unit.bloc)}, và đủ tiêu chuẩn (mục III.3.a).`;
    case 'awarded':
      return `${facts.unit.name} (${facts.of === 'rank' ? `xếp hạng ${rankOf(facts.unit)}` : leapOf(facts.unit)} về kết quả CCHC năm ${facts.year}) được chọn theo quyết định của ${homeAffairs} đối với vướng mắc phát sinh (mục III.3.a). Lý do: ${asSentence(facts.reason)}`;
    case 'chosen':
      return chosen(plan, facts);
    case 'not-shortlisted':
      return `${homeAffairs} lựa chọn ${facts.winners} ${counted(facts.seat)} trong số ${facts.eligible} ${counted(facts.seat)} đủ tiêu chuẩn của ${blocName(plan, facts.seat.bloc)}, ít hơn ${facts.seats} Bằng khen được tặng; không có đề cử cho suất này (mục ${facts.seat.clause}).`;
    case 'no-eligible-nominee':
      return facts.eligible === 0
        ? `Không có ${counted(facts.seat)} nào của ${blocName(plan, facts.seat.bloc)} đủ tiêu chuẩn để tặng Bằng khen ${occasion(facts.year)} (mục ${facts.seat.clause}).`
        : `${facts.eligible} ${counted(facts.seat)} đủ tiêu chuẩn của ${blocName(plan, facts.seat.bloc)} đều đã được tặng Bằng khen ${occasion(facts.year)}, ít hơn số lượng ${facts.seats}; không còn ai đủ tiêu chuẩn cho suất này (mục ${facts.seat.clause}).`;
    case 'decided-vacant':
      return `${homeAffairs} quyết định không tặng Bằng khen năm ${facts.year} cho ${seatName(plan, facts.seat)} (mục ${facts.seat.clause}). Lý do: ${asSentence(facts.reason)}`;
    case 'no-ranking-for-leap':
      return `Không có kết quả xếp hạng CCHC năm ${facts.year} của ${blocName(plan, facts.seat.bloc)} nên không xác định được đơn vị có sự thay đổi vượt bậc về thứ hạng (mục ${facts.seat.clause}).`;
    case 'no-rise':
      return `Năm ${facts.year} không có đơn vị nào khác của ${blocName(plan, facts.seat.bloc)} tăng hạng so với năm ${facts.year - 1} (mục ${facts.seat.clause}).`;
    case 'no-ranking-for-top':
      return `Không có kết quả xếp hạng CCHC cả giai đoạn của ${blocName(plan, facts.seat.bloc)}, ${homeAffairs} quyết định không tặng Bằng khen cho cá nhân của khối (mục ${facts.seat.clause}).`;
    case 'ask-no-ranking':
      return `Chưa có kết quả xếp hạng CCHC năm ${facts.year} của ${blocName(plan, facts.seat.bloc)} để chọn đơn vị đạt thứ hạng cao nhất (mục ${facts.seat.clause}). Có thể chờ kết quả xếp hạng, hoặc quyết định không tặng.`;
    case 'ask-no-previous-ranking':
      return `Chưa có kết quả xếp hạng CCHC năm ${facts.year - 1} của ${blocName(plan, facts.seat.bloc)} để so với năm ${facts.year} (mục ${facts.seat.clause}). Có thể bổ sung kết quả xếp hạng năm trước, hoặc quyết định không tặng.`;
    case 'ask-tie':
      return `${listed(facts.units.map(({ name }) => name))} ${facts.of === 'rank' ? `cùng xếp hạng ${rankOf(facts.units[0])}, cao nhất` : `cùng tăng ${leapSize(facts.units[0])} bậc, nhiều nhất`} ${blocName(plan, facts.seat.bloc)} về kết quả CCHC năm ${facts.year}, trong khi chỉ tặng Bằng khen cho ${twoDigits(facts.places)} đơn vị (mục ${facts.seat.clause}).`;
    case 'ask-ineligible':
      return `${listed(facts.units.map(({ name }) => name))} ${facts.of === 'rank' ? `xếp hạng ${rankOf(facts.units[0])}, cao nhất` : `tăng ${leapSize(facts.units[0])} bậc, nhiều nhất`} ${blocName(plan, facts.seat.bloc)} năm ${facts.year}, nhưng ${whyNot(facts.refused)} (mục ${facts.seat.clause}). Có thể gia hạn, đề nghị đơn vị hoàn thiện hồ sơ, chọn đơn vị kế tiếp hoặc không tặng.`;
    case 'ask-predecessors':
      return `${facts.unit.name} có ${facts.own} lần được tặng Bằng khen, và ${facts.together} lần nếu tính cả đơn vị tiền thân (${listed(facts.predecessors)}), trong khi cần ít nhất ${twoDigits(plan.summary.certificates.collective.value)} lần (mục III.1.b). Đề nghị quyết định có tính Bằng khen của đơn vị tiền thân hay không.`;
    case 'ask-top-unranked':
      return `Chưa có kết quả xếp hạng CCHC cả giai đoạn của ${blocName(plan, facts.bloc)} để xác định ${facts.count} đơn vị đạt thứ hạng cao nhất (mục III.3.b). Có thể chờ kết quả xếp hạng, hoặc quyết định không tặng Bằng khen cho cá nhân của khối.`;
    case 'ask-top-tie':
      return `${listed(facts.units.map(({ name }) => name))} cùng xếp hạng ${facts.rank} của ${blocName(plan, facts.bloc)}, trong khi chỉ còn ${facts.places} chỗ trong ${facts.count} đơn vị đạt thứ hạng cao nhất (mục III.3.b).`;
    case 'refused':
      return `${described(facts.candidate)} không được xét tặng Bằng khen ${occasion(facts.year)}: ${refusalReasons(plan, facts).join('; ')}.`;
  }
}

function chosen(plan: Plan, facts: ChoiceFacts & { winner: Candidate; isListed: boolean }): string {
  const { winner, seat, year, eligible, seats } = facts;
  const homeAffairs = officeName(plan, 'home-affairs');
  const figures =
    year === null
      ? `${rankPhrase(winner.unit)}; ${winner.certificates} lần được tặng Bằng khen`
      : rankPhrase(winner.unit);
  const who =
    winner.nominee.kind === 'individual'
      ? `${winner.nominee.name} (${winner.unit.name}, ${figures})`
      : `${winner.unit.name} (${figures})`;
  return facts.isListed
    ? `${who} đủ tiêu chuẩn và được ${homeAffairs} lựa chọn trong số ${eligible} ${counted(seat)} đủ tiêu chuẩn của ${blocName(plan, seat.bloc)} (mục ${seat.clause}).`
    : `${who} đủ tiêu chuẩn; ${blocName(plan, seat.bloc)} có ${eligible} ${counted(seat)} đủ tiêu chuẩn, không nhiều hơn ${seats} Bằng khen được tặng (mục ${seat.clause}).`;
}

function described({ nominee, unit }: Candidate): string {
  return nominee.kind === 'individual' ? `${nominee.name} (${unit.name})` : unit.name;
}

function whyNot(refused: Candidate | null): string {
  if (refused === null) return 'không có đề cử tập thể';
  return refused.status === 'accepted' ? 'chưa đạt đủ tiêu chuẩn' : 'hồ sơ chưa được chấp nhận';
}

function rankOf(unit: RankedUnit | undefined): string {
  return String(unit?.rank ?? '');
}

function rankPhrase({ rank }: RankedUnit): string {
  return rank === undefined ? 'chưa được xếp hạng' : `xếp hạng ${rank}`;
}

function leapSize(unit: RankedUnit | undefined): number {
  return (unit?.previousRank ?? 0) - (unit?.rank ?? 0);
}

function leapOf(unit: RankedUnit): string {
  return `tăng ${leapSize(unit)} bậc, từ hạng ${unit.previousRank ?? ''} lên hạng ${rankOf(unit)}`;
}

function counted({ kind }: SeatFacts): string {
  return kind === 'collective' ? 'tập thể' : 'cá nhân';
}

function occasion(year: number | null): string {
  return year === null ? 'tổng kết giai đoạn' : `năm ${year}`;
}

function seatName(plan: Plan, { bloc, seat }: SeatFacts): string {
  return seat.startsWith('greatest-leap')
    ? `đơn vị có sự thay đổi vượt bậc về thứ hạng của ${blocName(plan, bloc)}`
    : `đơn vị đạt thứ hạng cao nhất của ${blocName(plan, bloc)}`;
}

function asSentence(reason: string): string {
  const text = reason.trim();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
