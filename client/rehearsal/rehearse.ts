import { Client, Connection, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { auditRows } from '../../activities/records/audit.js';
import { clockMode, setRehearsalClock } from '../../activities/records/clock.js';
import { openRecords } from '../../activities/records/open.js';
import { movementId, taskQueue } from '../../workflows/identity.js';
import { plan263 } from '../../workflows/plan/plan-263.js';
import { instantOf } from '../../workflows/rules/calendar.js';
import type { Services } from '../officials.js';
import { Players } from './players.js';
import { type Act, script } from './script.js';
import { noticing, Stepper } from './stepper.js';

export interface RehearsalSettings {
  address: string;
  namespace: string;
  databaseUrl: string;
}

export interface RehearsalView {
  /** Business time moved; called after all that is due at `at` (epoch ms) was done. */
  moved: (at: number, openWorkflows: number) => void;
  /** Something an operator should read. */
  say: (line: string) => void;
}

/** The database holds acts of a movement in service: a rehearsal would mix invented ones among them. */
export class RecordsInService extends Error {}

/** The whole period, played: the movement, its clock and its officials. */
export class Rehearsal {
  private readonly stepper: Stepper;
  private readonly players: Players;
  private acts: Act[] = [];

  private constructor(
    readonly services: Services,
    private readonly connection: Connection,
    private readonly view: RehearsalView,
    private readonly stop: AbortSignal,
  ) {
    this.stepper = new Stepper(services.client, services.records, stop);
    this.players = new Players(services, (line) => view.say(line));
  }

  /** `stop` ends a play between two of its questions; what was done stays done. */
  static async open(settings: RehearsalSettings, view: RehearsalView, stop: AbortSignal): Promise<Rehearsal> {
    const connection = await Connection.connect({ address: settings.address });
    const holder: { stepper?: Stepper } = {};
    const client = new Client({
      connection,
      namespace: settings.namespace,
      interceptors: {
        workflow: [noticing((workflowId) => holder.stepper?.stir(workflowId))],
      },
    });
    const records = await openRecords(settings.databaseUrl);
    const rehearsal = new Rehearsal({ client, records, plan: plan263.plan }, connection, view, stop);
    holder.stepper = rehearsal.stepper;
    return rehearsal;
  }

  /** The business instant where the rehearsal stands, epoch ms. */
  async now(): Promise<number> {
    const { mode, at } = await clockMode(this.services.records);
    return mode === 'rehearsal' && at !== null ? at : instantOf(plan263.period.from);
  }

  /** Starts the movement on the plan's own day, or takes it up where it stopped. */
  async begin(): Promise<void> {
    await this.refuseInService();
    const now = await this.now();
    await setRehearsalClock(this.services.records, now);
    await this.players.meet();
    this.acts = script(this.players);
    await this.startMovement(now);
    await this.stepper.recall();
    await this.actAndSettle(now);
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

  /** Records that serve a real movement are no stage. */
  private async refuseInService(): Promise<void> {
    const { records } = this.services;
    const { mode } = await clockMode(records);
    if (mode === 'service' && (await auditRows(records)).length > 0) throw new RecordsInService();
  }

  private async actAndSettle(now: number): Promise<void> {
    await this.stepper.settle();
    for (const act of this.acts.filter((it) => it.at === now)) {
      this.stop.throwIfAborted();
      await act.play(this.players);
      await this.stepper.settle();
    }
  }

  private async startMovement(now: number): Promise<void> {
    const { client, plan } = this.services;
    try {
      await client.workflow.start('movement', {
        workflowId: movementId(plan),
        taskQueue,
        args: [{ plan, clock: { mode: 'rehearsal', now }, state: {} }],
        staticSummary: `Phong trào thi đua CCHC giai đoạn 2021–2025 (Kế hoạch ${plan}) – DIỄN TẬP`,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
