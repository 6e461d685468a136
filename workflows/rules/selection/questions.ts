import { type AskedUnit, fingerprint } from './asked.js';
import type { Question } from './answer.js';
import type { SelectionInput } from './input.js';
import type { FoundFault } from './faults/facts.js';

type Decision = NonNullable<SelectionInput['decisions']>[number];

/** The questions that arise, each with its answer where a decision gives one; and the decisions that answer nothing. */
export class Questions {
  private readonly decisions: ReadonlyMap<string, { decision: Decision; index: number }>;
  private readonly asked = new Set<string>();
  private readonly open: { question: Question; units: readonly AskedUnit[] }[] = [];
  private readonly notOffered: FoundFault[] = [];

  constructor(decisions: readonly Decision[]) {
    this.decisions = new Map(decisions.map((decision, index) => [decision.question, { decision, index }]));
  }

  /**
   * The choices that answer a question about `units`; null where it stays open, for want of a decision or for a faulty
   * one.
   */
  ask(question: Question, units: readonly AskedUnit[]): Decision | null {
    const { key, options, choose } = question;
    this.asked.add(key);
    const found = this.decisions.get(key);
    if (found !== undefined && isOffered(found.decision.choices, question)) return found.decision;
    this.open.push({ question, units });
    if (found !== undefined) {
      this.notOffered.push({
        path: `/decisions/${found.index}`,
        facts: { code: 'choice-not-offered', question: key, options, choose },
      });
    }
    return null;
  }

  stillOpen(): Question[] {
    return this.open.map(({ question }) => question);
  }

  /** The fingerprint of each open question, by key. */
  fingerprints(): Record<string, string> {
    return Object.fromEntries(
      this.open.map(({ question, units }) => [question.key, fingerprint(question, units)]),
    );
  }

  /** Decisions whose choice isn't offered, and those that no question asked for. */
  faults(): FoundFault[] {
    const unasked = [...this.decisions].filter(([key]) => !this.asked.has(key));
    return [
      ...this.notOffered,
      ...unasked.map(([question, { index }]): FoundFault => ({
        path: `/decisions/${index}`,
        facts: { code: 'decision-without-question', question },
      })),
    ];
  }
}

/** Whether choices answer a question: so many as are to be chosen, none twice, each an option. */
export function isOffered(choices: readonly string[], { options, choose }: Question): boolean {
  return (
    choices.length === choose &&
    new Set(choices).size === choose &&
    choices.every((choice) => options.includes(choice))
  );
}
