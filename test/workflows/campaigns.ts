import { blocCodes } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import { clockMode, setRehearsalClock } from '../../activities/records/database/business-time.js';
import { loadUnits } from '../../activities/records/registry/units.js';
import {
  campaignState,
  fileDossier,
  sendToCampaign,
  signOff,
  type Answer,
} from '../../client/officials/send.js';
import { type CourseInput } from '../../workflows/campaign/state.js';
import { ownQuestionKey } from '../../workflows/api/own-questions.js';
import { campaignId } from '../../workflows/api/identity.js';
import { type Definition, messages, type SignOff } from '../../workflows/api/messages.js';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import { dayOf } from '../../workflows/rules/calendar.js';
import type { World } from '../environment/world.js';
import { testInstance } from '../records/setup.js';
import { at, DossierHands } from './dossiers.js';
import { aDossier, board, chairman, homeAffairs, homeAffairsHead, personOf, unitOfficial } from './people.js';
import type { UnitInForce } from '../../workflows/api/effects.js';
import { CourseState } from '../../workflows/api/campaign-state.js';

/** The input with which a campaign begins in stepped time. */
export const courseInput = (
  campaign: CampaignKey,
  now: number,
  over: Partial<CourseInput> = {},
): CourseInput => ({
  plan: plan263,
  campaign,
  clock: { mode: 'rehearsal', now, told: {} },
  instance: testInstance,
  state: CourseState.parse({}),
  ...over,
});

/** A campaign of the small registry in stepped time, and the hands that bring it from stage to stage. */
export class CampaignHands {
  /** Units that don't file. */
  absent: UnitCode[] = [];
  /** Whom a unit proposes, where it is not its own official. */
  people: Partial<Record<UnitCode, string>> = {};

  constructor(
    readonly world: World,
    readonly campaign: CampaignKey,
  ) {}

  /** The decision of a ranking, and of the awards, is of the day on which it is recorded. */
  protected async decision() {
    const { at: now } = await clockMode(this.world.records);
    return { number: '512/QĐ-UBND', date: dayOf(now ?? 0) };
  }

  protected get year(): number {
    return this.campaign === 'summary' ? 2026 : Number(this.campaign) + 1;
  }

  async start(over: Partial<CourseInput> = {}): Promise<void> {
    const now = at(`${this.year - 1}-12-20T09:00:00`);
    await setRehearsalClock(this.world.records, now);
    await this.world.client.workflow.start(this.campaign === 'summary' ? 'periodSummary' : 'annualCampaign', {
      workflowId: campaignId('263', this.campaign),
      taskQueue: this.world.taskQueue,
      args: [courseInput(this.campaign, now, over)],
    });
    await this.world.stepper.settle();
  }

  /** Steps through every moment until a day of the campaign's second year, `01-15T09:00:00`. */
  async walkTo(day: string): Promise<void> {
    const { stepper } = this.world;
    const until = at(`${this.year}-${day}`);
    await stepper.settle();
    for (let next = stepper.nextMoment(); next !== null && next <= until; next = stepper.nextMoment()) {
      await stepper.moveTo(next);
      await stepper.settle();
    }
    await stepper.moveTo(until);
    await stepper.settle();
  }

  units(): Promise<UnitInForce[]> {
    return loadUnits(this.world.records, { on: `${this.year - 1}-12-31` });
  }

  async collect(): Promise<void> {
    for (const { code } of await this.units()) {
      if (this.absent.includes(code)) continue;
      const personId = this.people[code];
      const content = aDossier(this.campaign, code, personId === undefined ? {} : { personId });
      const hands = new DossierHands(this.world, this.campaign, code);
      const filing = { campaign: this.campaign, unit: code, actor: unitOfficial(code), content };
      must(await fileDossier(this.world.services, filing));
      must(await hands.review('accept'));
    }
  }

  async rank(): Promise<void> {
    const units = await this.units();
    const decision = await this.decision();
    for (const bloc of blocCodes(plan263)) {
      const rows = units
        .filter((it) => it.bloc === bloc)
        .map(({ code }, index) => ({ unit: code, rank: index + 1 }));
      if (rows.length === 0) continue;
      const ranking = { actor: homeAffairs, bloc, decision, rows };
      must(await this.send(messages.recordRanking, { ...ranking, period: 'current' }));
      const turned = [...rows].reverse().map(({ unit }, index) => ({ unit, rank: index + 1 }));
      if (bloc === 'communes' && this.campaign !== 'summary') {
        must(await this.send(messages.recordRanking, { ...ranking, period: 'previous', rows: turned }));
      }
    }
    await this.world.stepper.settle();
  }

