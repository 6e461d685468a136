import { z } from 'zod';
import { Day, NomineeKind } from '../plan/schema.js';
import { rewardExplanation } from './reward-sentences.js';

const Validity = z.strictObject({ validFrom: Day, validTo: Day.nullable() });

/** The law on how much goes with an award: so many hundredths of the base salary, rounded up to 10.000 đồng. */
export const RewardLaw = Validity.extend({
  instrument: z.string().min(1),
  clause: z.string().min(1),
  award: z.enum(['bang-khen', 'giay-khen']),
  giver: z.enum(['city-chairman', 'agency-head', 'district-chairman', 'commune-chairman']),
  kind: NomineeKind,
  hundredths: z.int().min(1),
  rounding: z.literal('up-10000'),
});
export type RewardLaw = z.infer<typeof RewardLaw>;

/** The law on the base salary, đồng a month. */
export const BaseSalary = Validity.extend({
  instrument: z.string().min(1),
  clause: z.string().min(1),
  amount: z.int().min(1),
});
export type BaseSalary = z.infer<typeof BaseSalary>;

export interface RewardTables {
  rewards: readonly RewardLaw[];
  baseSalaries: readonly BaseSalary[];
}

/** An instrument of law and the place in it. */
interface LegalSource {
  instrument: string;
  clause: string;
}

/** The money of one award, with the law it follows. */
export interface Reward {
  /** đồng */
  amount: number;
  /** As the law writes it, such as `1,5`. */
  coefficient: string;
  /** The base salary, đồng. */
  base: number;
  reward: LegalSource;
  salary: LegalSource;
  /** Vietnamese. */
  explanation: string;
}

/** No law in the tables is in force on the decision's day. */
export interface NoLaw {
  code: 'reward.no-law';
  on: Day;
}

export interface RewardQuestion {
  kind: NomineeKind;
  /** The day of the decision that gives the award. */
  on: Day;
  award?: RewardLaw['award'];
  giver?: RewardLaw['giver'];
}

/** III.4.a: the money of one award, a certificate of the Chairman's unless said, by the law on the decision's day. */
export function reward({ rewards, baseSalaries }: RewardTables, question: RewardQuestion): Reward | NoLaw {
  const { kind, on, award = 'bang-khen', giver = 'city-chairman' } = question;
  const law = rewards.find(
    (it) => it.kind === kind && it.award === award && it.giver === giver && isInForce(it, on),
  );
  const salary = baseSalaries.find((it) => isInForce(it, on));
  if (law === undefined || salary === undefined) return { code: 'reward.no-law', on };
  const facts = {
    amount: roundUp(salary.amount * law.hundredths),
    coefficient: formatHundredths(law.hundredths),
    base: salary.amount,
    reward: { instrument: law.instrument, clause: law.clause },
    salary: { instrument: salary.instrument, clause: salary.clause },
  };
  return { ...facts, explanation: rewardExplanation({ kind, award, on, ...facts }) };
}

/** III.4.b: the sum, đồng. */
export function budget(rows: readonly { amount: number }[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

function isInForce({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }, on: Day): boolean {
  return validFrom <= on && on <= (validTo ?? on);
}

/** Hundredths of a đồng, up to the next 10.000 đồng, in whole numbers throughout. */
function roundUp(hundredths: number): number {
  const step = 10_000 * 100;
  const rest = hundredths % step;
  return (rest === 0 ? hundredths : hundredths - rest + step) / 100;
}

function formatHundredths(hundredths: number): string {
  const whole = Math.floor(hundredths / 100);
  const rest = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0$/, '');
  return `${whole},${rest}`;
}
