import type { Bloc, NomineeKind } from '../../plan/schema.js';

/** A seat that has its winner. */
export interface Winner {
  bloc: Bloc;
  kind: NomineeKind;
  seat: string;
  unit: string;
  nominee: string;
  personId?: string;
  name: string;
  /** The question whose answer `award:` made the winner. */
  decidedBy?: string;
  clause: string;
  explanation: string;
}

export type VacancyReason = 'decided' | 'no-ranking' | 'no-rise' | 'no-eligible-nominee' | 'not-shortlisted';

/** A seat that stays empty. */
export interface Vacancy {
  bloc: Bloc;
  kind: NomineeKind;
  seat: string;
  reason: VacancyReason;
  clause: string;
  explanation: string;
}

export type QuestionReason = 'no-ranking' | 'tie' | 'ineligible' | 'no-previous-ranking' | 'predecessors';

/** A point that the plan leaves to people: so many of the options are to be chosen. */
export interface Question {
  key: string;
  bloc: Bloc;
  kind: NomineeKind;
  reason: QuestionReason;
  options: string[];
  choose: number;
  clause: string;
  explanation: string;
}

/** A seat that waits for a shortlist, or for a question's answer (`question:KEY`). */
export interface WaitingSeat {
  bloc: Bloc;
  kind: NomineeKind;
  seat: string;
  for: string;
}

export interface NomineeRefusal {
  nominee: string;
  unit: string;
  codes: string[];
  explanation: string;
}

export interface ProposedOrder {
  collectives?: string[];
  individuals: string[];
}

/** The answer of `select`, contract 1; keys and lists stand in the contract's order. */
export interface SelectionAnswer {
  contract: 1;
  plan: string;
  kind: 'annual' | 'summary';
  year?: number;
  winners: Winner[];
  vacancies: Vacancy[];
  questions: Question[];
  waiting: WaitingSeat[];
  refusals: NomineeRefusal[];
  order: Partial<Record<Bloc, ProposedOrder>>;
  digest: string;
}

/** Something wrong with the input: where (a JSON Pointer), what, and that in Vietnamese. */
export interface Fault {
  path: string;
  code: string;
  message: string;
}
