import { plan263 } from '../plan/plans.js';
import type { Bloc } from '../../workflows/plan/schema.js';
import { type NomineeKind } from '../../workflows/plan/schema.js';
import { select } from '../../workflows/rules/selection/select.js';
import type { Fault, SelectionAnswer } from '../../workflows/rules/selection/answer.js';

type Kind = 'annual' | 'summary';

/** Criteria of a kind of nominee, all met but the `unmet`. */
export function criteria(campaign: Kind, kind: NomineeKind, unmet: readonly string[] = []) {
  const codes = plan263[campaign].criteria[kind].map(({ code }) => code);
  return Object.fromEntries(codes.map((code) => [code, !unmet.includes(code)]));
}

export const collective = (id: string, campaign: Kind = 'annual', unmet: readonly string[] = []) => ({
  id,
  kind: 'collective',
  name: `Tập thể ${id}`,
  criteria: criteria(campaign, 'collective', unmet),
});

export const individual = (
  id: string,
  personId = `p-${id}`,
  campaign: Kind = 'annual',
  unmet: readonly string[] = [],
) => ({
  id,
  kind: 'individual',
  name: `Ông/Bà ${id}`,
  personId,
  criteria: criteria(campaign, 'individual', unmet),
});

export const unit = (code: string, bloc: string = 'communes') => ({ code, name: `Đơn vị ${code}`, bloc });
export const dossier = (code: string, nominees: readonly object[], status = 'accepted') => ({
  unit: code,
  status,
  nominees,
});
export const ranked = (ranks: Record<string, number>) =>
  Object.entries(ranks).map(([code, rank]) => ({ unit: code, rank }));
export const decision = (question: string, ...choices: string[]) => ({
  question,
  choices,
  reason: 'Theo biên bản họp',
});
export const certificate = (code: string, ...years: number[]) =>
  years.map((year) => ({ year, kind: 'collective', unit: code }));
export const personCertificate = (personId: string, ...years: number[]) =>
  years.map((year) => ({ year, kind: 'individual', unit: 'x', personId }));

export const annual = (over: object = {}) => ({
  contract: 1,
  plan: '263',
  kind: 'annual',
  year: 2023,
  units: [],
  rankings: {},
  ...over,
});
export const summary = (over: object = {}) => ({
  contract: 1,
  plan: '263',
  kind: 'summary',
  units: [],
  rankings: {},
  ...over,
});

export function answerTo(input: unknown): SelectionAnswer {
  const answer = select(plan263, input);
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
  return answer;
}

/** `path code` of each fault. */
export function faultsOf(input: unknown): string[] {
  const answer: SelectionAnswer | { faults: Fault[] } = select(plan263, input);
  return 'faults' in answer ? answer.faults.map(({ path, code }) => `${path} ${code}`) : [];
}

/** One line a seat of a bloc and kind: where it stands and with whom or why. */
export function seats(answer: SelectionAnswer, bloc: Bloc, kind: NomineeKind): string[] {
  const own = <T extends { bloc: Bloc; kind: NomineeKind }>(items: readonly T[]): T[] =>
    items.filter((it) => it.bloc === bloc && it.kind === kind);
  return [
    ...own(answer.winners).map(
      (it) => `${it.seat}: ${it.nominee}${it.decidedBy === undefined ? '' : ' by answer'}`,
    ),
    ...own(answer.vacancies).map((it) => `${it.seat}: vacant, ${it.reason}`),
    ...own(answer.waiting).map((it) => `${it.seat}: waits for ${it.for}`),
    ...own(answer.questions).map((it) => `${it.key}? ${it.options.join(' ')} (${it.choose})`),
  ];
}
