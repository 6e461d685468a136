import type { Bloc, NomineeKind, Plan } from '../../plan/schema.js';
import { type Seat, seatsOf as seatsOfCampaign } from '../../plan/seats.js';
import type { Candidate } from './eligibility.js';
import type { Questions } from './questions.js';
import type { Vacancy, VacancyReason, WaitingSeat, Winner } from './answer.js';
import type { SelectionInput } from './input.js';
import { type Explanation, explain } from './sentences.js';
import { shortlistOf, shortlistPath } from './faults/shortlist-faults.js';
import type { FoundFault } from './faults/facts.js';

/** What the selection works on and fills, bloc after bloc. */
export interface Selection {
  plan: Plan;
  input: SelectionInput;
  questions: Questions;
  winners: Winner[];
  vacancies: Vacancy[];
  waiting: WaitingSeat[];
  /** Faults of shortlists that only the selection finds. */
  faults: FoundFault[];
}

/** The seats of one bloc and kind, in the plan's order. */
export function seatsOf({ plan, input }: Selection, bloc: Bloc, kind: NomineeKind): Seat[] {
  const campaign = input.kind === 'annual' ? String(input.year) : input.kind;
  return seatsOfCampaign(plan, campaign).filter((seat) => seat.bloc === bloc && seat.kind === kind);
}

export function win(
  selection: Selection,
  seat: Seat,
  { nominee, unit }: Candidate,
  facts: Explanation,
  decidedBy?: string,
): void {
  selection.winners.push({
    bloc: seat.bloc,
    kind: seat.kind,
    seat: seat.seat,
    unit: unit.code,
    nominee: nominee.id,
    ...(nominee.kind === 'individual' && { personId: nominee.personId }),
    name: nominee.name,
    ...(decidedBy !== undefined && { decidedBy }),
    clause: seat.clause,
    explanation: explain(selection.plan, facts),
  });
}

export function leaveVacant(
  selection: Selection,
  seat: Seat,
  reason: VacancyReason,
  facts: Explanation,
): void {
  const { bloc, kind, seat: name, clause } = seat;
  const explanation = explain(selection.plan, facts);
  selection.vacancies.push({ bloc, kind, seat: name, reason, clause, explanation });
}

export function letWait(selection: Selection, seats: readonly Seat[], what: string): void {
  for (const { bloc, kind, seat } of seats) selection.waiting.push({ bloc, kind, seat, for: what });
}

/**
 * Seats that Home Affairs fills by choice (III.3): from its shortlist in the order proposed; without one they wait, or
 * stay vacant where nobody is eligible. `eligible` are the bloc's nominees in the order proposed.
 */
export function fillByChoice(
  selection: Selection,
  seats: readonly Seat[],
  eligible: readonly Candidate[],
): void {
  const [first] = seats;
  if (first === undefined) return;
  const { bloc, kind } = first;
  const listed = shortlistOf(selection.input, kind, bloc);
  if (listed !== undefined) {
    selection.faults.push(...choiceFaults(first, seats.length, listed, eligible));
    const chosen = new Set(listed);
    const winners = eligible.filter(({ nominee }) => chosen.has(nominee.id));
    fill(selection, seats, winners, 'not-shortlisted', eligible.length);
  } else if (eligible.length === 0) fill(selection, seats, [], 'no-eligible-nominee', 0);
  else letWait(selection, seats, 'shortlist');
}

/** Candidates on the seats, one after the other; the seats left stay vacant. */
export function fill(
  selection: Selection,
  seats: readonly Seat[],
  winners: readonly Candidate[],
  otherwise: 'not-shortlisted' | 'no-eligible-nominee',
  eligible: number,
): void {
  const period = selection.input.kind === 'annual' ? { year: selection.input.year } : { year: null };
  seats.forEach((seat, index) => {
    const winner = winners[index];
    const facts = { ...period, seat, eligible, winners: winners.length, seats: seats.length };
    if (winner === undefined) leaveVacant(selection, seat, otherwise, { code: otherwise, ...facts });
    else
      win(selection, seat, winner, {
        code: 'chosen',
        ...facts,
        winner,
        isListed: otherwise === 'not-shortlisted',
      });
  });
}

function choiceFaults(
  { bloc, kind }: Seat,
  seats: number,
  listed: readonly string[],
  eligible: readonly Candidate[],
): FoundFault[] {
  const path = shortlistPath(kind, bloc);
  const ids = new Set(eligible.map(({ nominee }) => nominee.id));
  const refused = listed.flatMap((id, index): FoundFault[] =>
    ids.has(id) ? [] : [{ path: `${path}/${index}`, facts: { code: 'shortlist-not-eligible', nominee: id } }],
  );
  const over = { code: 'shortlist-over-quota', bloc, kind, listed: listed.length, seats } as const;
  return listed.length > seats ? [...refused, { path, facts: over }] : refused;
}

/** The list's faults where every eligible collective has a seat anyway (III.3.b). */
export function needlessChoiceFaults(
  selection: Selection,
  seats: readonly Seat[],
  eligible: readonly Candidate[],
): FoundFault[] {
  const [first] = seats;
  const listed = first && shortlistOf(selection.input, first.kind, first.bloc);
  if (first === undefined || listed === undefined) return [];
  const { kind, bloc } = first;
  const facts = {
    code: 'shortlist-not-needed',
    bloc,
    eligible: eligible.length,
    seats: seats.length,
  } as const;
  return [...choiceFaults(first, seats.length, listed, eligible), { path: shortlistPath(kind, bloc), facts }];
}
