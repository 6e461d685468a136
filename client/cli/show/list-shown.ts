import { blocLabel } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { say } from '../../language/language.js';
import { seatLabel } from '../../language/names.js';
import { type AwardList, awardList, moneyText, otherListSentence } from '../../officials/list-shown.js';
import type { Engine } from '../acting.js';
import type { Surroundings } from '../asking.js';
import { type Ending, refusedByRules } from '../records-at-hand.js';
import { hang, joined, table, widthOf } from '../terminal/tables.js';
import { campaignTitle } from '../../officials/words.js';

const columns = [
  { title: say('Khối', 'Bloc'), flexible: true as const },
  { title: say('Suất', 'Seat') },
  { title: say('Tập thể, cá nhân', 'Collective, individual'), flexible: true as const },
  { title: say('Đơn vị', 'Unit'), flexible: true as const },
  { title: say('Mã đề cử', 'Nominee'), flexible: true as const },
  { title: say('Mục', 'Clause') },
  { title: say('Tiền thưởng', 'Reward'), align: 'right' as const },
];

/** The list as officials read it before they decide on it. */
export function awardListLines(plan: Plan, list: AwardList, width: number): string[] {
  const { winners, vacancies, total, digest, on } = list;
  const rows = winners.map((it) => [
    blocLabel(plan, it.bloc),
    seatLabel(it),
    it.name,
    it.unitName,
    it.nominee,
    it.clause,
    moneyText(it.money),
  ]);
  const collectives = winners.filter(({ kind }) => kind === 'collective').length;
  return [
    say(
      `DANH SÁCH ĐỀ NGHỊ TẶNG BẰNG KHEN – ${campaignTitle(plan, list.campaign)}`,
      `LIST PROPOSED FOR CERTIFICATES – ${campaignTitle(plan, list.campaign)}`,
    ),
    ...table(columns, rows, width),
    say(
      `Cộng: ${collectives} tập thể, ${winners.length - collectives} cá nhân; tiền thưởng ${moneyText(total)} (theo quy định có hiệu lực ngày ${formatDay(on)}).`,
      `In all: ${collectives} collectives, ${winners.length - collectives} individuals; rewards ${moneyText(total)} (by the law in force on ${formatDay(on)}).`,
    ),
    ...vacancies.flatMap((it) =>
      hang(
        say(
          `Để trống – ${blocLabel(plan, it.bloc)}, ${seatLabel(it)}: `,
          `Empty – ${blocLabel(plan, it.bloc)}, ${seatLabel(it)}: `,
        ),
        it.explanation,
        width,
      ),
    ),
    ...hang(say('Mã danh sách: ', 'Digest of the list: '), digest, width),
  ];
}

/** Shows the list on which somebody is about to decide; or how the command ends where the records don't have it so. */
export async function showList(
  engine: Engine,
  campaign: CampaignKey,
  of: { digest: string; input: string },
  { out }: Pick<Surroundings, 'out'>,
  json: boolean | undefined,
): Promise<Ending | null> {
  const list = await awardList(engine, campaign, of);
  if (list === null) return otherList(of.digest);
  if (json !== true) out.write(joined(awardListLines(engine.plan, list, widthOf(out))));
  return null;
}

/** What is told where a list can't be shown as its digest binds it. */
export const otherList = (digest: string): Ending => ({
  sentence: otherListSentence(digest),
  status: refusedByRules,
});
