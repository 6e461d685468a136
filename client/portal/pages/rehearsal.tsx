import { setTimeout as pause } from 'node:timers/promises';
import { allUnits } from '../../../activities/records/registry/units.js';
import type { Office } from '../../../workflows/api/messages.js';
import { officeName } from '../../../workflows/plan/names.js';
import { Day, type Plan } from '../../../workflows/plan/schema.js';
import { dayOf, formatMoment } from '../../../workflows/rules/days.js';
import { giveOrder, type Order, takesOrders } from '../../rehearsal/control.js';
import { keptRoles, rolesLeft } from '../../rehearsal/roles.js';
import type { Task } from '../../officials/tasks.js';
import { readTasks } from '../../officials/waiting.js';
import { Fault } from '../acting.js';
import { addresses } from '../addresses.js';
import { type ChoosableRole, choosableRoles } from '../rehearsal-visitor.js';
import type { Page, Route, Visit } from '../visit.js';
import { noSuchPage } from './problems.js';
import { whatOf } from './task-list.js';

interface RehearsalShown {
  plan: Plan;
  now: number;
  /** The roles that people play; none: the program plays all. */
  left: readonly Office[];
  /** Whether somebody's word moves the clock now. */
  isRunning: boolean;
  /** What waits for people, and who could do it. */
  waiting: readonly { task: Task; roles: readonly ChoosableRole[] }[];
  /** What was asked for just now. */
  asked: 'moved' | 'moving' | null;
  day: string;
  fault: string | undefined;
}

/** A rehearsal's clock: what it waits for, and the word that moves it. */
const rehearsalPage = (shown: RehearsalShown): Page => ({
  title: 'Thời gian của buổi diễn tập',
  ...(shown.fault !== undefined && { status: 422 as const }),
  body: (
    <div data-live="">
      {shown.asked === null ? null : (
        <p class="done" role="status">
          {shown.asked === 'moved'
            ? `Đã đi tiếp; nay là ${formatMoment(shown.now)}.`
            : 'Thời gian đang đi; trang này tự đổi khi đến nơi.'}
        </p>
      )}
      <p>
        Bây giờ là <strong>{formatMoment(shown.now)}</strong>. {peopleText(shown)}
      </p>
      {shown.isRunning ? (
        <>
          <Waiting {...shown} />
          <Moves {...shown} />
        </>
      ) : (
        <p>
          Buổi diễn tập này không chờ người: thời gian tự đi, hoặc đã dừng. Để tự đóng vai, hãy chạy lại với{' '}
          <code>npx thidua rehearse --play unit,board,chairman</code> (Sở Nội vụ do người đóng).
        </p>
      )}
    </div>
  ),
});

function peopleText({ plan, left, isRunning }: RehearsalShown): string {
  if (!isRunning) return '';
  return `Do người đóng: ${left.map((it) => officeName(plan, it)).join(', ')}; các vai khác do chương trình đóng.`;
}

const Waiting = ({ plan, waiting }: RehearsalShown) =>
  waiting.length === 0 ? (
    <p>Không có việc gì đang chờ người.</p>
  ) : (
    <>
      <h2>Thời gian đang chờ</h2>
      <ul class="tasks">
        {waiting.map(({ task, roles }) => (
          <li>
            <p>
              <strong>{officeName(plan, task.office)}</strong>: {whatOf(plan, task)}
            </p>
            <form method="post" action={addresses.choose}>
              {roles.map(({ role, name, title }) => (
                <>
                  <button name="vai" value={role}>
                    Vào vai {name}, {title}
                  </button>{' '}
                </>
              ))}
            </form>
          </li>
        ))}
      </ul>
    </>
  );

