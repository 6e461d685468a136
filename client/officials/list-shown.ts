import { businessNow } from '../../activities/records/database/business-time.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { allUnits } from '../../activities/records/registry/units.js';
import { selectionByInput, type StoredAnswer } from '../../activities/records/selection/kept.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import type { CampaignKey, Day } from '../../workflows/plan/schema.js';
import { dayOf } from '../../workflows/rules/days.js';
import { reward } from '../../workflows/rules/reward.js';
import { listDigest } from '../../workflows/rules/selection/select.js';
import type { Services } from './send.js';
import { formatMoney } from '../language/amounts.js';
import { say } from '../language/language.js';

type Winner = StoredAnswer['winners'][number];
type Vacancy = StoredAnswer['vacancies'][number];

/** A list of awards as its digest binds it, with the money by the law of its decision's day, or of the day on which it is shown. */
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

/** The list of a selection's input; null where the records don't have it, or have another one under its digest. @param day of which the law on the money is; its decision's, or today's, where none is given */
export async function awardList(
  { services: { records, plan } }: { services: Pick<Services, 'records' | 'plan'> },
  campaign: CampaignKey,
  { digest, input }: { digest: string; input: string },
  day?: Day,
): Promise<AwardList | null> {
  const kept = await selectionByInput(records.db, { plan, campaign, input });
  if (kept === null || listDigest(kept.answer) !== digest) return null;
  const units = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  const on = day ?? (await dayOfLaw(records, { plan, campaign }));
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
  const vacancies = kept.answer.vacancies.map(({ bloc, kind, seat, clause, reason, explanation }) => ({
    ...{ bloc, kind, seat, clause, reason, explanation },
  }));
  return { campaign, digest, on, total: totalOf(winners), winners, vacancies };
}

/** The decision's day once there is one: its money is what was given; until then the business day. */
async function dayOfLaw(records: Services['records'], of: Parameters<typeof ledgerRows>[1]): Promise<Day> {
  const [award] = await ledgerRows(records, of);
  return award?.decision.date ?? dayOf(await businessNow(records));
}

/** The money of all of them, đồng; null: no law is in force. */
export const totalOf = (winners: readonly { money: number | null }[]): number | null =>
  winners.reduce<number | null>((sum, { money }) => (sum === null || money === null ? null : sum + money), 0);

/** Money of an award in đồng. */
export const moneyText = (money: number | null): string =>
  money === null ? say('chưa rõ', 'unknown') : formatMoney(money);

/** What is told where a list can't be shown as its digest binds it. */
export const otherListSentence = (digest: string): string =>
  say(
    `Cơ sở dữ liệu không có danh sách mã ${digest.slice(0, 12)}… đúng như mã của nó; đề nghị báo người vận hành hệ thống: «thidua verify».`,
    `The records hold no list ${digest.slice(0, 12)}… that matches its digest; tell the operator: «thidua verify».`,
  );

type Listed = Pick<Winner, 'bloc' | 'kind' | 'seat' | 'nominee' | 'name'>;

/** A seat whose holder is another than in the list before; null: nobody. */
export interface ChangedSeat extends Pick<Winner, 'bloc' | 'kind' | 'seat'> {
  before: string | null;
  now: string | null;
}

/** What changed from one list to the other, seat by seat. */
export function changedSeats(before: readonly Listed[], now: readonly Listed[]): ChangedSeat[] {
  const keyOf = ({ bloc, kind, seat }: Pick<Winner, 'bloc' | 'kind' | 'seat'>): string =>
    [bloc, kind, seat].join('/');
  const old = new Map(before.map((it) => [keyOf(it), it]));
  const present = new Map(now.map((it) => [keyOf(it), it]));
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), present.get(key)];
    const seat = is ?? was;
    if (seat === undefined || (was?.nominee === is?.nominee && was?.name === is?.name)) return [];
    const { bloc, kind, seat: name } = seat;
    return [{ bloc, kind, seat: name, before: was?.name ?? null, now: is?.name ?? null }];
  });
}