  /** Home Affairs chooses the individuals of each bloc: up to three. */
  async choose(): Promise<void> {
    const units = await this.units();
    for (const bloc of blocCodes(plan263)) {
      const own = units.filter((it) => it.bloc === bloc && !this.absent.includes(it.code)).slice(0, 3);
      const nominees = own.map((it) => personOf(it.code));
      const shortlist = {
        actor: homeAffairs,
        kind: 'individual' as const,
        bloc,
        nominees,
        reason: 'Tiêu biểu.',
      };
      must(await this.send(messages.shortlist, shortlist));
    }
    await this.world.stepper.settle();
  }

  /** Home Affairs keeps the plan's own days wherever it is asked about a last day. */
  async keepDays(): Promise<void> {
    for (const { key: question, options } of (await this.state()).questions) {
      if (!options.includes('keep')) continue;
      const message = { actor: homeAffairs, question, choices: ['keep'], reason: 'Giữ nguyên thời hạn.' };
      must(await this.send(messages.answerQuestion, message));
    }
  }

  /** Home Affairs lets no ended unit take part in the summary. */
  async letNobodyIn(): Promise<void> {
    const question = ownQuestionKey(this.campaign, 'participants');
    const message = { actor: homeAffairs, question, choices: [], reason: 'Không có đơn vị nào.' };
    must(await this.send(messages.answerQuestion, message));
    await this.world.stepper.settle();
  }

  /** Home Affairs leaves the seats of unranked blocs vacant. */
  async leaveVacant(): Promise<void> {
    for (const { key: question } of (await this.state()).selection?.questions ?? []) {
      const message = { actor: homeAffairs, question, choices: ['vacant'], reason: 'Chưa có xếp hạng.' };
      must(await this.send(messages.answerQuestion, message));
    }
    await this.world.stepper.settle();
  }

  async forward(reason?: string): Promise<void> {
    await this.keepDays();
    const digest = (await this.state()).selection?.digest ?? '';
    const message = { actor: homeAffairsHead, digest, ...(reason !== undefined && { reason }) };
    must(await this.send(messages.forward, message));
    await this.world.stepper.settle();
  }

  async appraise(): Promise<void> {
    const digest = await this.digest();
    const meeting = { date: (await this.decision()).date, participants: ['Trưởng ban'] };
    must(await this.send(messages.appraise, { actor: board, digest, decision: 'approve', meeting }));
    await this.world.stepper.settle();
  }

  async sign(over: Partial<SignOff> = {}): Promise<CourseState> {
    const approval = {
      actor: chairman,
      digest: await this.digest(),
      decision: 'approve' as const,
      strikes: [],
    };
    await signOff(
      this.world.services,
      this.campaign,
      messages.signOff.schema.parse({ ...approval, ...over }),
    );
    await this.world.stepper.settle();
    return this.state();
  }

  async decide(): Promise<void> {
    const digest = (await this.state()).signed?.digest ?? '';
    const decision = await this.decision();
    must(await this.send(messages.recordDecision, { actor: homeAffairs, digest, decision }));
    await this.world.stepper.settle();
  }

  async celebrate(): Promise<void> {
    must(
      await this.send(messages.recordCeremony, {
        actor: homeAffairs,
        date: (await this.decision()).date,
        place: 'Hội trường',
      }),
    );
    await this.world.stepper.settle();
  }

  state(): Promise<CourseState> {
    return campaignState(this.world.services, this.campaign);
  }

  /** The digest of the list that was forwarded. */
  async digest(): Promise<string> {
    return (await this.state()).list?.digest ?? '0'.repeat(64);
  }

  send<M>(definition: Definition<M>, message: M): Promise<Answer> {
    return sendToCampaign(this.world.services, this.campaign, definition, message);
  }
}

export function must(answer: Answer): void {
  if (!answer.done) throw new Error(`Refused: ${JSON.stringify(answer.refusal)} ${answer.sentence}`);
}
