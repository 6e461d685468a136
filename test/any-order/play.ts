import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { loadUnits } from '../../activities/records/registry/units.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';
import { formatDay, timeOf, dayOf } from '../../workflows/rules/days.js';
import { at } from '../workflows/dossiers.js';
import type { AskedQuestion, Said } from './checks/evidence.js';
import type { Site } from './ground.js';
import { Officials } from './officials.js';
import { settle } from './settle.js';
import type { UnitInForce } from '../../workflows/api/effects.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';
import type { Outcome } from './outcome.js';

/** What a run knows while it is played: whom there is, what was sent, what came of it. */
export class Play {
  readonly officials: Officials;
  readonly log: Said[] = [];
  /** The run so far, a line for each thing that happened. */
  readonly story: string[] = [];
  /** Receipts that units have, newest last, sent on or not. */
  readonly receipts = new Map<string, { receipt: string; digest: string; person: string }[]>();
  units: UnitInForce[] = [];
  step = 0;
  now: number;
  private sent = 0;

  constructor(
    readonly site: Site,
    readonly campaign: CampaignKey,
  ) {
    this.officials = new Officials(site, campaign);
    this.now = at(`${this.year - 1}-12-20T09:00:00`);
  }

  /** The campaign's second year, in which everything is decided. */
  get year(): number {
    return this.campaign === 'summary' ? 2026 : Number(this.campaign) + 1;
  }

  async begin(maximumEvents: number | null): Promise<void> {
    await setRehearsalClock(this.site.records, this.now);
    this.units = await loadUnits(this.site.records, { on: `${this.year - 1}-12-31` });
    await this.officials.start(this.now, maximumEvents);
    await settle(this.site);
  }

  state(): Promise<CourseState> {
    return this.officials.state();
  }

  /** A new id: what is sent twice under one id is one act. */
  nextId(): string {
    return `m${++this.sent}`;
  }

  tell(line: string): void {
    this.story.push(`${moment(this.now)}  ${line}`);
  }

  /** Keeps what was sent and what became of it. */
  note(given: Omit<Said, 'step' | 'at' | 'asked'> & { words: string; asked?: AskedQuestion | null }): void {
    const { words, asked, ...said } = given;
    this.log.push({ ...said, asked: asked ?? null, step: this.step, at: this.now });
    this.tell(`${words} → ${inWords(said.outcome)}`);
  }

  /** Steps through every moment that somebody waits for, until an instant. */
  async walkTo(until: number): Promise<void> {
    const { stepper } = this.site;
    for (let next = stepper.nextMoment(); next !== null && next < until; next = stepper.nextMoment()) {
      await this.moveTo(next);
    }
    await this.moveTo(until);
  }

  private async moveTo(instant: number): Promise<void> {
    if (instant < this.now) return;
    this.now = instant;
    await this.site.stepper.moveTo(instant);
    await settle(this.site);
  }
}

const moment = (instant: number): string =>
  `${formatDay(dayOf(instant))} ${timeOf(instant)}:${new Date(instant).toISOString().slice(17, 23)}`;

function inWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
      return 'done';
    case 'refused':
      return `refused: ${outcome.refusal.code} (${outcome.sentence.slice(0, 160)})`;
    case 'signalled':
      return 'sent';
    case 'ended':
      return 'its workflow is over';
    case 'fault':
      return `FAULT: ${outcome.error}`;
  }
}
