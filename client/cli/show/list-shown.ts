import { businessNow } from '../../../activities/records/database/business-time.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import { selectionByInput, type StoredAnswer } from '../../../activities/records/selection/kept.js';
import { loadRewardTables } from '../../../activities/reference/tables.js';
import { blocLabel } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { reward } from '../../../workflows/rules/reward.js';
import { listDigest } from '../../../workflows/rules/selection/select.js';
import { seatLabel } from '../../language/names.js';
import { formatMoney } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import type { Engine } from '../acting.js';
import type { Surroundings } from '../asking.js';
import { type Ending, refusedByRules } from '../records-at-hand.js';
import { hang, joined, table, widthOf } from '../terminal/tables.js';
import { campaignTitle } from '../terminal/words.js';

type Winner = StoredAnswer['winners'][number];
type Vacancy = StoredAnswer['vacancies'][number];

/** A list of awards as its digest binds it, with the money by the law of the day on which it is shown. */
export interface AwardList {
  campaign: CampaignKey;
  digest: string;
  /** The day of which the law on the money is. */
  on: string;
  /** đồng; null: no law is in force. */
  total: number | null;
  winners: (Pick<
    Winner,
    'bloc' | 'kind' | 'seat' | 'unit' | 'nominee' | 'name' | 'clause' | 'explanation'
  > & {
    unitName: string;
    money: number | null;
  })[];
  vacancies: Pick<Vacancy, 'bloc' | 'kind' | 'seat' | 'clause' | 'reason' | 'explanation'>[];
}

/** The list of a selection's input; null where the records don't have it, or have another one under its digest. */
export async function awardList(
  { services: { records, plan } }: Engine,
  campaign: CampaignKey,
  { digest, input }: { digest: string; input: string },
): Promise<AwardList | null> {
  const kept = await selectionByInput(records.db, { plan, campaign, input });
  if (kept === null || listDigest(kept.answer) !== digest) return null;
  const units = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  const on = dayOf(await businessNow(records));
  const tables = loadRewardTables();
  const moneyOf = (kind: Winner['kind']): number | null => {
    const found = reward(tables, { kind, on });
    return 'code' in found ? null : found.amount;
  };
  const money = { collective: moneyOf('collective'), individual: moneyOf('individual') };
  const winners = kept.answer.winners.map(
    ({ bloc, kind, seat, unit, nominee, name, clause, explanation }) => ({
      ...{ bloc, kind, seat, unit, unitName: units.get(unit) ?? unit },
      ...{ nominee, name, clause, money: money[kind], explanation },
    }),
  );
  const total = winners.reduce<number | null>(
    (sum, it) => (sum === null || it.money === null ? null : sum + it.money),
    0,
  );
  const vacancies = kept.answer.vacancies.map(({ bloc, kind, seat, clause, reason, explanation }) => ({
    ...{ bloc, kind, seat, clause, reason, explanation },
  }));
  return { campaign, digest, on, total, winners, vacancies };
}

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

const moneyText = (money: number | null): string =>
  money === null ? say('chưa rõ', 'unknown') : formatMoney(money);

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
  sentence: say(
    `Cơ sở dữ liệu không có danh sách mã ${digest.slice(0, 12)}… đúng như mã của nó; đề nghị báo người vận hành hệ thống: «thidua verify».`,
    `The records hold no list ${digest.slice(0, 12)}… that matches its digest; tell the operator: «thidua verify».`,
  ),
  status: refusedByRules,
});
