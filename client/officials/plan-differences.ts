import { z } from 'zod';
import type { Plan } from '../../workflows/plan/schema.js';
import { say } from '../language/language.js';

/** One place where two plans differ; null: not there. */
export interface PlanDifference {
  /** `cutoffs.dossier.day`, `blocs[BLOC].seats[0].count` */
  place: string;
  before: string | null;
  after: string | null;
}

const Coded = z.object({ code: z.string() });
const Tree = z.record(z.string(), z.unknown());

/** All places where a plan differs from another, in the plan's order. */
export const planDifferences = (before: Plan, after: Plan): PlanDifference[] =>
  differences('', before, after);

function differences(place: string, before: unknown, after: unknown): PlanDifference[] {
  const [one, other] = [partsOf(before), partsOf(after)];
  if (one === null || other === null) {
    const [was, is] = [textOf(before), textOf(after)];
    return was === is ? [] : [{ place, before: was, after: is }];
  }
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) => differences(placeIn(place, name), one.get(name), other.get(name)));
}

const placeIn = (place: string, name: string): string =>
  place === '' || name.startsWith('[') ? `${place}${name}` : `${place}.${name}`;

/** What a value is made of, each part by its name; null where it is one thing. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) return new Map(value.map((it: unknown, index) => [`[${nameIn(it, index)}]`, it]));
  const tree = Tree.safeParse(value);
  return tree.success ? new Map(Object.entries(tree.data)) : null;
}

/** What bears a code keeps its place by it. */
const nameIn = (value: unknown, index: number): string => Coded.safeParse(value).data?.code ?? String(index);

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const labels: readonly (readonly [prefix: string, label: string])[] = [
  ['cutoffs.dossier', say('hạn nộp hồ sơ', 'cutoff of dossiers')],
  ['cutoffs.forward', say('hạn trình danh sách', 'cutoff of forwarding')],
  ['cutoffs.announce', say('hạn công bố', 'cutoff of announcing')],
  ['annual.years', say('các năm khen thưởng', 'years of awards')],
  ['annual', say('khen thưởng hàng năm', 'annual awards')],
  ['summary', say('tổng kết giai đoạn', 'summary of the period')],
  ['blocs', say('khối và chỉ tiêu', 'blocs and quotas')],
  ['dossier', say('thành phần hồ sơ', 'components of dossiers')],
  ['reminders', say('nhắc việc', 'reminders')],
  ['bodies', say('cơ quan thực hiện', 'bodies')],
  ['press', say('cơ quan báo chí', 'press')],
  ['period', say('giai đoạn', 'period')],
  ['reward', say('tiền thưởng', 'rewards')],
];

/** What a place of a plan is about, in a few words; empty where its path says it. */
export const placeLabel = (place: string): string =>
  labels.find(([prefix]) => place.startsWith(prefix))?.[1] ?? '';
