import { readSetUp } from '../../../activities/reference/setup/read.js';
import { readSource, type SetUpSource } from '../../../activities/reference/setup/source.js';
import {
  applySetUp,
  noStanding,
  pastActs,
  type StandingSetUp,
  standingSetUp,
} from '../../../activities/records/registry/set-up.js';
import { findRecords, type FoundRecords, makeRecords } from '../../../worker/embedded/postgres/alone.js';
import type { RecordsProblem } from '../../../worker/embedded/postgres/records-problems.js';
import { blocCodes } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { choosePlan, type ChosenPlan } from '../../plan.js';
import { planOfRecords } from '../../plan-of-records.js';
import { forPrograms, say } from '../../language/language.js';
import { notAppliedSentence, proposeSetUp } from '../../officials/set-up.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { commandSentence } from '../problems.js';
import { SetupTeller } from '../show/set-up-report.js';
import { tellSourceFault } from '../show/source-fault.js';
import { agrees, type Ask, askAtTerminal, nameOfOperator } from '../terminal/asking.js';
import { printLines } from '../terminal/tables.js';

export interface SetupOptions {
  json?: boolean | undefined;
  /** Applies without asking. */
  yes?: boolean | undefined;
  reason?: string | undefined;
  /** Who applies it, for the audit; the account's name where it is left out. */
  by?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
}

const faulty = 2;
const outOfReach = 4;

/**
 * `thidua setup`: brings the records to the set-up that stands in a folder of CSV files or in a workbook, once the operator has seen what changes.
 * @returns the exit status: 0 done or nothing to do, 2 faults or no consent, 3 refused, 4 no database within reach
 */
export function runSetup(
  path: string,
  options: SetupOptions,
  surroundings: Surroundings = ownSurroundings(),
  ask: Ask | null = askAtTerminal(),
): Promise<number> {
  return forPrograms(options.json, () => setUpFrom(path, options, surroundings, ask));
}

async function setUpFrom(
  path: string,
  options: SetupOptions,
  surroundings: Surroundings,
  ask: Ask | null,
): Promise<number> {
  const { errors, environment } = surroundings;
  const opened = await readSource(path);
  if (!opened.ok) {
    const report = options.json === true ? { digest: null, warnings: [], changes: [], refusal: null } : null;
    tellSourceFault(opened.fault, 'thidua setup', report, surroundings);
    return faulty;
  }
  const finding = { environment, progress: (line: string): void => printLines(errors, [line]) };
  const found = await findRecords(finding);
  const setup = new Setup(opened.source, options, surroundings, options.json === true ? null : ask);
  if (!found.ok) return setup.withoutRecords(found.problem, () => makeRecords(finding));
  try {
    return await setup.on(found);
  } finally {
    await found.close();
  }
}

type Opened = FoundRecords | { ok: false; problem: RecordsProblem };

/** What a set-up meets: what stands, who has acted; `open` makes the records ready to take it. */
interface Ground {
  standing: StandingSetUp;
  acts: () => ReturnType<typeof pastActs>;
  open: () => Promise<Opened>;
}

class Setup {
  private readonly teller: SetupTeller;

  constructor(
    private readonly source: SetUpSource,
    private readonly options: SetupOptions,
    private readonly surroundings: Surroundings,
    private readonly ask: Ask | null,
  ) {
    this.teller = new SetupTeller(
      surroundings.out,
      surroundings.errors,
      options.json === true,
      source.nameOf,
    );
  }

  /** Records that are still to be made stand empty; for those out of reach the files can at least be checked. */
  async withoutRecords(problem: RecordsProblem, make: () => Promise<Opened>): Promise<number> {
    const isToMake = problem.code === 'records.none' || problem.code === 'records.empty';
    const open = isToMake ? make : () => Promise.resolve({ ok: false, problem } as const);
    const ground = { standing: noStanding(Date.now()), acts: () => Promise.resolve([]), open };
    const chosen = choosePlan(this.options.plan);
    return isToMake ? this.by(chosen, ground) : this.checkedAlone(chosen, ground, problem);
  }

  async on({ records }: FoundRecords): Promise<number> {
    const open = async (): Promise<Opened> => {
      await records.migrate();
      // Whoever found them closes them.
      return { ok: true, records, close: () => Promise.resolve() };
    };
    const standing = await standingSetUp(records);
    const chosen = await planOfRecords(records, this.options.plan);
    return this.by(chosen, { standing, acts: () => pastActs(records), open });
  }

  private by(chosen: ChosenPlan, ground: Ground): Promise<number> | number {
    return 'plan' in chosen ? this.run(chosen.plan, ground) : this.say(chosen.sentence, faulty);
  }

  private checkedAlone(chosen: ChosenPlan, { standing }: Ground, problem: RecordsProblem): number {
    if (!('plan' in chosen)) return this.say(chosen.sentence, faulty);
    const read = this.read(chosen.plan, standing);
    return read.ok
      ? this.missing(problem)
      : this.teller.end({ outcome: 'faulty', faults: read.faults }, false);
  }

  private async run(plan: Plan, { standing, acts, open }: Ground): Promise<number> {
    const { teller } = this;
    const proposed = await proposeSetUp(plan, this.source.cells, { standing, acts });
    if (proposed.outcome === 'faulty') return teller.end(proposed, false);
    const { setUp, standing: shown, ...report } = proposed.shown;
    if (proposed.outcome === 'refused')
      return teller.end({ ...report, outcome: 'refused', refusal: proposed.refusal }, false);
    if (proposed.outcome === 'unchanged') return teller.end({ ...report, outcome: 'unchanged' }, false);
    teller.propose(setUp, report);
    if (!(await this.isWanted())) return teller.end({ ...report, outcome: 'not-applied' }, this.ask !== null);
    const opened = await open();
    if (!opened.ok) return this.missing(opened.problem);
    const applied = await applySetUp(opened.records, {
      plan: plan.plan,
      setUp,
      shown,
      operator: this.options.by ?? nameOfOperator(),
      reason: this.options.reason ?? null,
    }).finally(() => opened.close());
    if (applied.ok) return teller.end({ ...report, outcome: 'applied' }, true);
    const refusal = notAppliedSentence(plan, applied);
    return teller.end({ ...report, outcome: 'refused', refusal }, true);
  }

  private read(plan: Plan, { on }: StandingSetUp) {
    return readSetUp(this.source.cells, { blocs: blocCodes(plan), on });
  }

  private async isWanted(): Promise<boolean> {
    if (this.options.yes === true) return true;
    return this.ask !== null && agrees(this.ask, say('Áp dụng? [c/K] ', 'Apply? [y/N] '));
  }

  private missing(problem: RecordsProblem): number {
    return this.say(commandSentence(problem), problem.code === 'configuration.invalid' ? faulty : outOfReach);
  }

  private say(sentence: string, status: number): number {
    printLines(this.surroundings.errors, [sentence]);
    return status;
  }
}
