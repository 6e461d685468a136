import { plan263 } from '../../plan/plans.js';
import { z } from 'zod';
import { select } from '../../../workflows/rules/selection/select.js';
import type { SelectionInput } from '../../../workflows/rules/selection/input.js';
import { type AskedQuestion, doneActs, type Evidence } from './evidence.js';

const Answered = z.object({ question: z.string(), choices: z.array(z.string()) });
const Shortlisted = z.object({
  kind: z.enum(['collective', 'individual']),
  bloc: z.enum(['departments', 'vertical', 'districts', 'communes']),
  nominees: z.array(z.string()),
});
const Waived = z.object({ kind: z.enum(['collective', 'individual']), criterion: z.string() });

/** That an input holds what people said last, about the very question that they were asked. */
export function saidProblems(evidence: Evidence, input: SelectionInput): string[] {
  return [
    ...decisionProblems(evidence, input),
    ...shortlistProblems(evidence, input),
    ...waiverProblems(evidence, input),
  ];
}

function decisionProblems(evidence: Evidence, input: SelectionInput): string[] {
  const last = new Map(
    doneActs(evidence, 'answerQuestion').map((row) => {
      const facts = Answered.parse(row.facts);
      return [
        facts.question,
        { ...facts, reason: row.reason, asked: askedOf(evidence, row.key), seq: row.seq },
      ] as const;
    }),
  );
  const held = (input.decisions ?? []).flatMap(({ question, choices, reason }) => {
    const said = last.get(question);
    if (
      said === undefined ||
      JSON.stringify(said.choices) !== JSON.stringify(choices) ||
      said.reason !== reason
    ) {
      return [
        `The list rests on the answer ${choices.join(', ')} to ${question}, which is not the last one given.`,
      ];
    }
    const now = questionIn(input, question);
    return said.asked === null || (now !== null && isSame(said.asked, now))
      ? []
      : [
          `The answer to ${question} was given to another question: “${said.asked.explanation}” (${said.asked.options.join(', ')}), now “${now?.explanation ?? 'none'}” (${now?.options.join(', ') ?? ''}).`,
        ];
  });
  const missing = [...last.values()].flatMap((said) => {
    if ((input.decisions ?? []).some((it) => it.question === said.question)) return [];
    const now = questionIn(input, said.question);
    return now !== null &&
      !hasFallen(evidence, said.question, said.seq) &&
      said.asked !== null &&
      isSame(said.asked, now)
      ? [`The answer ${said.choices.join(', ')} to ${said.question} was lost.`]
      : [];
  });
  return [...held, ...missing];
}

/** It is on record that an answer or a shortlist no longer held. */
const hasFallen = (evidence: Evidence, what: string, since: number): boolean =>
  doneActs(evidence, 'choices-dropped').some(
    (row) => row.seq > since && JSON.stringify(row.facts).includes(JSON.stringify(what)),
  );

function askedOf({ log }: Evidence, key: string): AskedQuestion | null {
  return log.find((it) => key.endsWith(`/${it.id}`))?.asked ?? null;
}

const isSame = (one: AskedQuestion, other: AskedQuestion): boolean =>
  one.explanation === other.explanation && JSON.stringify(one.options) === JSON.stringify(other.options);

/** The question as the input asks it, when it is not answered; null: it doesn't arise. */
function questionIn(input: SelectionInput, key: string): AskedQuestion | null {
  let decisions = (input.decisions ?? []).filter((it) => it.question !== key);
  for (;;) {
    const answer = select(plan263, { ...input, decisions, shortlist: {} });
    if (!('faults' in answer)) {
      const found = answer.questions.find((it) => it.key === key);
      return found === undefined ? null : { key, options: found.options, explanation: found.explanation };
    }
    const faulty = answer.faults.map((it) => Number(it.path.split('/')[2]));
    const rest = decisions.filter((_, index) => !faulty.includes(index));
    if (rest.length === decisions.length) return null;
    decisions = rest;
  }
}

function shortlistProblems(evidence: Evidence, input: SelectionInput): string[] {
  const last = new Map<string, z.infer<typeof Shortlisted> & { seq: number }>();
  for (const row of doneActs(evidence, 'shortlist')) {
    const said = Shortlisted.parse(row.facts);
    last.set(`${said.kind}/${said.bloc}`, { ...said, seq: row.seq });
  }
  const held = listsOf(input);
  const problems = [...held].flatMap(([place, nominees]) => {
    const said = last.get(place);
    return said !== undefined && JSON.stringify(said.nominees) === JSON.stringify(nominees)
      ? []
      : [`The list rests on a shortlist of ${place} that is not the last one given: ${nominees.join(', ')}.`];
  });
  const lost = [...last].flatMap(([place, said]) =>
    held.has(place) || hasFallen(evidence, said.bloc, said.seq) || !fits(input, said)
      ? []
      : [`The shortlist of ${place} was lost: ${said.nominees.join(', ')}.`],
  );
  return [...problems, ...lost];
}

function listsOf({ shortlist, kind }: SelectionInput): Map<string, string[]> {
  const individuals = Object.entries(shortlist?.individuals ?? {});
  const collectives =
    kind === 'summary' && shortlist !== undefined && 'collectives' in shortlist
      ? Object.entries(shortlist.collectives ?? {})
      : [];
  return new Map([
    ...individuals.flatMap(([bloc, list]) =>
      list === undefined ? [] : [[`individual/${bloc}`, list] as const],
    ),
    ...collectives.flatMap(([bloc, list]) =>
      list === undefined ? [] : [[`collective/${bloc}`, list] as const],
    ),
  ]);
}

/** Whether a shortlist that the list doesn't hold would have been none the less a good one. */
function fits(input: SelectionInput, said: z.infer<typeof Shortlisted>): boolean {
  const list = said.kind === 'individual' ? 'individuals' : 'collectives';
  const shortlist = { ...input.shortlist, [list]: { ...lists(input, list), [said.bloc]: said.nominees } };
  return !('faults' in select(plan263, { ...input, shortlist }));
}

function lists(input: SelectionInput, list: 'individuals' | 'collectives'): object {
  if (list === 'individuals') return input.shortlist?.individuals ?? {};
  return input.shortlist !== undefined && 'collectives' in input.shortlist
    ? (input.shortlist.collectives ?? {})
    : {};
}

function waiverProblems(evidence: Evidence, input: SelectionInput): string[] {
  const said = doneActs(evidence, 'waiveCriterion').map((row) => Waived.parse(row.facts));
  const place = (it: { kind: string; criterion: string }): string => `${it.kind}/${it.criterion}`;
  const expected = said.map(place).sort();
  const actual = (input.waivers ?? []).map(place).sort();
  return JSON.stringify(expected) === JSON.stringify(actual)
    ? []
    : [`Waived were ${expected.join(', ') || 'none'}, the list rests on ${actual.join(', ') || 'none'}.`];
}
