import type { Day, Plan } from '../../workflows/plan/schema.js';
import { addDays, instantOf } from '../../workflows/rules/days.js';
import { pause } from '../engine/patience.js';
import type { Order } from '../rehearsal/control.js';
import type { Orders } from '../rehearsal/orders.js';
import type { Rehearsal } from '../rehearsal/rehearse.js';
import { type Roles, rolesLeft } from '../rehearsal/roles.js';
import { officeName } from '../language/names.js';
import { formatMoment } from '../language/amounts.js';
import { say } from '../language/language.js';
import { type OfficesTasks, tasksFor } from './commands/tasks.js';
import type { LiveView } from './terminal/live-view.js';
import { hang, joined, type Output, printLines, widthOf } from './terminal/tables.js';

/** Milliseconds between two looks at what people did. */
const betweenLooks = 500;

/** A rehearsal in which people have roles. */
export interface PeopleStage {
  rehearsal: Rehearsal;
  played: Roles;
  orders: Orders;
  view: LiveView;
  out: Output;
  /** The last instant that is played, epoch ms. */
  end: number;
  stop: AbortSignal;
}

/**
 * Plays a rehearsal in which people have roles: time stands still while something waits for them, and goes on by itself
 * once they have done it; told to play to the end of a day, it goes there and stands until it is told another.
 */
export class PeoplePlay {
  private readonly left: Roles;
  /** It goes on by itself where nothing waits for people. */
  private goesOn = true;
  private isOver = false;
  /** What was said last to wait. */
  private told = '';

  constructor(private readonly stage: PeopleStage) {
    this.left = rolesLeft(stage.played);
  }

  /** @returns whether the whole period is played; else a stop was asked for while time stood still */
  async play(until: Day | undefined): Promise<boolean> {
    const { out, rehearsal } = this.stage;
    printLines(out, hang('', rolesText(rehearsal.plan, this.left), widthOf(out)));
    if (until !== undefined) await this.moveTo(until);
    while (!this.isOver) {
      const isFree = this.goesOn && this.stage.orders.next() === undefined;
      if (isFree && (await this.tasks()).kinds === '') await this.step();
      else if (!(await this.stand())) return false;
    }
    return true;
  }

  /** @returns false where a stop was asked for */
  private async stand(): Promise<boolean> {
    try {
      await this.awaitPeople();
    } catch (error) {
      if (!this.stage.stop.aborted) throw error;
      return false;
    }
    const { orders, rehearsal } = this.stage;
    const order = orders.next();
    this.told = '';
    await rehearsal.takeIn();
    if (order !== undefined) orders.done(await this.obey(order));
    return true;
  }

  /** Returns when an order is given, or all is done that waited. */
  private async awaitPeople(): Promise<void> {
    await this.tellStanding();
    for (;;) {
      const tasks = await this.tasks();
      const isDone = this.goesOn && tasks.kinds === '';
      if (isDone || this.stage.orders.next() !== undefined) return;
      if (tasks.kinds !== this.told) await this.tellStanding();
      await pause(betweenLooks);
    }
  }

  private async obey(order: Order): Promise<string> {
    if (order.move === 'step') await this.step();
    else if (order.move === 'until') await this.moveTo(order.day);
    else this.goesOn = true;
    return joined(await this.standingLines(await this.tasks())).trimEnd();
  }

  private async moveTo(day: Day): Promise<void> {
    this.goesOn = false;
    const end = Math.min(instantOf(addDays(day, 1)) - 1, this.stage.end);
    while (await this.stepTo(end));
    this.isOver = end === this.stage.end;
  }

  private async step(): Promise<void> {
    this.isOver = !(await this.stepTo(this.stage.end));
  }

  private async stepTo(end: number): Promise<boolean> {
    const { rehearsal, view } = this.stage;
    const reached = await rehearsal.step(end);
    await rehearsal.patience.with(() => view.refresh(rehearsal.services.records));
    return reached !== null;
  }

  private tasks(): Promise<OfficesTasks> {
    const { rehearsal, out } = this.stage;
    const { records } = rehearsal.services;
    return rehearsal.patience.with(() => tasksFor(records, rehearsal.plan, this.left, widthOf(out)));
  }

  private async tellStanding(): Promise<void> {
    const { view, out } = this.stage;
    const tasks = await this.tasks();
    if (tasks.kinds === this.told && this.told !== '') return;
    this.told = tasks.kinds;
    view.end();
    printLines(out, ['', ...(await this.standingLines(tasks)), '']);
  }

  private async standingLines({ lines }: OfficesTasks): Promise<string[]> {
    const { rehearsal, out } = this.stage;
    const width = widthOf(out);
    const moment = formatMoment(await rehearsal.now());
    return [
      ...hang('', standingText(moment, lines.length > 0), width),
      ...lines,
      ...hang(
        '',
        say(
          'Đi tiếp ngay: «thidua step» (một sự kiện), «thidua rehearse --until NGÀY».',
          'To go on at once: «thidua step» (one event), «thidua rehearse --until DATE».',
        ),
        width,
      ),
    ];
  }
}

const standingText = (moment: string, waits: boolean): string =>
  waits
    ? say(
        `Thời gian dừng ở ${moment}. Đang chờ (làm bằng lệnh ở cửa sổ lệnh khác, không phải ký):`,
        `Time stands still at ${moment}. Waiting (act by commands in another terminal, unsigned):`,
      )
    : say(
        `Thời gian dừng ở ${moment}. Không có việc gì đang chờ người.`,
        `Time stands still at ${moment}. Nothing waits for people.`,
      );

function rolesText(plan: Plan, left: Roles): string {
  return say(
    `Diễn tập có người: ${left.map((role) => officeName(plan, role)).join(', ')} do người thực hiện bằng lệnh; các vai khác do chương trình đóng.`,
    `Rehearsal with people: ${left.map((role) => officeName(plan, role)).join(', ')} act by commands; the program plays the other roles.`,
  );
}

/** What is said where an order was given to a rehearsal that stopped before it was carried out. */
export const orderLost = say(
  'Buổi diễn tập đang chạy đã dừng trước khi làm xong việc này.',
  'The running rehearsal stopped before this was done.',
);
