import { DossierStatus } from '../../../workflows/api/views.js';
import { blocName } from '../../../workflows/plan/names.js';
import { officeName, periodName, seatLabel, statusName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { SignOffFacts } from '../act-details.js';
import { instrumentName } from '../act-words.js';
import { type Case, isDone, type Nominee } from './case.js';

/** How it ended for a nominee, or stands. */
export interface Verdict {
  outcome: 'awarded' | 'revoked' | 'struck' | 'not-chosen' | 'refused' | 'not-filed' | 'proposed' | 'pending';
  /** One or two sentences with the reason and its clause, Vietnamese. */
  text: string;
}

/** How it ended for a nominee; without one: for a unit that has none in the list. */
export function verdictOf(of: Case, nominee: Nominee | null): Verdict {
  if (nominee === null) return notFiled(of);
  const { computed, ledger } = of;
  const row = ledger.find((it) => it.nominee === nominee.id);
  if (row?.revoked != null) {
    const why =
      row.revoked.reason === null
        ? ''
        : say(` Lý do: ${row.revoked.reason}`, ` Reason: ${row.revoked.reason}`);
    return {
      outcome: 'revoked',
      text: say(
        `Đã được tặng, sau bị thu hồi theo ${instrumentName(row.revoked)}.${why}`,
        `A certificate was given, later revoked by ${instrumentName(row.revoked)}.${why}`,
      ),
    };
  }
  if (row !== undefined)
    return {
      outcome: 'awarded',
      text: say(
        `Được tặng Bằng khen (${seatLabel(row)}), ${instrumentName(row.decision)}.`,
        `A certificate was given (${seatLabel(row)}), ${instrumentName(row.decision)}.`,
      ),
    };
  if (computed === null)
    return {
      outcome: 'pending',
      text: say('Chưa tính danh sách của đợt này.', 'The list of this campaign has not been computed yet.'),
    };
  const won = computed.answer.winners.find((it) => it.nominee === nominee.id);
  if (won !== undefined) return wonNotAwarded(of, nominee, seatLabel(won));
  const refusal = computed.answer.refusals.find((it) => it.nominee === nominee.id);
  if (refusal !== undefined) return { outcome: 'refused', text: refusal.explanation };
  return notChosen(of, nominee);
}

function wonNotAwarded({ campaignRows, plan }: Case, nominee: Nominee, seat: string): Verdict {
  const signed = campaignRows.findLast((row) => row.act === 'signOff' && isDone(row));
  const strike = SignOffFacts.safeParse(signed?.facts).data?.strikes.find((it) => it.nominee === nominee.id);
  if (strike === undefined)
    return {
      outcome: 'proposed',
      text: say(
        `Có tên trong danh sách (${seat}); chưa có quyết định khen thưởng.`,
        `On the list (${seat}); there is no decision yet.`,
      ),
    };
  const signer = officeName(plan, 'chairman');
  return {
    outcome: 'struck',
    text: say(
      `Có tên trong danh sách trình (${seat}) nhưng ${signer} gạch tên khi ký. Lý do: ${strike.reason}`,
      `On the list that was forwarded (${seat}), but ${signer} struck the name at the sign-off. Reason: ${strike.reason}`,
    ),
  };
}

function notChosen({ computed, plan, campaign, dossier }: Case, { kind }: Nominee): Verdict {
  const seats = plan.blocs.find(({ code }) => code === dossier.bloc)?.seats ?? [];
  const of = campaign === 'summary' ? 'summary' : 'annual';
  const clause = seats.find((it) => it.of === of && it.kind === kind)?.clause ?? 'III.3';
  const isOpen = computed?.answer.waiting.some((it) => it.bloc === dossier.bloc && it.kind === kind) ?? true;
  const bloc = blocName(plan, dossier.bloc);
  if (isOpen)
    return {
      outcome: 'pending',
      text: say(
        `Đủ tiêu chuẩn; các suất của ${bloc} còn chờ quyết định.`,
        `Eligible; the seats of ${bloc} wait for a decision.`,
      ),
    };
  const chosen = officeName(plan, 'home-affairs');
  const isByRank = kind === 'collective' && of === 'annual';
  return {
    outcome: 'not-chosen',
    text: isByRank
      ? say(
          `Đủ tiêu chuẩn nhưng không được chọn: không đạt thứ hạng cao nhất hoặc thay đổi vượt bậc nhất của ${bloc} (mục ${clause}).`,
          `Eligible but not chosen: neither the highest rank nor the greatest leap of ${bloc} (clause ${clause}).`,
        )
      : say(
          `Đủ tiêu chuẩn nhưng không được ${chosen} chọn trong số những đề cử đủ tiêu chuẩn của ${bloc} (mục ${clause}).`,
          `Eligible but not chosen by ${chosen} among the eligible nominees of ${bloc} (clause ${clause}).`,
        ),
  };
}

function notFiled({ dossier, plan, campaign, computed }: Case): Verdict {
  const status = DossierStatus.safeParse(dossier.status).data ?? 'open';
  const clause = plan.cutoffs.dossier.clause;
  if (status === 'open' || (computed === null && status !== 'lapsed' && status !== 'withdrawn'))
    return {
      outcome: 'pending',
      text: say(`Hồ sơ ${statusName(status)}.`, `Dossier: ${statusName(status)}.`),
    };
  const period = periodName(plan, campaign);
  const nobody =
    status === 'accepted' || status === 'submitted' || status === 'returned' || status === 'rejected';
  return {
    outcome: 'not-filed',
    text: nobody
      ? say(`Hồ sơ ${period} không có đề cử này.`, `The dossier of ${period} has no such nominee.`)
      : say(
          `Không được xét: hồ sơ ${statusName(status)} (mục ${clause}).`,
          `Not considered: dossier ${statusName(status)} (clause ${clause}).`,
        ),
  };
}
