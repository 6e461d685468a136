import { Client, Connection } from '@temporalio/client';
import { clockMode, setRehearsalClock } from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { NotOurs, refuseForeign, runningMovement } from '../../worker/embedded/temporal/running-movement.js';
import type { TemporalConnection } from '../../worker/configuration.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { instantOf } from '../../workflows/rules/calendar.js';
import { keptPlans } from '../../activities/records/registry/plans.js';
import { planOfRecords } from '../plan-of-records.js';
import { startMovement } from '../engine/movement.js';
import { refuseOtherClock, refuseOtherRecords } from '../engine/whose.js';
import { say } from '../language/language.js';
import { inventedFor, scriptFor } from './data-sets.js';
import type { Services } from '../officials/send.js';
import { Patience } from '../engine/patience.js';
import { Players } from './players.js';
import type { Act } from './act.js';
import type { Roles } from './roles.js';
import { setUpRehearsal } from './setup.js';
import { noticing, Stepper } from './stepper.js';

export interface RehearsalSettings {
  temporal: TemporalConnection;
  namespace: string;
  databaseUrl: string;
  /** Another plan than the one the records keep, else the usual one. */
  plan?: Plan | undefined;
  /** Who is played; where it is left out, all are. */
  roles?: Roles | undefined;
}

export interface RehearsalView {
  /** Business time moved; called after all that is due at `at` (epoch ms) was done. */
  moved: (at: number, openWorkflows: number) => void;
  /** Something an operator should read, of the business day that is being played. */
  say: (line: string) => void;
  /** Something that an operator should read now: of the machine, not of a day. */
  alert: (line: string) => void;
}

/** The whole period, played: the movement, its clock and its officials. */
export class Rehearsal {
  /** What is done again by it is harmless: acts carry ids, and a play that was cut off does them again too. */
  readonly patience: Patience;
  private readonly stepper: Stepper;
  private readonly players: Players;
  private acts: Act[] = [];

  private constructor(
    readonly services: Services,
    readonly plan: Plan,
    private readonly connection: Connection,
    private readonly view: RehearsalView,
    private readonly roles: Roles | undefined,
    stop: AbortSignal,
  ) {
    this.patience = new Patience(stop, (line) => view.alert(line));
    this.stepper = new Stepper(services.client, services.records, this.patience);
    this.players = new Players(services, plan, inventedFor(plan), (line) => view.say(line));
  }

  /**
   * Makes the records a rehearsal's: before a worker runs on them, and on nobody else's. `stop` ends a play between two of
   * its questions; what was done stays done. Throws {@link NotOurs} where they serve, or where the server's movement does.
   */
  static async open(settings: RehearsalSettings, view: RehearsalView, stop: AbortSignal): Promise<Rehearsal> {
    const connection = await Connection.connect(settings.temporal);
    const holder: { stepper?: Stepper } = {};
    const client = new Client({
      connection,
      namespace: settings.namespace,
      interceptors: {
        workflow: [noticing((workflowId) => holder.stepper?.stir(workflowId))],
      },
    });
    const records = await openRecords(settings.databaseUrl);
    const plan = settings.plan ?? (await usualPlanOf(records));
    const rehearsal = new Rehearsal(
      { client, records, plan: plan.plan },
      plan,
      connection,
      view,
      settings.roles,
      stop,
    );
    holder.stepper = rehearsal.stepper;
    try {
      await rehearsal.prepare();
    } catch (error) {
      await rehearsal.close();
      throw error;
    }
    return rehearsal;
  }

  /** The business instant where the rehearsal stands, epoch ms. */
  async now(): Promise<number> {
    const { mode, at } = await this.patience.with(() => clockMode(this.services.records));
    return mode === 'rehearsal' && at !== null ? at : instantOf(this.plan.period.from);
  }

  /** Starts the movement on the plan's own day, or takes it up where it stopped. */
  async begin(): Promise<void> {
    const now = await this.now();
    await this.patience.with(() => this.players.meet());
    this.acts = scriptFor(this.players).filter((act) => this.isPlayed(act));
    await this.patience.with(() => startMovement(this.services, this.plan, { mode: 'rehearsal', now }));
    await this.stepper.recall();
    await this.actAndSettle(now);
  }

  /** Takes in what people did while time stood still: to be called before the next step. */
  async takeIn(): Promise<void> {
    await this.stepper.recall();
    await this.stepper.settle();
  }

  /** Moves to the next moment that a workflow or an official waits for. @returns its instant, or null: nothing is left. */
  async step(until: number): Promise<number | null> {
    const now = await this.now();
    const moments = [this.stepper.nextMoment(), this.acts.find((act) => act.at > now)?.at];
    const next = Math.min(...moments.map((moment) => moment ?? Infinity));
    if (next > until) return null;
    await this.stepper.moveTo(next);
    await this.actAndSettle(next);
    this.view.moved(next, this.stepper.openWorkflows());
    return next;
  }

  async close(): Promise<void> {
    await this.services.records.close();
    await this.connection.close();
  }

  private async prepare(): Promise<void> {
    const { client, records, plan } = this.services;
    const movement = await runningMovement(client, plan);
    refuseOtherClock(movement, 'rehearsal');
    await records.migrate();
    await refuseOtherRecords(records, 'rehearsal');
    refuseForeign(movement, await instanceOf(records));
    await refuseOtherPlan(records, plan);
    await setRehearsalClock(records, await this.now());
    await setUpRehearsal(records, this.plan);
  }

  private isPlayed({ by }: Act): boolean {
    return by === null || this.roles === undefined || this.roles.includes(by);
  }

  private async actAndSettle(now: number): Promise<void> {
    await this.stepper.settle();
    for (const act of this.acts.filter((it) => it.at === now)) {
      await this.patience.with(() => act.play(this.players));
      await this.stepper.settle();
    }
  }
}

async function usualPlanOf(records: Records): Promise<Plan> {
  const chosen = await planOfRecords(records, undefined);
  if ('sentence' in chosen) throw new NotOurs(chosen.sentence);
  return chosen.plan;
}

/** One rehearsal is of one plan: its clock, its units and its mailboxes are that plan's. */
async function refuseOtherPlan(records: Records, plan: string): Promise<void> {
  const other = (await keptPlans(records)).find((it) => it !== plan);
  if (other === undefined) return;
  throw new NotOurs(
    say(
      `Cơ sở dữ liệu này đang diễn tập kế hoạch “${other}”, không phải “${plan}”. Thêm --fresh để bắt đầu lại từ đầu.`,
      `These records rehearse the plan “${other}”, not “${plan}”. Add --fresh to begin anew.`,
    ),
  );
}
