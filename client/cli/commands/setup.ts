import { leftOutFaults } from '../../../activities/reference/setup/checks.js';
import { differences, setUpDigest } from '../../../activities/reference/setup/difference.js';
import { readSetUp } from '../../../activities/reference/setup/read.js';
import type { SetUp } from '../../../activities/reference/setup/sheets.js';
import { readSource, type SetUpSource } from '../../../activities/reference/setup/source.js';
import {
  applySetUp,
  inventedIn,
  noStanding,
  pastActs,
  type StandingSetUp,
  standingSetUp,
} from '../../../activities/records/registry/set-up.js';
import { InventedInService, takesInvented } from '../../../activities/records/registry/setup.js';
import { findRecords, type FoundRecords, makeRecords } from '../../../worker/embedded/postgres/alone.js';
import type { RecordsProblem } from '../../../worker/embedded/postgres/records-problems.js';
import { blocCodes } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { choosePlan, type ChosenPlan } from '../../plan.js';
import { planOfRecords } from '../../plan-of-records.js';
import { inventedSentence } from '../../language/setup-faults.js';
import { forPrograms, say, type Words } from '../../language/language.js';
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
    const read = this.read(plan, standing);
    if (!read.ok) return teller.end({ outcome: 'faulty', faults: read.faults }, false);
    const { setUp, warnings } = read;
    const faults = leftOutFaults(standing.setUp, setUp, await acts());
    if (faults.length > 0) return teller.end({ outcome: 'faulty', faults }, false);
    const report = {
      digest: setUpDigest(setUp),
      warnings,
      changes: differences(standing.setUp, setUp),
    };
    const refusal = refusalOf(setUp, standing);
    if (refusal !== null) return teller.end({ ...report, outcome: 'refused', refusal }, false);
    if (report.changes.length === 0) return teller.end({ ...report, outcome: 'unchanged' }, false);
    teller.propose(setUp, report);
    if (!(await this.isWanted())) return teller.end({ ...report, outcome: 'not-applied' }, this.ask !== null);
    const opened = await open();
    if (!opened.ok) return this.missing(opened.problem);
    const applied = await applySetUp(opened.records, {
      plan: plan.plan,
      setUp,
      shown: setUpDigest(standing.setUp),
      operator: this.options.by ?? nameOfOperator(),
      reason: this.options.reason ?? null,
    }).finally(() => opened.close());
    if (applied.ok) return teller.end({ ...report, outcome: 'applied' }, true);
    const why = say(...(applied.code === 'stale' ? stale : ofRehearsal));
    return teller.end({ ...report, outcome: 'refused', refusal: why }, true);
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

/** Why these records take no such set-up; null: they do. */
function refusalOf(setUp: SetUp, { mode }: StandingSetUp): string | null {
  if (mode === 'rehearsal') return say(...ofRehearsal);
  const invented = [...new Set(inventedIn(setUp))];
  return invented.length === 0 || takesInvented(mode)
    ? null
    : inventedSentence(new InventedInService(invented));
}

const stale: Words = [
  'Thiết lập trong cơ sở dữ liệu vừa được thay đổi ở nơi khác; hãy chạy lại để xem những gì sẽ thay đổi.',
  'The setup in the records has just been changed elsewhere; run again to see what would change.',
];
const ofRehearsal: Words = [
  'Cơ sở dữ liệu này là của một cuộc diễn tập, không thiết lập để phục vụ thật được. Hãy đặt THIDUA_DATA (hay DATABASE_URL) là nơi khác.',
  'These records are of a rehearsal; they cannot be set up for service. Set THIDUA_DATA (or DATABASE_URL) to another place.',
];