const Moves = ({ now, day, fault }: RehearsalShown) => (
  <>
    <h2>Cho thời gian đi tiếp</h2>
    <Fault sentence={fault} />
    <form method="post" action={addresses.rehearsal}>
      <button name="di" value="step">
        Đến sự kiện kế tiếp
      </button>{' '}
      <button name="di" value="on">
        Chạy đến khi có việc chờ người
      </button>
    </form>
    <form method="post" action={addresses.rehearsal}>
      <label for="ngay">Đến hết ngày</label>
      <input id="ngay" name="ngay" type="date" required min={dayOf(now)} value={day} />
      <button name="di" value="until">
        Đi đến ngày này
      </button>
    </form>
    <p class="muted">
      Thời gian chỉ dừng ở lúc có sự kiện: nếu ngày được chọn không có gì thì dừng ở sự kiện cuối cùng trước
      đó. Việc đang chờ mà không ai làm thì bị bỏ qua như khi quá hạn thật.
    </p>
  </>
);

const mostRoles = 3;

async function shownNow(visit: Visit, day: string, fault: string | undefined): Promise<Page> {
  const { portal, plan, now, url } = visit;
  const { configuration, records } = portal;
  if (configuration === undefined || portal.mode !== 'rehearsal') return noSuchPage();
  const isRunning = await takesOrders(configuration.dataFolder);
  const left = isRunning ? rolesLeft(await keptRoles(configuration.dataFolder)) : [];
  const tasks = (await readTasks(records, plan, null)).filter(({ office }) => left.includes(office));
  const asked = url.searchParams.get('vua');
  return rehearsalPage({
    plan,
    now,
    left,
    isRunning,
    waiting: await Promise.all(tasks.map(async (task) => ({ task, roles: await rolesFor(visit, task) }))),
    asked: asked === 'moved' || asked === 'moving' ? asked : null,
    day,
    fault,
  });
}

/** Some of those who could do it. */
async function rolesFor({ portal: { records }, now }: Visit, task: Task): Promise<ChoosableRole[]> {
  const concerned = task.office === 'unit' ? task.which.slice(0, mostRoles) : [];
  const units = (await allUnits(records.db)).filter(({ code }) => concerned.includes(code));
  const { offices, units: ofUnits } = await choosableRoles(records, dayOf(now), units);
  const people = offices.find(({ office }) => office === task.office)?.people ?? [];
  return [...people, ...ofUnits].slice(0, mostRoles);
}

function orderOf(form: URLSearchParams, now: number): Order | { fault: string } {
  const move = form.get('di');
  if (move === 'step' || move === 'on') return { move };
  const day = Day.safeParse(form.get('ngay') ?? '');
  if (move !== 'until' || !day.success) return { fault: 'Hãy chọn một ngày có thật.' };
  const today = dayOf(now);
  return day.data < today
    ? { fault: 'Thời gian không đi lùi: hãy chọn từ hôm nay trở đi.' }
    : { move, day: day.data };
}

/** Milliseconds: what takes longer goes on while the page shows that it does. */
const longestWait = 4_000;

async function move(visit: Visit): Promise<Page | Response> {
  const { portal, now } = visit;
  const form = await visit.form();
  const order = orderOf(form, now);
  const day = form.get('ngay') ?? '';
  if ('fault' in order) return shownNow(visit, day, order.fault);
  if (portal.configuration === undefined || portal.mode !== 'rehearsal') return noSuchPage();
  const lost = 'Buổi diễn tập đã dừng, hoặc không chờ người, nên không đi tiếp theo lệnh.';
  const given = giveOrder(portal.configuration.dataFolder, order).then(
    (answer) => (answer === null ? 'lost' : order.move === 'on' ? 'moving' : 'moved'),
    () => 'lost' as const,
  );
  const outcome = await Promise.race([given, pause(longestWait, 'moving' as const)]);
  if (outcome === 'lost') return shownNow(visit, day, lost);
  return new Response(null, {
    status: 303,
    headers: { location: `${addresses.rehearsal}?vua=${outcome}` },
  });
}

/** A rehearsal with people in it: whoever sits at it moves its clock. */
export const clockRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: addresses.rehearsal,
    openTo: 'everyone',
    answer: (visit) => shownNow(visit, '', undefined),
  },
  { method: 'POST', path: addresses.rehearsal, openTo: 'everyone', answer: move },
];
