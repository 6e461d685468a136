import type { CourseState } from '../api/campaign-state.js';
import type { Json } from '../api/acts.js';
import type { Stage } from '../api/views.js';
import { Context, type LeftLetter } from '../engine/context.js';
import { stageOf } from './stages.js';
import type { CourseInput } from './state.js';
import type { Plan } from '../plan/schema.js';

/** A campaign's state (the summary's too), what it stands on, and what has come and is still to be looked at. */
export class Course {
  readonly state: CourseState;
  readonly context: Context;
  /** Signals as they came; read one by one by the course. */
  readonly inbox: unknown[] = [];
  /** How it was kept in the records the last time. */
  shown = '';
  /** The dossiers have all been started: a natural point to go on in a new run, perhaps with newer code. */
  isRunOver = false;

  /** Who wins is being computed anew: what stands is overtaken. Of this run only, which doesn't end meanwhile. */
  isSelecting = false;

  constructor(readonly input: CourseInput) {
    this.state = input.state;
    const { plan, campaign, clock, instance } = input;
    this.context = new Context({ plan: plan.plan, campaign, unit: null, names: plan }, clock, instance);
  }

  get plan(): Plan {
    return this.input.plan;
  }

  get campaign() {
    return this.input.campaign;
  }

  /** Business time, epoch ms. */
  get now(): number {
    return this.context.clock.now();
  }

  get stage(): Stage {
    return stageOf(this.state, this.now);
  }

  get unitCodes(): string[] {
    return this.state.units.map((unit) => unit.code);
  }

  /** Something changed: the course looks again at what is to be done. */
  wake(): void {
    this.context.turns.wake();
  }

  /** Something may have changed in the records; what, they say. */
  lookAgain(): void {
    this.state.isLookDue = true;
    this.wake();
  }

  /** Something changed that the selection rests on. */
  selectAgain(): void {
    this.state.isSelectionDue = true;
    this.wake();
  }

  /** Records an act of the engine itself that changes nothing but what is known of the course. */
  async note(
    act: string,
    key: string,
    facts: Record<string, Json>,
    letters: LeftLetter[] = [],
  ): Promise<void> {
    const change = { type: 'none' } as const;
    await this.context.record({ key, act, actor: null, reason: null, facts, change, letters });
  }
}
