import { type LedgerRow, ledgerRows } from '../../../activities/records/reads/ledger.js';
import { messages } from '../../../workflows/api/messages.js';
import { blocLabel } from '../../../workflows/plan/names.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { campaignName, seatLabel } from '../../language/names.js';
import { say } from '../../language/language.js';
import { type ActingOptions, actEnding } from '../acting.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm, sendAct } from '../course-act.js';
import { blocGiven, campaignGiven, dayGiven, GivenWrong, kindGiven, namedOf, textGiven } from '../given.js';
import { inTime } from '../in-time.js';

export interface RevokeOptions extends ActingOptions {
  campaign: string;
  bloc: string;
  kind: string;
  seat: string;
  decisionNumber: string;
  decisionDate: string;
  reason: string;
  yes?: boolean | undefined;
}

/** `thidua revoke CAMPAIGN BLOC KIND SEAT`: a certificate revoked by a later decision, once it is shown. @returns the exit status */
export const runRevoke = (options: RevokeOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const { plan, services, actor } = desk;
    const campaign = campaignGiven(plan, options.campaign);
    const of = { bloc: blocGiven(plan, options.bloc), kind: kindGiven(options.kind) };
    const decision = {
      number: options.decisionNumber,
      date: dayGiven('--decision-date', options.decisionDate),
    };
    const reason = textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason);
    const rows = await ledgerRows(services.records, { plan: plan.plan, campaign });
    const row = certificateGiven(rows, campaign, of, options.seat);
    const message = { actor, campaign, ...of, seat: row.seat, decision, reason };
    checkForm(messages.revokeCertificate, message);
    const what = say(
      `Bằng khen của ${row.name} (${row.unitName}; ${blocLabel(plan, of.bloc)}, ${seatLabel(row)}; ${campaignName(plan, campaign)})`,
      `the certificate of ${row.name} (${row.unitName}; ${blocLabel(plan, of.bloc)}, ${seatLabel(row)}; ${campaignName(plan, campaign)})`,
    );
    const stop = await consent(desktop, options, say(`Thu hồi ${what}?`, `Revoke ${what}?`));
    if (stop !== null) return stop;
    const act = { campaign, definition: messages.revokeCertificate, message, told: () => [] };
    const answer = await inTime(services, () => sendAct(desk, act));
    return actEnding(plan, answer, options, () => [
      say(
        `Đã thu hồi ${what} theo ${decision.number} ngày ${formatDay(decision.date)}.`,
        `Revoked: ${what}, by ${decision.number} of ${formatDay(decision.date)}.`,
      ),
      say(
        'Dòng trong sổ vẫn còn, được đánh dấu và không được tính nữa.',
        'Its line stays in the ledger, marked, and no longer counts.',
      ),
    ]);
  });

function certificateGiven(
  rows: readonly LedgerRow[],
  campaign: CampaignKey,
  { bloc, kind }: Pick<LedgerRow, 'bloc' | 'kind'>,
  seat: string,
): LedgerRow {
  const known = rows
    .filter((it) => it.bloc === bloc && it.kind === kind)
    .map((row) => ({ code: row.seat, name: row.name, row }));
  if (known.length === 0)
    throw new GivenWrong(
      say(
        `Đợt ${campaign} chưa có Bằng khen nào như vậy trong sổ.`,
        `The campaign ${campaign} has no such certificate in the ledger.`,
      ),
    );
  return namedOf(say('Bằng khen ở suất', 'certificate at the seat'), seat, known).row;
}
